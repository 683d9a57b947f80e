"""How many of what is asked for is reported, period by period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import is_asked
from ledetraad.web.history.editions import Marks, editions
from ledetraad.web.shelf import Shelf

State = ReportingPeriod.State


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of a period is reported.

    Args:
        reported: how many measures a report is handed in for.
        asked: how many one is asked for.
    """

    reported: int
    asked: int

    @property
    def missing(self) -> int:
        """How many are missing."""
        return self.asked - self.reported


def counted(periods: Iterable[ReportingPeriod]) -> dict[int, Counted]:
    """How much of each period is reported; a locked one as it was when it was locked.

    Of a period that is not opened yet nothing is asked. Four queries at most, and one
    where nothing has changed.
    """
    found = list(periods)
    seen = {key: _editions(key) for key in {one.municipality_id for one in found}}

    def key_of(period: ReportingPeriod) -> tuple[int, Marks]:
        of_periods, of_all = seen[period.municipality_id]
        return period.pk, of_periods if period.state == State.LOCKED else of_all

    new = [one for one in found if one.state != State.PLANNED and not _KEPT.get(key_of(one))]
    open_ = [one for one in new if one.state == State.OPEN]
    handed_in = _by_period(
        StatusReport.objects.filter(period__in=new, state=StatusReport.State.SUBMITTED)
    )
    locked = _by_period(LockedReport.objects.filter(period__in=set(new) - set(open_)))
    asked = (_asked(open_) if open_ else {}) | locked

    def of(period: ReportingPeriod) -> Counted:
        key = period.pk
        if period.state == State.PLANNED:
            return Counted(0, 0)
        return _KEPT.of(key_of(period), lambda: Counted(handed_in.get(key, 0), asked.get(key, 0)))

    return {one.pk: of(one) for one in found}


_KINDS = tuple(one._meta.label_lower for one in (ReportingPeriod, Measure, StatusReport))
_KEPT: Shelf[tuple[int, Marks], Counted] = Shelf(1_000)
"""What is locked never changes, so it is counted once; locking itself makes a new edition."""


def _editions(municipality: int) -> tuple[Marks, Marks]:
    """The edition of the periods alone, and that of all that is counted."""
    found = editions(municipality, *_KINDS)
    return found[_KINDS[0]], frozenset().union(*found.values())


def _by_period(found: QuerySet[Any]) -> dict[int, int]:
    """How many there are about measures, by the key of their period."""
    rows = found.filter(measure__isnull=False).order_by().values_list("period")
    return dict(rows.annotate(Count("pk")))


def _asked(periods: Sequence[ReportingPeriod]) -> dict[int, int]:
    counts = {f"p{one.pk}": Count("pk", filter=is_asked(one)) for one in periods}
    municipalities = {one.municipality_id for one in periods}
    found = Measure.objects.filter(municipality__in=municipalities).aggregate(**counts)
    return {one.pk: found[f"p{one.pk}"] for one in periods}
