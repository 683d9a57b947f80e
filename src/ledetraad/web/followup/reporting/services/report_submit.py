"""Handing a report in, which sets how its measure goes; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import DEFAULT, N_, catalogue
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.faults import ReportRefused, require_writable
from ledetraad.web.followup.reporting.services.report_write import FIRST, begun, held_open
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.history.recording import change

State = StatusReport.State
_REASON = N_("report for %(period)s")


def submit(
    subject: Subject, values: Mapping[str, Any], *, user: User, version: int, now: datetime
) -> StatusReport:
    """Store what somebody has written, and hand it in.

    The measure goes from now on as the report says, unless one for a later period is in already.

    Args:
        subject: what it is about, and for which period.
        values: some of a `ReportValues`' fields, as JSON holds them.
        user: who hands it in.
        version: the report's version when it was opened; 0 where there was none.
        now: the moment.

    Raises:
        PeriodClosed: the period is not open; nothing is stored.
        ReportRefused: it is handed in already, or says no status; nothing is stored.
        ChangedMeanwhile: others have written the same fields since; nothing is stored.
    """
    with transaction.atomic():
        held_open(subject)
        report = begun(subject, user=user)
        require_writable(report)
        change(report, values, user=user, version=max(version, FIRST))
        if not report.status:
            raise ReportRefused(
                N_("The report does not say how it goes."), remedy=N_("Choose a status.")
            )
        report.submitted_at, report.submitted_by_name = now, _called(user)
        report.save(update_fields=["submitted_at", "submitted_by_name"])
        change(report, {"state": State.SUBMITTED, "returned": ""}, user=user)
        if subject.measure is not None and not _later(subject):
            _set_status(subject.measure, report, user)
    return report


def take_back(subject: Subject, *, user: User) -> StatusReport:
    """Make a report that was handed in a draft again.

    Raises:
        PeriodClosed: the period is not open.
        ReportRefused: it is not handed in.
    """
    with transaction.atomic():
        held_open(subject)
        report = subject.report()
        if report is None or report.state != State.SUBMITTED:
            raise ReportRefused(
                N_("This report is not handed in."), remedy=N_("Write it, and hand it in.")
            )
        change(report, {"state": State.DRAFT}, user=user)
    return report


def reason_for(period: ReportingPeriod) -> str:
    """Why a measure's status is set, as its history keeps it; in Bokmål, like the period's name."""
    return catalogue(DEFAULT).gettext(_REASON) % {"period": period.name}


def _set_status(measure: Measure, report: StatusReport, user: User) -> None:
    change(measure, {"status": report.status}, user=user, reason=reason_for(report.period))


def _later(subject: Subject) -> bool:
    """Whether a report for a later period is in already."""
    return StatusReport.objects.filter(
        state=State.SUBMITTED, period__last__gt=subject.period.last, **subject.keys
    ).exists()


def _called(user: User) -> str:
    return user.get_full_name() or user.get_username()
