"""A plan's follow-up as it stands now."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from ledetraad.followup.status import MeasureStatus
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.followup.publishing.facts import Facts, MeasureFacts
from ledetraad.web.followup.standing import standing
from ledetraad.web.plans.models import WorkingCopy


def as_now(working_copy: WorkingCopy, now: datetime) -> Facts:
    """How it stands, in a fixed number of queries.

    Args:
        working_copy: the plan.
        now: when that is, with time zone.
    """
    indicators = Indicator.objects.filter(
        municipality=working_copy.municipality_id, deleted_at=None
    )
    return Facts(
        on=timezone.localdate(now),
        until=None,
        measures=_measures(working_copy),
        indicators={one.pk: one.said() for one in indicators},
        rollups=standing(working_copy).rollups,
    )


def _measures(working_copy: WorkingCopy) -> list[MeasureFacts]:
    found = (
        Measure.objects.filter(serves__plan=working_copy, deleted_at=None)
        .select_related("unit")
        .prefetch_related("serves", "money")
        .order_by("number")
        .distinct()
    )
    return [
        MeasureFacts(
            key=one.pk,
            number=one.number,
            name=one.name,
            serves=tuple((each.plan_id, each.element) for each in one.serves.all()),
            status=MeasureStatus(one.status),
            deadline=one.deadline,
            unit=one.unit.name if one.unit is not None else "",
            money=tuple((each.year, each.kind, each.amount) for each in one.money.all()),
        )
        for one in found
    ]
