"""Locking a period: first what is missing is told, then it is locked; and what was locked."""

from __future__ import annotations

import orjson
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.address import address_part
from ledetraad.web.followup.models import LockedReport, ReportingPeriod
from ledetraad.web.followup.reporting.board_rows import (
    MISSING,
    MOST,
    STATE_MARKS,
    STATE_NAMES,
    Filter,
    board_of,
)
from ledetraad.web.followup.reporting.locked_document import agrees
from ledetraad.web.followup.reporting.readable import document_for
from ledetraad.web.followup.reporting.services.period_lock import lock
from ledetraad.web.followup.reporting.subject import period_at
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

State = ReportingPeriod.State
A_PAGE = 50
"""How many locked reports a page shows."""


@login_required
@require_http_methods(["GET", "POST"])
def lock_it(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """What is missing in a period, and locking it all the same."""
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PERIODS)
    period = period_at(allowed, pk)
    if request.method == "POST":
        try:
            lock(period, user=person(request), now=timezone.now())
        except LedetraadError as error:
            return _ask(request, allowed, period, error)
        return redirect("locked", place=place, pk=pk)
    if period.state == State.LOCKED:
        return redirect("locked", place=place, pk=pk)
    return _ask(request, allowed, period, None)


@login_required
@require_safe
def locked(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The locked reports of a period with their fingerprints."""
    allowed = place_of(request, place)
    period = _locked_period(allowed, pk)
    found = LockedReport.objects.filter(period=period).order_by("pk")
    said = request.GET.get("side", "")
    page = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1  # noqa: PLR2004
    count = found.count()
    pages = max(1, -(-count // A_PAGE))
    page = min(max(page, 1), pages)
    part = found[(page - 1) * A_PAGE : page * A_PAGE]
    return render_at(
        request,
        allowed,
        "followup/locked.html",
        period=period,
        reports=[(one, document_for(allowed, one), agrees(one)) for one in part],
        count=count,
        page=page,
        pages=pages,
        statuses=MEASURE_STATUS_NAMES,
        marks=MEASURE_STATUS_MARKS,
        state_names=STATE_NAMES,
        state_marks=STATE_MARKS,
    )


@login_required
@require_safe
def document(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The locked reports of a period as JSON, each with its fingerprint."""
    allowed = place_of(request, place)
    period = _locked_period(allowed, pk)
    reports = [
        {"sha256": one.sha256, "document": document_for(allowed, one)}
        for one in LockedReport.objects.filter(period=period).order_by("pk")
    ]
    response = HttpResponse(orjson.dumps(reports), content_type="application/json")
    name = f"{address_part(period.name) or period.pk}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _locked_period(allowed: Access, pk: int) -> ReportingPeriod:
    period = period_at(allowed, pk)
    if period.state != State.LOCKED:
        raise Http404
    return period


def _ask(
    request: HttpRequest, allowed: Access, period: ReportingPeriod, error: LedetraadError | None
) -> HttpResponse:
    today = timezone.localdate()
    return render_at(
        request,
        allowed,
        "followup/period_lock.html",
        status=422 if error is not None else 200,
        period=period,
        board=board_of(period, Filter(state=MISSING), today=today, reads=lambda _unit: True),
        most=MOST,
        early=today < period.due,
        state_names=STATE_NAMES,
        state_marks=STATE_MARKS,
        error=error,
    )
