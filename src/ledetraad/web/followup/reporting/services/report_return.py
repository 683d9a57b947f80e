"""Sending a report back for a better answer, with the reason."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.faults import ReportRefused
from ledetraad.web.followup.reporting.services.report_write import held_open
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.history.recording import change

State = StatusReport.State
_LONGEST = 1_000


def send_back(subject: Subject, reason: str, *, user: User) -> StatusReport:
    """Send a report back to those who handed it in.

    Args:
        subject: what it is about, and for which period.
        reason: what is missing, in the person's words.
        user: who sends it back.

    Raises:
        PeriodClosed: the period is not open.
        ReportRefused: it is not handed in, or no reason is given.
    """
    said = reason.strip()
    if not said or len(said) > _LONGEST:
        raise ReportRefused(
            N_("A report is sent back with a reason of 1 to %(most)s characters."),
            remedy=N_("Write what is missing, so that it can be answered."),
            most=_LONGEST,
        )
    with transaction.atomic():
        held_open(subject)
        report = subject.report()
        if report is None or report.state != State.SUBMITTED:
            raise ReportRefused(
                N_("This report is not handed in, so it can't be sent back."),
                remedy=N_("Wait until it is handed in."),
            )
        change(report, {"state": State.RETURNED, "returned": said}, user=user, reason=said[:500])
    return report
