"""The controller's board: who has reported what for a period, and the same as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.followup.saying import said_weekday
from ledetraad.followup.status import MEASURE_STATUS_MARKS, MEASURE_STATUS_NAMES
from ledetraad.i18n import catalogue
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.address import address_part
from ledetraad.web.followup.missing.beside import open_count
from ledetraad.web.followup.reporting.board_excel import board_workbook
from ledetraad.web.followup.reporting.board_rows import (
    STATE_MARKS,
    STATE_NAMES,
    Filter,
    board_of,
)
from ledetraad.web.followup.reporting.prefill import short_day
from ledetraad.web.followup.reporting.subject import period_at
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.newest import newest_revisions


@login_required
@require_safe
def board(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Every measure that is asked for in a period, unit by unit."""
    allowed = place_of(request, place)
    period = period_at(allowed, pk)
    wanted = _filter(request)
    page = request.GET.get("side", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1  # noqa: PLR2004
    today = timezone.localdate()
    shown = board_of(period, wanted, today=today, reads=_reads(allowed), page=number)
    with_text = request.GET.get("tekst") == "1"
    asked = {"enhet": wanted.unit, "tilstand": wanted.state, "tekst": "1" if with_text else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return render_at(
        request,
        allowed,
        "followup/board.html",
        period=period,
        board=shown,
        wanted=wanted,
        with_text=with_text,
        query=query,
        onward=f"{query}&" if query else "",
        missing=open_count(allowed.municipality),
        due=said_weekday(period.due),
        late=period.due < today,
        plans=[one.working_copy for one in newest_revisions(allowed.municipality)],
        may_elements=allowed.may(Action.JUDGE) or allowed.may(Action.RETURN_REPORT),
        state_names=STATE_NAMES,
        state_marks=STATE_MARKS,
        statuses=MEASURE_STATUS_NAMES,
        marks=MEASURE_STATUS_MARKS,
        short_day=_short_day,
    )


@login_required
@require_safe
def workbook(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """What is seen on the board, every page of it, as an Excel workbook."""
    allowed = place_of(request, place)
    period = period_at(allowed, pk)
    today = timezone.localdate()
    shown = board_of(period, _filter(request), today=today, reads=_reads(allowed), most=None)
    data = board_workbook(shown, catalogue(language_of(request)).gettext)
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    name = f"{address_part(period.name) or period.pk}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _short_day(when: date) -> str:
    return short_day(timezone.localdate(when) if isinstance(when, datetime) else when)


def _reads(allowed: Access) -> Callable[[int | None], bool]:
    """Whether somebody may read what is not handed in yet, in a unit."""
    reach = allowed.reach(Action.WRITE_REPORT)
    return lambda unit: reach is None or unit in reach


def _filter(request: HttpRequest) -> Filter:
    state = request.GET.get("tilstand", "")
    known = state in STATE_NAMES or state == "missing"
    return Filter(request.GET.get("enhet", "")[:20], state if known else "")
