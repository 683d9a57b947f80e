"""Writing a draft: the first one begins with what was said for the period before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.faults import require_open, require_writable
from ledetraad.web.followup.reporting.prefill import base, previous_report
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.history.recording import change, make

FIRST = 1
"""The version of a report that says what it began with."""
APART = frozenset({"state"})
"""What is a row of the report's history of its own, however soon it follows on a draft."""


def write(
    subject: Subject, values: Mapping[str, Any], *, user: User | None, version: int
) -> StatusReport:
    """Store what somebody has written of a measure or an element.

    Args:
        subject: what it is about, and for which period.
        values: some of a `ReportValues`' fields, as JSON holds them.
        user: who writes.
        version: the report's version when it was opened; 0 where there was none.

    Raises:
        PeriodClosed: the period is not open; nothing is stored.
        ReportRefused: the report is handed in; nothing is stored.
        ChangedMeanwhile: others have written the same fields since; nothing is stored.
    """
    with transaction.atomic():
        held_open(subject)
        report = begun(subject, user=user)
        require_writable(report)
        change(report, values, user=user, version=max(version, FIRST), apart=APART)
    return report


def begun(subject: Subject, *, user: User | None) -> StatusReport:
    """The report as it stands, made with what it begins with where there is none."""
    report = subject.report()
    if report is not None:
        return report
    new = StatusReport(
        municipality=subject.period.municipality, period=subject.period, **subject.keys
    )
    start = base(previous_report(subject)).model_dump(mode="json")
    return make(new, {**start, "state": StatusReport.State.DRAFT, "returned": ""}, user=user)


def held_open(subject: Subject) -> None:
    """See that the subject's period is open, and stays so until the transaction ends.

    Raises:
        PeriodClosed: it is not open.
    """
    require_open(ReportingPeriod.objects.select_for_update().get(pk=subject.period.pk))
