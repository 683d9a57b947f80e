"""Reporting periods, and reports."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from ledetraad.errors import LedetraadError
from ledetraad.followup.periods import KIND_NAMES
from ledetraad.followup.report import PeriodValues
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind, Say
from ledetraad.web.changes.saying import among, by_fields, by_ways, day
from ledetraad.web.changes.undoing import in_the_municipality, nothing_to_undo, plainly
from ledetraad.web.changes.words import Words
from ledetraad.web.followup.models import ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.faults import PeriodRefused
from ledetraad.web.followup.reporting.past import FIELD_NAMES, text
from ledetraad.web.followup.reporting.readable import may_write_of_elements
from ledetraad.web.followup.reporting.services.period_change import (
    require_unlocked,
    require_unreported,
)
from ledetraad.web.followup.reporting.services.period_make import there
from ledetraad.web.history.models import Change

PERIOD_STATES = {
    ReportingPeriod.State.PLANNED: N_("not opened"),
    ReportingPeriod.State.OPEN: N_("open"),
    ReportingPeriod.State.LOCKED: N_("locked"),
}


def _not_now(period: Any, last: Change) -> LedetraadError | None:
    """Why a period's last change stands: it is locked, or has been reported for since.

    To undo that it was restored is to delete it, which is refused as it is on its own page.
    """
    try:
        require_unlocked(period)
        if last.what == Change.What.RESTORED:
            require_unreported(period)
    except PeriodRefused as refused:
        return refused
    if "state" in last.fields and period.reports.exists():
        return nothing_to_undo(period.name)
    return None


def _fits(period: Any) -> None:
    """Go on only where no other period has taken its place.

    Raises:
        PeriodRefused: one has.
    """
    names = ("name", "kind", "year", "part", "due")
    said = {name: value for name, value in period.values().items() if name in names}
    other = there(period.municipality, PeriodValues.model_validate(said))
    if other is not None and other.pk != period.pk:
        raise PeriodRefused(
            N_("%(period)s is there already."),
            remedy=N_("Leave it out, or change the one that is there."),
            period=other.name,
        )


def _written_by(allowed: Access, _user: User) -> Q:
    """The changes of reports that somebody may write: what a draft said is for no others."""
    reach = allowed.reach(Action.WRITE_REPORT)
    seen = Q(measure__isnull=False) if reach is None else Q(measure__unit__in=reach)
    if may_write_of_elements(allowed):
        seen |= Q(measure=None)
    reports = StatusReport.objects.filter(seen, municipality=allowed.municipality)
    return Q(object_id__in=reports.values("pk"))


def _report(words: Words) -> Say:
    return lambda name, value, _beside: text(name, value, words.translate)


def _page(report: StatusReport) -> str:
    start = f"rapportering/{report.period_id}/"
    if report.measure is not None:
        return f"{start}tiltak/{report.measure.number}/"
    return f"{start}plan/{report.plan.slug}/{report.element}/" if report.plan is not None else ""


KINDS = (
    Kind(
        name=ReportingPeriod.kind(),
        slug="periode",
        called=N_("reporting period"),
        plural=N_("Reporting periods"),
        things=lambda place: ReportingPeriod.objects.filter(municipality=place),
        tell=by_ways(
            {
                "name": N_("Name"),
                "kind": N_("Kind"),
                "year": N_("Year"),
                "part": N_("Part of the year"),
                "due": N_("Due"),
                "state": N_("State"),
            },
            {"due": day, "state": among(PERIOD_STATES), "kind": among(KIND_NAMES)},
        ),
        page=lambda thing: f"rapportering/{thing.pk}/",
        undoing=plainly(in_the_municipality(Action.MANAGE_PERIODS), refused=_not_now, fits=_fits),
    ),
    Kind(
        name=StatusReport.kind(),
        slug="rapport",
        called=N_("report"),
        plural=N_("Reports"),
        things=lambda place: StatusReport.objects.filter(municipality=place).select_related(
            "period", "measure", "plan"
        ),
        tell=by_fields(FIELD_NAMES, _report),
        page=_page,
        seen=_written_by,
    ),
)
"""What a report's last change is undone by is on its own page, and in its own words."""
