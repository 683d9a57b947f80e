"""Reporting periods: made, opened and locked; what is asked for, and what was locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status
from pydantic import ValidationError

from ledetraad.followup.report import PeriodValues
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.choosing import merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.problems import invalid
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.api.shapes.reports import (
    AskedOut,
    LockedOut,
    PeriodChange,
    PeriodOut,
    PeriodQuery,
    State,
    locked_out,
    period_out,
)
from ledetraad.web.followup.models import LockedReport, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.asked import asked_for
from ledetraad.web.followup.reporting.readable import document_for
from ledetraad.web.followup.reporting.services.period_change import (
    open_period,
    remove,
    rewrite,
)
from ledetraad.web.followup.reporting.services.period_lock import lock
from ledetraad.web.followup.reporting.services.period_make import make_periods
from ledetraad.web.followup.reporting.subject import period_at

router = Router(tags=["reports"])
_ONE = "/periods/{int:key}"


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


@router.post("/periods", response={201: PeriodOut, **ERRORS})
def make_one(request: Asking, response: HttpResponse, body: PeriodValues) -> Status[PeriodOut]:
    """Make a period; it is not opened by that."""
    caller = request.auth
    caller.allowed.require(Action.MANAGE_PERIODS)
    (made,) = make_periods(caller.municipality, [body], user=caller.user)
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, made.version)
    return Status(201, period_out(made))


@router.get(_ONE, response={200: PeriodOut, **READ_ERRORS})
def period(request: Asking, response: HttpResponse, key: int) -> PeriodOut:
    """A reporting period."""
    found = period_at(request.auth.allowed, key)
    tell(response, found.version)
    return period_out(found)


@router.patch(_ONE, response={200: PeriodOut, **ERRORS}, openapi_extra={"x-merges": "PeriodChange"})
def change_one(
    request: Asking, response: HttpResponse, key: int, body: Body[dict[str, Any]]
) -> PeriodOut:
    """Change what a period is called, and when it is due (JSON merge patch, RFC 7396)."""
    with _held(request, key) as held:
        now = {"name": held.name, "due": held.due.isoformat()}
        said = merged(PeriodChange, now, body)
        whole = {
            "kind": held.kind_of,
            "year": held.year,
            "part": held.part,
            **said.model_dump(),
        }
        try:
            values = PeriodValues.model_validate(whole)
        except ValidationError as error:
            raise invalid(error) from None
        rewrite(held, values, user=request.auth.user, version=held.version)
    return period(request, response, key)


@router.delete(_ONE, response={204: None, **ERRORS})
def delete_one(request: Asking, key: int) -> Status[None]:
    """Delete a period that nothing has been reported for; it can be restored for a year."""
    with _held(request, key) as held:
        remove(held, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post(f"{_ONE}/open", response={200: PeriodOut, **ERRORS})
def open_one(request: Asking, response: HttpResponse, key: int) -> PeriodOut:
    """Let the units report for a period."""
    with _held(request, key) as held:
        open_period(held, user=request.auth.user)
    return period(request, response, key)


@router.post(f"{_ONE}/lock", response={200: PeriodOut, **ERRORS})
def lock_one(request: Asking, response: HttpResponse, key: int) -> PeriodOut:
    """Lock a period as it stands; it is never unlocked."""
    with _held(request, key) as held:
        lock(held, user=request.auth.user, now=timezone.now())
    return period(request, response, key)


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


@contextmanager
def _held(request: Asking, key: int) -> Iterator[ReportingPeriod]:
    """A period at the version that the request names, which nobody else changes meanwhile.

    Raises:
        Http404: there is none, or the caller may not manage periods.
        Problem: the request names no version, or another.
    """
    allowed = request.auth.allowed
    allowed.require(Action.MANAGE_PERIODS)
    period_at(allowed, key)
    require_version(request)
    with transaction.atomic():
        ReportingPeriod.objects.select_for_update().get(pk=key)
        held = period_at(allowed, key)
        require_same(request, held.version)
        yield held
