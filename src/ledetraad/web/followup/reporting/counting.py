"""How many of what is asked for is reported, period by period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import is_asked

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

    Of a period that is not opened yet nothing is asked. Three queries at most.
    """
    found = list(periods)
    open_ = [one for one in found if one.state == State.OPEN]
    handed_in = dict(
        StatusReport.objects.filter(
            period__in=found, measure__isnull=False, state=StatusReport.State.SUBMITTED
        )
        .order_by()
        .values_list("period")
        .annotate(Count("pk"))
    )
    locked = dict(
        LockedReport.objects.filter(period__in=found, measure__isnull=False)
        .order_by()
        .values_list("period")
        .annotate(Count("pk"))
    )
    asked = _asked(open_) if open_ else {}
    return {
        one.pk: Counted(handed_in.get(one.pk, 0), asked.get(one.pk) or locked.get(one.pk, 0))
        for one in found
    }


def _asked(periods: Sequence[ReportingPeriod]) -> dict[int, int]:
    counts = {f"p{one.pk}": Count("pk", filter=is_asked(one)) for one in periods}
    municipalities = {one.municipality_id for one in periods}
    found = Measure.objects.filter(municipality__in=municipalities).aggregate(**counts)
    return {one.pk: found[f"p{one.pk}"] for one in periods}
