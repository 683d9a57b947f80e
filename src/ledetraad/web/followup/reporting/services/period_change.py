"""Changing a period before it is locked: its name and day, opening it, taking it away."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.followup.report import PeriodValues
from ledetraad.i18n import N_
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.reporting.faults import PeriodRefused
from ledetraad.web.history.recording import change, delete

State = ReportingPeriod.State


def rewrite(period: ReportingPeriod, said: PeriodValues, *, user: User, version: int) -> None:
    """Change what a period is called, and when it is due.

    Raises:
        PeriodRefused: it is locked.
        ChangedMeanwhile: others have changed the same since that version.
    """
    with transaction.atomic():
        held_unlocked(period)
        change(period, said.model_dump(mode="json"), user=user, version=version)


def open_period(period: ReportingPeriod, *, user: User) -> None:
    """Let the units report for a period.

    Raises:
        PeriodRefused: it is locked.
    """
    with transaction.atomic():
        held_unlocked(period)
        change(period, {"state": State.OPEN}, user=user)


def remove(period: ReportingPeriod, *, user: User, now: datetime) -> None:
    """Delete a period that nothing has been reported for; it can be restored for a year.

    Raises:
        PeriodRefused: something has been reported, or it is locked.
    """
    with transaction.atomic():
        held_unlocked(period)
        require_unreported(period)
        delete(period, user=user, now=now)


def held_unlocked(period: ReportingPeriod) -> ReportingPeriod:
    """The period as it is now, which nobody else changes meanwhile.

    Raises:
        PeriodRefused: it is locked.
    """
    held = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    require_unlocked(held)
    return held


def require_unlocked(period: ReportingPeriod) -> None:
    """Go on only where a period is not locked.

    Raises:
        PeriodRefused: it is.
    """
    if period.state == State.LOCKED:
        raise PeriodRefused(
            N_("%(period)s is locked."),
            remedy=N_("What is locked never changes. Make a new period, or use the next one."),
            period=period.name,
        )


def require_unreported(period: ReportingPeriod) -> None:
    """Go on only where nothing has been reported for a period.

    Raises:
        PeriodRefused: something has.
    """
    if period.reports.exists():
        raise PeriodRefused(
            N_("Something has been reported for %(period)s, so it can't be deleted."),
            remedy=N_("Leave it as it is, or change its name and day."),
            period=period.name,
        )
