"""What has happened to a thing since it was last reported on: its own changes, and new values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from ledetraad.followup.bands import Judgement
from ledetraad.followup.measure import FINANCING_NAMES, KIND_NAMES, Financing, MeasureKind
from ledetraad.followup.saying import said_day
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import Indicator, Measure, Observation, StatusReport
from ledetraad.web.followup.reporting.locked_document import called
from ledetraad.web.followup.reporting.services.report_submit import reason_for
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.history.models import Change

MOST = 20
"""How many changes and how many values are shown, the newest first."""
_NAMES = {
    "name": N_("name"),
    "why": N_("reason why"),
    "kind": N_("kind"),
    "financing": N_("financing"),
    "unit": N_("unit"),
    "person": N_("person responsible"),
    "start": N_("start"),
    "deadline": N_("deadline"),
    "status": N_("status"),
    "serves": N_("what it serves"),
    "milestones": N_("milestones"),
    "money": N_("money"),
    "partners": N_("partners"),
    "risks": N_("risks"),
}
_SHORT = frozenset({"name", "kind", "financing", "unit", "person", "start", "deadline", "status"})
"""Fields whose words before and after are shown; of the others only that they changed."""
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a measure that was changed.

    Args:
        name: the field's, in words.
        before, after: what it said; None where that is too long to be shown here.
        at: when it was changed.
        by: who did.
    """

    name: str
    before: str | None
    after: str | None
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class NewValue:
    """A value that has come in.

    Args:
        indicator: the indicator's name.
        observation: the value.
        unit: what it is measured in.
        decimals: how many it is shown with.
        judgement: how it is judged.
    """

    indicator: Indicator
    observation: Observation
    unit: str
    decimals: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Since:
    """What has happened since a moment.

    Args:
        moment: since when.
        changes: of the measure itself.
        values: of its indicators, and of those on what it serves.
    """

    moment: datetime
    changes: list[FieldChange]
    values: list[NewValue]


def since(subject: Subject, previous: StatusReport | None, translate: Translate) -> Since:
    """What has happened since the last report, or since the period began where there is none.

    In a fixed number of queries.
    """
    moment = previous.submitted_at if previous is not None else None
    if moment is None:
        first = datetime.combine(subject.period.first, time.min)
        moment = timezone.make_aware(first)
    measure = subject.measure
    changes = _changes(measure, previous, moment, translate) if measure is not None else []
    return Since(moment, changes, _values(subject, moment))


def _changes(
    measure: Measure, previous: StatusReport | None, moment: datetime, translate: Translate
) -> list[FieldChange]:
    changes = Change.objects.filter(
        kind=Measure.kind(), object_id=measure.pk, at__gt=moment
    ).exclude(what=Change.What.MADE)
    if previous is not None:
        changes = changes.exclude(reason=reason_for(previous.period))
    found = list(changes[:MOST])
    said = _Words(measure, found, translate)
    return [
        FieldChange(
            translate(_NAMES[name]),
            said.word(name, before),
            said.word(name, after),
            change.at,
            change.by_name,
        )
        for change in found
        for name, (before, after) in change.fields.items()
        if name in _NAMES
    ][:MOST]


class _Words:
    """What the fields of a measure say, in words."""

    def __init__(self, measure: Measure, changes: list[Change], translate: Translate) -> None:
        self._translate = translate
        self._units = {
            str(one.pk): one.name
            for one in Unit.objects.filter(
                municipality=measure.municipality_id, pk__in=_keys(changes, "unit")
            )
        }
        self._people = {
            str(one.pk): called(one) for one in User.objects.filter(pk__in=_keys(changes, "person"))
        }

    def word(self, name: str, value: Any) -> str | None:
        """What a field says; None where it is too long to be shown."""
        if name not in _SHORT:
            return None
        if value is None or value == "":
            return "–"
        if name in {"start", "deadline"}:
            return said_day(date.fromisoformat(value)).said(self._translate)
        if name == "unit":
            return self._units.get(str(value), "–")
        if name == "person":
            return self._people.get(str(value), "–")
        names: Mapping[str, Mapping[Any, str]] = {
            "kind": {one.value: KIND_NAMES[one] for one in MeasureKind},
            "financing": {one.value: FINANCING_NAMES[one] for one in Financing},
            "status": {one.value: MEASURE_STATUS_NAMES[one] for one in MeasureStatus},
        }
        word = names.get(name, {}).get(value)
        return self._translate(word) if word is not None else str(value)


def _keys(changes: list[Change], name: str) -> set[int]:
    pairs = (change.fields.get(name, ()) for change in changes)
    return {value for pair in pairs for value in pair if isinstance(value, int)}


def _values(subject: Subject, moment: datetime) -> list[NewValue]:
    measure = subject.measure
    if measure is not None:
        wanted = Q(measure=measure)
        for plan, element in measure.serves.values_list("plan", "element"):
            wanted |= Q(plan=plan, element=element)
    else:
        wanted = Q(**subject.keys)
    indicators = Indicator.objects.filter(
        wanted, municipality=subject.period.municipality_id, deleted_at=None
    )
    found = Observation.objects.filter(indicator__in=indicators, at__gt=moment, value__isnull=False)
    return [_new(one) for one in found.select_related("indicator").order_by("-pk")[:MOST]]


def _new(observation: Observation) -> NewValue:
    said = observation.indicator.said()
    bands = said.bands()
    judgement = bands.judge(observation.value) if bands is not None else Judgement.UNKNOWN
    return NewValue(observation.indicator, observation, said.measure_unit, said.decimals, judgement)
