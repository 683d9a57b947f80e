"""Sending a spreadsheet in, looking at what it would change, taking it in, and undoing that."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError, UnreadableDocument
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.sheets.activities import activities_workbook
from ledetraad.web.climate.sheets.export import climate_workbook
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import units_of
from ledetraad.web.followup.indicators.rows import Filter, select
from ledetraad.web.followup.listing import WHOLE
from ledetraad.web.followup.sheets.export import values_workbook
from ledetraad.web.followup.sheets.models import SheetImport
from ledetraad.web.followup.sheets.services.sheet_apply import apply_sheet
from ledetraad.web.followup.sheets.services.sheet_discard import KEPT_DAYS, discard
from ledetraad.web.followup.sheets.services.sheet_read import read_again, read_sheet
from ledetraad.web.followup.sheets.services.sheet_undo import undo_sheet
from ledetraad.web.followup.sheets.subject import ChangedSince
from ledetraad.web.followup.sheets.table import ENDINGS, LARGEST
from ledetraad.web.followup.sheets.telling import (
    KIND_NAMES,
    NUMBERED,
    PAGES,
    done_rows,
    shown_rows,
)
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_ANY = (
    Action.EDIT_MEASURE,
    Action.EDIT_INDICATOR,
    Action.ENTER_VALUE,
    Action.EDIT_CLIMATE,
    Action.EDIT_EFFECT,
)
_MOST_LISTED = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, place: str) -> HttpResponse:
    """Fetch lists as Excel, and send one in."""
    allowed = _allowed(request, place)
    if request.method != "POST":
        return _index(request, allowed)
    try:
        data, name = _sent(request)
        today = timezone.localdate()
        sheet = read_sheet(allowed, data, name, user=person(request), today=today)
    except LedetraadError as error:
        return _index(request, allowed, error)
    return redirect("sheet", place=place, pk=sheet.pk)


@login_required
@require_safe
def values(request: HttpRequest, place: str) -> HttpResponse:
    """The indicators' values as a workbook, those of the indicators that are asked for."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    query = {name: str(value) for name, value in request.GET.items() if name != "slettet"}
    municipality, today = allowed.municipality, timezone.localdate()
    elements, units = Elements(municipality), units_of(municipality)
    rows = select(Filter.read(query), municipality, elements, units, today, window=WHOLE).rows
    made = values_workbook(rows, catalogue(language_of(request)).gettext, today)
    return _workbook(made, f"verdier-{today.isoformat()}.xlsx")


@login_required
@require_safe
def climate(request: HttpRequest, place: str) -> HttpResponse:
    """What the measures do to emissions as a workbook."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    today = timezone.localdate()
    translate = catalogue(language_of(request)).gettext
    made = climate_workbook(allowed.municipality, translate, today)
    return _workbook(made, f"klimaeffekt-{today.isoformat()}.xlsx")


@login_required
@require_safe
def activities(request: HttpRequest, place: str) -> HttpResponse:
    """The municipality's activities as a workbook."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    today = timezone.localdate()
    translate = catalogue(language_of(request)).gettext
    made = activities_workbook(allowed.municipality, translate, today)
    return _workbook(made, f"aktiviteter-{today.isoformat()}.xlsx")


def _workbook(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """What a spreadsheet would change, row by row; nothing is stored before it is confirmed."""
    allowed, sheet = _sheet_of(request, place, pk)
    if request.method != "POST" or sheet.state != SheetImport.State.SHOWN:
        return _show(request, allowed, sheet)
    chosen = {
        name.removeprefix("choose-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("choose-")
    }
    today = timezone.localdate()
    try:
        apply_sheet(sheet, allowed, chosen, user=person(request), today=today)
    except ChangedSince as error:
        read_again(sheet, allowed, today)
        return _show(request, allowed, sheet, error)
    except LedetraadError as error:
        return _show(request, allowed, sheet, error, chosen)
    return redirect("sheet", place=place, pk=pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Throw a spreadsheet away that has not been taken in."""
    _, sheet = _sheet_of(request, place, pk)
    discard(sheet)
    return redirect("sheets", place=place)


@login_required
@require_POST
def take_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Undo all that a spreadsheet changed, but for what has been changed since."""
    allowed, sheet = _sheet_of(request, place, pk)
    try:
        undo_sheet(sheet, allowed, user=person(request), today=timezone.localdate())
    except LedetraadError as error:
        return _show(request, allowed, sheet, error)
    return redirect("sheet", place=place, pk=pk)


def _allowed(request: HttpRequest, place: str) -> Access:
    allowed = place_of(request, place)
    if not any(allowed.anywhere(action) for action in _ANY):
        raise Http404
    return allowed


def _sheet_of(request: HttpRequest, place: str, pk: int) -> tuple[Access, SheetImport]:
    """A spreadsheet of a place, for who sent it and for administrators.

    Raises:
        Http404: there is none, or it is another's.
    """
    allowed = _allowed(request, place)
    found = SheetImport.objects.filter(municipality=allowed.municipality).select_related("sent_by")
    sheet = get_object_or_404(found.defer("data"), pk=pk)
    if sheet.sent_by_id != person(request).pk and not allowed.may(Action.MANAGE_PEOPLE):
        raise Http404
    return allowed, sheet


def _sent(request: HttpRequest) -> tuple[bytes, str]:
    file = request.FILES.get("document")
    if not isinstance(file, UploadedFile) or not file.name:
        raise UnreadableDocument(
            N_("No file was chosen."), remedy=N_("Choose the list that you have changed.")
        )
    return file.read(LARGEST + 1), file.name


def _index(
    request: HttpRequest, allowed: Access, error: LedetraadError | None = None
) -> HttpResponse:
    sheets = SheetImport.objects.filter(municipality=allowed.municipality)
    if not allowed.may(Action.MANAGE_PEOPLE):
        sheets = sheets.filter(sent_by=person(request))
    return render_at(
        request,
        allowed,
        "followup/sheets.html",
        status=422 if error is not None else 200,
        error=error,
        sheets=sheets.defer("data", "preview", "done").select_related("sent_by")[:_MOST_LISTED],
        kind_names=KIND_NAMES,
        endings=", ".join(ENDINGS),
        largest=LARGEST // 1_000_000,
        days=KEPT_DAYS,
    )


def _show(
    request: HttpRequest,
    allowed: Access,
    sheet: SheetImport,
    error: LedetraadError | None = None,
    chosen: dict[str, str] | None = None,
) -> HttpResponse:
    status = 422 if error is not None else 200
    if sheet.state != SheetImport.State.SHOWN:
        return render_at(
            request,
            allowed,
            "followup/sheet_done.html",
            status=status,
            sheet=sheet,
            error=error,
            rows=done_rows(sheet.things()),
            kind_names=KIND_NAMES,
            page_of=PAGES[sheet.kind],
            numbered=sheet.kind in NUMBERED,
        )
    translate = catalogue(language_of(request)).gettext
    shown = sheet.shown()
    return render_at(
        request,
        allowed,
        "followup/sheet.html",
        status=status,
        sheet=sheet,
        shown=shown,
        rows=shown_rows(shown, allowed, translate, timezone.localdate()),
        chosen=chosen or {},
        error=error,
        kind_names=KIND_NAMES,
        page_of=PAGES[shown.kind],
        numbered=shown.kind in NUMBERED,
        days=KEPT_DAYS,
    )
