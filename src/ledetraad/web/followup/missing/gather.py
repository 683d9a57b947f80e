"""All that a municipality follows up, as the rules want it, and what they say of it.

It is kept in memory under the edition of what it rests on (`history.editions`). What the rules need
of measures and indicators is asked for without reading each whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from ledetraad.checks.followup.run import lacks
from ledetraad.checks.followup.seen import IndicatorSeen, Lack, MeasureSeen, PlanSeen, Seen
from ledetraad.followup.direction import Direction
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.status import MeasureStatus
from ledetraad.plan.index import PlanIndex
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.models import (
    Indicator,
    Measure,
    Observation,
    RuleOff,
    Serves,
    YearElement,
)
from ledetraad.web.history.editions import editions
from ledetraad.web.history.seldom import kept
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.newest import newest_revisions
from ledetraad.web.shelf import Shelf

_Pairs = dict[int, list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at, and what was found.

    Args:
        seen: all that is followed up.
        lacks: what is missing, but for what rules find that are off.
        off: the codes of these.
        numbers: each measure's number, by its key.
        plans: the plans, by their keys.
    """

    seen: Seen
    lacks: tuple[Lack, ...]
    off: frozenset[str]
    numbers: Mapping[int, int]
    plans: Mapping[int, WorkingCopy]


_RESTS_ON = tuple(one._meta.label_lower for one in (Measure, Indicator, Observation, YearElement))
_LOOKED: Shelf[tuple[Any, ...], Looked] = Shelf(8)
_INDEXES: Shelf[tuple[Any, ...], PlanIndex] = Shelf(8)


def looked_at(municipality: Municipality, today: date) -> Looked:
    """What a municipality's follow-up is missing on a day."""
    found = editions(municipality.pk, *_RESTS_ON, RuleOff.kind())
    seen = frozenset().union(*found.values())
    revisions = newest_revisions(municipality)
    key = (municipality.pk, today, seen, *((one.pk, one.made_at) for one in revisions))
    return _LOOKED.of(key, lambda: _look(municipality, revisions, today))


def rules_off(municipality: Municipality) -> frozenset[str]:
    """The codes of the rules that are off there."""

    def read() -> frozenset[str]:
        off = RuleOff.objects.filter(municipality=municipality, deleted_at=None)
        return frozenset(off.values_list("code", flat=True))

    return kept(municipality.pk, "rules off", (RuleOff,), read)


def forget_all() -> None:
    """Remember nothing: for when a database is another one than it was."""
    _LOOKED.clear()
    _INDEXES.clear()


def measure_seen(measure: Measure, elements: Elements) -> MeasureSeen:
    """One measure, as the rules want it."""
    serves = [(one.plan_id, one.element) for one in measure.part("serves")]
    there = tuple(one for one in serves if elements.find(*one) is not None)
    return MeasureSeen(
        measure.pk,
        measure.name,
        unit=measure.unit_id,
        person=measure.person_id,
        start=measure.start,
        deadline=measure.deadline,
        status=MeasureStatus(measure.status),
        serves=there,
        gone=len(there) < len(serves),
    )


def indicator_seen(
    indicator: Indicator, measured: date | None, elements: Elements
) -> IndicatorSeen:
    """One indicator with the day of its newest value, as the rules want it."""
    named = elements.find(indicator.plan_id, indicator.element)
    deleted = indicator.measure is not None and indicator.measure.deleted_at is not None
    return _indicator(
        indicator.pk,
        indicator.document,
        measured,
        element=(indicator.plan_id, named.id) if named and indicator.plan_id else None,
        measure=None if deleted else indicator.measure_id,
    )


def _look(municipality: Municipality, revisions: Sequence[Revision], today: date) -> Looked:
    off = rules_off(municipality)
    indexes = {one.working_copy_id: _index(one) for one in revisions}
    serves = _serves(municipality)
    measures = _measures(municipality, serves, indexes)
    by_key = {one.key: one for one, _ in measures}
    indicators = _indicators(municipality, indexes, by_key)
    plans = _plans(municipality, indexes, by_key, indicators)
    seen = Seen(plans, tuple(one for one, _ in measures), tuple(indicators), today)
    return Looked(
        seen,
        tuple(lack for lack in lacks(seen) if lack.code not in off),
        off,
        {one.key: number for one, number in measures},
        {one.working_copy_id: one.working_copy for one in revisions},
    )


def _index(revision: Revision) -> PlanIndex:
    def made() -> PlanIndex:
        whole = Revision.objects.only("document", "number", "working_copy").get(pk=revision.pk)
        return PlanIndex(whole.plan())

    return _INDEXES.of((revision.pk, revision.made_at), made)


def _serves(municipality: Municipality) -> _Pairs:
    found: _Pairs = defaultdict(list)
    rows = Serves.objects.filter(measure__municipality=municipality, measure__deleted_at=None)
    for measure, plan, element in rows.values_list("measure", "plan", "element"):
        found[measure].append((plan, element))
    return found


def _measures(
    municipality: Municipality, serves: _Pairs, indexes: Mapping[int, PlanIndex]
) -> list[tuple[MeasureSeen, int]]:
    rows = Measure.objects.filter(municipality=municipality, deleted_at=None).order_by("number")
    found = []
    for pk, number, name, unit, person, start, deadline, status in rows.values_list(
        "pk", "number", "name", "unit", "person", "start", "deadline", "status"
    ):
        said = serves.get(pk, [])
        there = tuple(
            (plan, element)
            for plan, element in said
            if plan in indexes and element in indexes[plan].by_id
        )
        one = MeasureSeen(
            pk,
            name,
            unit,
            person,
            start,
            deadline,
            MeasureStatus(status),
            there,
            gone=len(there) < len(said),
        )
        found.append((one, number))
    return found


def _indicators(
    municipality: Municipality,
    indexes: Mapping[int, PlanIndex],
    measures: Mapping[int, MeasureSeen],
) -> list[IndicatorSeen]:
    rows = Indicator.objects.filter(municipality=municipality, deleted_at=None)
    days = dict(
        Observation.objects.filter(indicator__municipality=municipality)
        .values("indicator")
        .annotate(newest=Max("measured"))
        .values_list("indicator", "newest")
    )
    found = []
    for pk, plan, element, measure, document in rows.order_by("name", "pk").values_list(
        "pk", "plan", "element", "measure", "document"
    ):
        there = plan in indexes and element in indexes[plan].by_id
        found.append(
            _indicator(
                pk,
                document,
                days.get(pk),
                element=(plan, element) if there else None,
                measure=measure if measure in measures else None,
            )
        )
    return found


def _indicator(
    pk: int,
    document: Mapping[str, Any],
    measured: date | None,
    *,
    element: tuple[int, str] | None,
    measure: int | None,
) -> IndicatorSeen:
    keeps = document.get("direction") == Direction.KEEP.value and bool(document.get("desired"))
    return IndicatorSeen(
        pk,
        document["name"],
        unit=document.get("unit"),
        person=document.get("person"),
        plan=element[0] if element is not None else None,
        element=element[1] if element is not None else None,
        measure=measure,
        aims=keeps or bool(document.get("targets")),
        measured=measured,
        frequency=Frequency(document.get("frequency") or Frequency.YEAR),
        lag=document.get("lag"),
        since=document.get("since"),
    )


def _plans(
    municipality: Municipality,
    indexes: Mapping[int, PlanIndex],
    measures: Mapping[int, MeasureSeen],
    indicators: list[IndicatorSeen],
) -> dict[int, PlanSeen]:
    served: dict[int, set[str]] = defaultdict(set)
    counted: dict[int, set[str]] = defaultdict(set)
    taken: dict[int, set[str]] = defaultdict(set)
    for measure in measures.values():
        for plan, element in measure.serves:
            served[plan].add(element)
    for indicator in indicators:
        if indicator.plan is not None and indicator.element is not None:
            counted[indicator.plan].add(indicator.element)
        elif indicator.measure is not None:
            for plan, element in measures[indicator.measure].serves:
                counted[plan].add(element)
    years = YearElement.objects.filter(plan__municipality=municipality)
    for plan, element in years.values_list("plan", "element").distinct():
        taken[plan].add(element)
    return {
        key: PlanSeen(
            key, index, frozenset(served[key]), frozenset(counted[key]), frozenset(taken[key])
        )
        for key, index in indexes.items()
    }
