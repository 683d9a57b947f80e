"""What is asked of one person: reports in open periods, and values that should have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import BigIntegerField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from ledetraad.errors import Phrase
from ledetraad.followup.freshness import Freshness, age
from ledetraad.followup.saying import said_weekday
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import Indicator, ReportingPeriod, StatusReport
from ledetraad.web.followup.newest import IndicatorNow, with_newest
from ledetraad.web.followup.reporting.asked import asked_for, mine, own_units
from ledetraad.web.followup.reporting.known_periods import open_periods

MOST = 100
"""How many things of a kind are listed; how many there are is told all the same."""
_STATES = StatusReport.State


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that is asked of somebody.

    Args:
        period: for which period.
        number, name: the measure's.
        unit: the name of the unit that answers for it.
        own: whether the person answers for it themselves.
        state: "", "draft" or "returned".
        why: why it was sent back.
    """

    period: ReportingPeriod
    number: int
    name: str
    unit: str
    own: bool
    state: str
    why: str

    @property
    def address(self) -> str:
        """Its form's address within the municipality's own."""
        return f"rapportering/{self.period.pk}/tiltak/{self.number}/"


@dataclass(frozen=True, slots=True)
class PeriodAsked:
    """What is asked of somebody for one period.

    Args:
        period: the period.
        due: its day in words.
        late: whether the day is over.
        count: how many reports are asked for.
        items: those that are listed.
    """

    period: ReportingPeriod
    due: Phrase
    late: bool
    count: int
    items: list[Asked]


@dataclass(frozen=True, slots=True)
class Wanting:
    """An indicator whose value should have come.

    Args:
        now: the indicator with its newest value.
        old: how old that is; None where there is no value.
    """

    now: IndicatorNow
    old: Phrase | None


def asked_of(allowed: Access, user: User) -> list[Asked]:
    """Every report that is asked of somebody: what was sent back first, then by its day.

    Within a period what the person answers for stands before what their units do.
    """
    periods = {one.pk: one for one in open_periods(allowed.municipality)}
    missing = [_missing(one, allowed, user) for one in periods.values()]
    rows = missing[0].union(*missing[1:], all=True) if missing else ()
    found = [
        Asked(periods[key], number, name, unit or "", person == user.pk, state, why or "")
        for key, number, name, unit, person, state, why in rows
    ]
    return sorted(
        found,
        key=lambda one: (
            one.state != _STATES.RETURNED,
            one.period.due,
            one.period.pk,
            not one.own,
            one.unit,
            one.number,
        ),
    )


def by_period(asked: list[Asked], today: date) -> list[PeriodAsked]:
    """What is asked for and was not sent back, for each period by its day."""
    grouped: dict[int, list[Asked]] = {}
    for one in asked:
        if one.state != _STATES.RETURNED:
            grouped.setdefault(one.period.pk, []).append(one)
    return [
        PeriodAsked(
            items[0].period,
            said_weekday(items[0].period.due),
            items[0].period.due < today,
            len(items),
            items[:MOST],
        )
        for items in grouped.values()
    ]


def sent_back(asked: list[Asked]) -> list[Asked]:
    """What was sent back for a better answer."""
    return [one for one in asked if one.state == _STATES.RETURNED]


def next_after(asked: list[Asked], period: ReportingPeriod, number: int) -> Asked | None:
    """The next report to write after one of a measure, in the same period if there is one."""
    others = [one for one in asked if (one.period.pk, one.number) != (period.pk, number)]
    here = [one for one in others if one.period.pk == period.pk]
    return next(iter([*here, *others]), None)


def wanting(allowed: Access, user: User, today: date) -> list[Wanting]:
    """The indicators that somebody enters values of whose value is missing, or stale."""
    wanted = Q(unit__in=own_units(allowed, Action.ENTER_VALUE)) | Q(document__person=user.pk)
    reach = allowed.reach(Action.ENTER_VALUE)
    if reach is not None:
        wanted &= Q(unit__in=reach)
    indicators = Indicator.objects.filter(
        wanted, municipality=allowed.municipality, deleted_at=None
    ).select_related("unit")
    found = []
    for one in with_newest(indicators):
        if one.newest is None:
            found.append(Wanting(one, None))
            continue
        measured = one.newest.measured
        if Freshness(measured, one.said.frequency, one.said.lag).stale(today):
            found.append(Wanting(one, age(measured, today)))
    return found


def _missing(period: ReportingPeriod, allowed: Access, user: User) -> QuerySet[Any, Any]:
    """What somebody is asked for in a period and has not handed in, with the period's key."""
    report = FilteredRelation("reports", condition=Q(reports__period=period))
    measures = (
        asked_for(period)
        .filter(mine(allowed, user))
        .annotate(asked_in=Value(period.pk, BigIntegerField()), report=report)
    )
    stands = measures.annotate(stands=Coalesce(F("report__state"), Value("")))
    left = stands.exclude(stands=_STATES.SUBMITTED)
    return left.order_by().values_list(
        "asked_in", "number", "name", "unit__name", "person", "stands", "report__returned"
    )
