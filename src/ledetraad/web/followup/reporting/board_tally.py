"""What is asked for in a period, counted by unit and state, and the keys of a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf

from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import asked_for
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.shelf import Shelf

NONE = "none"
"""The state of what there is no report of."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures of a unit have a report in a state.

    Args:
        unit: the unit's key; None for what no unit has.
        state: the reports' state, or `NONE`.
        count: how many.
        early: how many of them had begun by the day that was asked about.
    """

    unit: int | None
    state: str
    count: int
    early: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A measure on the board, or its locked report, by its key, and the unit it stands under."""

    key: int
    unit: int | None


_RESTS_ON = tuple(one._meta.label_lower for one in (Measure, StatusReport, ReportingPeriod))
_KEPT: Shelf[tuple[int, date | None, Marks], list[Tally]] = Shelf(256)


def tallied(period: ReportingPeriod, early: date | None) -> list[Tally]:
    """Every unit's measures that are asked for, counted, in two queries at most.

    Args:
        period: the period; a locked one is counted as it was locked.
        early: the day that measures are looked at for having begun by.
    """
    seen = edition(period.municipality_id, *_RESTS_ON)
    return _KEPT.of((period.pk, early, seen), lambda: _tallied(period, early))


def _tallied(period: ReportingPeriod, early: date | None) -> list[Tally]:
    begun = Q(pk=None) if early is None else _begun(period, early)
    rows = (
        _asked(period)
        .order_by()
        .values_list("unit", "stands")
        .annotate(Count("pk"), early=Count("pk", filter=begun))
    )
    return [Tally(*row) for row in rows]


def placed(
    period: ReportingPeriod,
    units: Sequence[int | None],
    states: set[str],
    first: int,
    most: int | None,
) -> list[Placed]:
    """The measures of some units in some states, unit by unit as given, then by number.

    Args:
        period: the period.
        units: the units' keys.
        states: reports' states.
        first: how many to pass over.
        most: how many at the most; None for all.
    """
    number = "measure__number" if _is_locked(period) else "number"
    found = _asked(period).filter(_of(units), stands__in=states)
    if most is None:
        place = {unit: at for at, unit in enumerate(units)}
        rows = list(found.order_by(number).values_list("pk", "unit"))
        return [Placed(*row) for row in sorted(rows, key=lambda row: place[row[1]])]
    ordered = found.order_by(_places(units), number).values_list("pk", "unit")
    return [Placed(*row) for row in ordered[first : first + most]]


def _asked(period: ReportingPeriod) -> QuerySet[Any]:
    """What is asked for, each with where its report `stands`."""
    if _is_locked(period):
        locked = LockedReport.objects.filter(period=period, measure__isnull=False)
        return locked.annotate(stands=Coalesce(NullIf("state", Value("")), Value(NONE)))
    report = FilteredRelation("reports", condition=Q(reports__period=period))
    measures = asked_for(period).annotate(report=report)
    return measures.annotate(stands=Coalesce(F("report__state"), Value(NONE)))


def _begun(period: ReportingPeriod, day: date) -> Q:
    name = "measure__start" if _is_locked(period) else "start"
    return Q(**{name: None}) | Q(**{f"{name}__lte": day})


def _of(units: Sequence[int | None]) -> Q:
    wanted = Q(unit__in=[one for one in units if one is not None])
    return wanted | Q(unit=None) if None in units else wanted


def _places(units: Sequence[int | None]) -> Case:
    """Where each unit stands; one that is none has no equal in SQL, and is last."""
    whens = [When(unit=unit, then=at) for at, unit in enumerate(units) if unit is not None]
    return Case(*whens, default=len(units))


def _is_locked(period: ReportingPeriod) -> bool:
    return period.state == ReportingPeriod.State.LOCKED
