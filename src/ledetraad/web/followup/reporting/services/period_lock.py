"""Locking a period: every report, and all that was asked for and is missing, is kept as it stands.

It is never unlocked. What has to be corrected is told in the next period.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from ledetraad.i18n import N_
from ledetraad.plan.model import Element
from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import asked_for
from ledetraad.web.followup.reporting.faults import PeriodRefused
from ledetraad.web.followup.reporting.locked_document import (
    element_document,
    fingerprint,
    measure_document,
)
from ledetraad.web.followup.reporting.services.period_change import held_unlocked
from ledetraad.web.followup.standing import whole
from ledetraad.web.history.recording import change

State = ReportingPeriod.State
_AT_ONCE = 500


def lock(period: ReportingPeriod, *, user: User, now: datetime) -> int:
    """Lock a period; all of it or nothing.

    Args:
        period: an open one.
        user: who locks it.
        now: the moment.

    Returns:
        How many reports are locked.

    Raises:
        PeriodRefused: it is not open; nothing is stored.
    """
    with transaction.atomic():
        held = held_unlocked(period)
        if held.state != State.OPEN:
            raise PeriodRefused(
                N_("%(period)s is not open, so there is nothing to lock."),
                remedy=N_("Open it, and let the units report."),
                period=held.name,
            )
        kept = [*_measures(held, now), *_elements(held, now)]
        LockedReport.objects.bulk_create(kept, batch_size=_AT_ONCE)
        values = {"state": State.LOCKED, "locked_at": now.isoformat()}
        change(held, values, user=user)
    period.refresh_from_db()
    return len(kept)


def _measures(period: ReportingPeriod, now: datetime) -> Iterator[LockedReport]:
    reports = {
        one.measure_id: one
        for one in StatusReport.objects.filter(period=period, measure__isnull=False)
    }
    wanted = Q(pk__in=asked_for(period).values("pk")) | Q(reports__period=period)
    for measure in whole(Measure.objects.filter(wanted).distinct().order_by("number")):
        report = reports.get(measure.pk)
        document = measure_document(period, measure, report)
        yield LockedReport(
            period=period,
            measure=measure,
            unit=measure.unit,
            state=report.state if report is not None else "",
            document=document,
            sha256=fingerprint(document),
            at=now,
        )


def _elements(period: ReportingPeriod, now: datetime) -> Iterator[LockedReport]:
    plans: dict[int, dict[str, Element]] = {}
    reports = StatusReport.objects.filter(period=period, plan__isnull=False)
    for report in reports.select_related("plan").order_by("plan_id", "pk"):
        if report.plan is None:
            continue
        if report.plan.pk not in plans:
            said = report.plan.latest().plan()
            plans[report.plan.pk] = {one.id: one for one in said.walk()}
        element = plans[report.plan.pk].get(report.element)
        document = element_document(period, report.plan, element, report)
        yield LockedReport(
            period=period,
            plan=report.plan,
            element=report.element,
            state=report.state,
            document=document,
            sha256=fingerprint(document),
            at=now,
        )
