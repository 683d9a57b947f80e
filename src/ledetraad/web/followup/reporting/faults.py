"""What stands in the way of reporting, told so that the person can go on."""

from __future__ import annotations

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.followup.models import ReportingPeriod, StatusReport


class PeriodClosed(LedetraadError):
    """A period that nothing can be reported for."""


class ReportRefused(LedetraadError):
    """Something that can't be done with a report as it stands."""


class PeriodRefused(LedetraadError):
    """Something that can't be done with a period as it stands."""


def require_open(period: ReportingPeriod) -> None:
    """Go on only where a period is open.

    Raises:
        PeriodClosed: it isn't.
    """
    if period.state == ReportingPeriod.State.LOCKED:
        raise PeriodClosed(
            N_("%(period)s is locked, and what was reported for it never changes."),
            remedy=N_("Tell of what has to be corrected in the next period's report."),
            period=period.name,
        )
    if period.state != ReportingPeriod.State.OPEN:
        raise PeriodClosed(
            N_("%(period)s is not open yet."),
            remedy=N_("Wait until the controller opens it."),
            period=period.name,
        )


def require_writable(report: StatusReport) -> None:
    """Go on only where a report is not handed in.

    Raises:
        ReportRefused: it is.
    """
    if report.state == StatusReport.State.SUBMITTED:
        raise ReportRefused(
            N_("%(name)s has handed this in already."),
            remedy=N_("Take the report back first, or ask somebody who can."),
            name=report.submitted_by_name or "–",
        )
