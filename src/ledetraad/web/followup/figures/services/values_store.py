"""Storing what the sources said: a value where it is new, nothing where it is as it was."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import DEFAULT, N_, catalogue
from ledetraad.statistics.marks import Mark
from ledetraad.web.followup.figures.models import Feed
from ledetraad.web.followup.figures.told import Told
from ledetraad.web.followup.models import Observation
from ledetraad.web.history.editions import touch

_MISSING = {
    Mark.NOT_APPLICABLE.value: Observation.Missing.NOT_MEASURED,
    Mark.NOT_AVAILABLE.value: Observation.Missing.NOT_YET,
    Mark.CONFIDENTIAL.value: Observation.Missing.NOT_SHOWN,
}


def store_values(feed: Feed, told: Told, *, now: datetime) -> int:
    """Store what has changed since the sources were asked last, in one transaction.

    A value that a person has entered or corrected stands until the source itself says another.

    Args:
        feed: whose.
        told: what the sources say now.
        now: when they were asked.

    Returns:
        How many values are new or corrected.
    """
    with transaction.atomic():
        held = Feed.objects.select_for_update().select_related("indicator").get(pk=feed.pk)
        before = held.last().values
        new = {year: value for year, value in told.values.items() if before.get(year) != value}
        first = min((year for year, value in told.values.items() if _number(value)), default="")
        stored = 0
        for year, value in sorted(new.items()):
            if first and year >= first and not _is_there(held, year, value):
                Observation.objects.create(**_observation(held, told, year, value))
                stored += 1
        held.told = told.model_dump(mode="json")
        held.problem, held.asked_at = None, now
        if stored:
            held.changed_at = now
        held.save(update_fields=["told", "problem", "asked_at", "changed_at"])
        touch(held.municipality_id, Feed.kind())
    return stored


def store_problem(feed: Feed, error: LedetraadError, *, now: datetime) -> None:
    """Store why the sources could not be asked; the values stand as they are."""
    Feed.objects.filter(pk=feed.pk).update(problem=error.kept(), asked_at=now)


def store_nothing_new(feed: Feed, *, now: datetime) -> None:
    """Store that the sources were asked, and had nothing new."""
    Feed.objects.filter(pk=feed.pk).update(problem=None, asked_at=now)


def _is_there(feed: Feed, year: str, value: str) -> bool:
    """Whether just this is the newest value of the year already, whoever entered it."""
    newest = Observation.objects.filter(indicator=feed.indicator, period=year).order_by("-pk")
    one = newest.first()
    if one is None:
        return False
    number = _number(value)
    if number is None:
        return one.value is None and one.missing == _MISSING.get(value)
    return one.value == number


def _observation(feed: Feed, told: Told, year: str, value: str) -> dict[str, object]:
    number = _number(value)
    missing = _MISSING.get(value, Observation.Missing.NOT_YET) if number is None else ""
    return {
        "indicator": feed.indicator,
        "period": year,
        "measured": date(int(year), 12, 31),
        "value": number,
        "missing": missing,
        "source": source_text(told),
        "note": _note(told, int(year)),
    }


def source_text(told: Told) -> str:
    """The tables, each with the day it was last changed, at most 300 characters."""
    parts = [
        f"{one.source} {one.table}" + (f" ({one.updated:%Y-%m-%d})" if one.updated else "")
        for one in told.tables.values()
    ]
    return ", ".join(dict.fromkeys(parts))[:300]


def _note(told: Told, year: int) -> str:
    """What must be known of the number, in Bokmål, as people's own notes are in one language."""
    translate = catalogue(DEFAULT).gettext
    said = []
    if year in told.unrevised:
        said.append(translate(N_("Published before its last check.")))
    if year in told.breaks:
        said.append(translate(N_("Not quite comparable with the years before.")))
    return " ".join(said)


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
