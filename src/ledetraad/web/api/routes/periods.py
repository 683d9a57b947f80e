"""Reporting periods: what is asked for, and what was locked."""

from __future__ import annotations

from ninja import Query, Router

from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.problems import READ_ERRORS
from ledetraad.web.api.shapes.reports import (
    AskedOut,
    LockedOut,
    PeriodOut,
    PeriodQuery,
    State,
    locked_out,
    period_out,
)
from ledetraad.web.followup.models import LockedReport, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import asked_for
from ledetraad.web.followup.reporting.readable import document_for
from ledetraad.web.followup.reporting.subject import period_at

router = Router(tags=["reports"])


@router.get("/periods", response={200: Page[PeriodOut], **READ_ERRORS})
def periods(request: Asking, asked: Query[PeriodQuery]) -> Page[PeriodOut]:
    """The municipality's reporting periods, the newest first."""
    every = ReportingPeriod.objects.filter(municipality=request.auth.municipality, deleted_at=None)
    if asked.state is not None:
        every = every.filter(state=asked.state)
    if asked.year is not None:
        every = every.filter(year=asked.year)
    found, total = part(every, asked)
    return Page[PeriodOut].model_construct(
        items=[period_out(one) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/periods/{int:key}", response={200: PeriodOut, **READ_ERRORS})
def period(request: Asking, key: int) -> PeriodOut:
    """A reporting period."""
    return period_out(period_at(request.auth.allowed, key))


@router.get("/periods/{int:key}/asked", response={200: Page[AskedOut], **READ_ERRORS})
def asked_about(request: Asking, key: int, asked: Query[PageQuery]) -> Page[AskedOut]:
    """The measures that are to be reported on, and how far each report has come."""
    about = period_at(request.auth.allowed, key)
    found, total = part(asked_for(about).order_by("number"), asked)
    reports = StatusReport.objects.filter(period=about, measure__in=[one.pk for one in found])
    states = dict(reports.values_list("measure_id", "state"))
    return Page[AskedOut].model_construct(
        items=[
            AskedOut(
                measure=one.number,
                name=one.name,
                unit=one.unit_id,
                state=State(states[one.pk]) if one.pk in states else None,
            )
            for one in found
        ],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get("/periods/{int:key}/locked", response={200: Page[LockedOut], **READ_ERRORS})
def locked(request: Asking, key: int, asked: Query[PageQuery]) -> Page[LockedOut]:
    """The reports as they stood when the period was locked, each with its fingerprint."""
    allowed = request.auth.allowed
    about = period_at(allowed, key)
    every = LockedReport.objects.filter(period=about).select_related("measure")
    found, total = part(every.order_by("pk"), asked)
    return Page[LockedOut].model_construct(
        items=[locked_out(one, document_for(allowed, one)) for one in found],
        total=total,
        next=next_address(request, asked, total),
    )
