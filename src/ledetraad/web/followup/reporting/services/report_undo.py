"""Undoing the last change of what a draft says."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.faults import require_writable
from ledetraad.web.followup.reporting.past import can_be_undone
from ledetraad.web.followup.reporting.services.report_write import held_open
from ledetraad.web.followup.reporting.subject import Subject
from ledetraad.web.followup.services.change_undo import undo_last
from ledetraad.web.history.recording import NothingToUndo, history


def undo_draft(subject: Subject, *, user: User, version: int | None) -> StatusReport:
    """Let a draft say again what it said before the last sitting.

    Args:
        subject: what the report is about.
        user: who undoes it.
        version: the version that the person has seen.

    Raises:
        PeriodClosed: the period is not open.
        ReportRefused: the report is handed in.
        NothingToUndo: nothing has been written, or others have changed it since.
    """
    with transaction.atomic():
        held_open(subject)
        report = subject.report()
        if report is not None:
            require_writable(report)
        last = history(report).first() if report is not None else None
        if report is None or last is None or not can_be_undone(last):
            raise NothingToUndo(
                N_("There is no change to undo."),
                where=subject.name,
                remedy=N_("Open the history, and change back what you want to."),
            )
        undo_last(report, user=user, version=version)
    return report
