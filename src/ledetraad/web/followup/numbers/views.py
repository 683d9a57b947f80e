"""The municipality's numbers: of a theme, a goal, or all; and what moved most since last year."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.followup.bands import JUDGEMENT_MARKS, JUDGEMENT_NAMES
from ledetraad.i18n import catalogue
from ledetraad.publish.followup.counted_tables import numbers_csv, numbers_workbook
from ledetraad.publish.followup.movement import movement
from ledetraad.publish.list_sheet import CONTENT_TYPE
from ledetraad.statistics.methods.judged import STATUS_NAMES
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.indicators.elements import Elements
from ledetraad.web.followup.indicators.finding import indicator_of
from ledetraad.web.followup.listing import page_of
from ledetraad.web.followup.numbers.gather import Row, rows_in
from ledetraad.web.followup.numbers.rows import SORTS, Filter, chosen
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The numbers that are asked for, in a table."""
    allowed, wanted, elements, rows = _asked(request, place)
    window, page, pages = page_of(len(rows), wanted.page)
    return render_at(
        request,
        allowed,
        "followup/numbers.html",
        wanted=wanted,
        rows=rows[window.rows],
        total=len(rows),
        page=page,
        pages=pages,
        sorts=SORTS,
        status_names=STATUS_NAMES,
        judgement_names=JUDGEMENT_NAMES,
        judgement_marks=JUDGEMENT_MARKS,
        today=timezone.localdate(),
        may_choose=allowed.may(Action.EDIT_INDICATOR),
        **_about(wanted, elements),
    )


@login_required
@require_safe
def table(request: HttpRequest, place: str) -> HttpResponse:
    """Every number of the indicators that are asked for, as CSV."""
    allowed, _, _, rows = _asked(request, place)
    translate = catalogue(language_of(request)).gettext
    made = numbers_csv([one.counted for one in rows], allowed.municipality.name, translate)
    return _file(made, "text/csv; charset=utf-8", "csv")


@login_required
@require_safe
def one(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Every number of one indicator, as CSV."""
    allowed, indicator = indicator_of(request, place, pk)
    rows = [each.counted for each in rows_in(allowed.municipality)]
    found = [each for each in rows if each.number == indicator.pk]
    translate = catalogue(language_of(request)).gettext
    made = numbers_csv(found, allowed.municipality.name, translate)
    return _file(made, "text/csv; charset=utf-8", "csv", f"tall-{indicator.pk}")


@login_required
@require_safe
def workbook(request: HttpRequest, place: str) -> HttpResponse:
    """The same as a workbook."""
    allowed, _, _, rows = _asked(request, place)
    translate = catalogue(language_of(request)).gettext
    counted = [one.counted for one in rows]
    name, today = allowed.municipality.name, timezone.localdate()
    return _file(numbers_workbook(counted, name, translate, today), CONTENT_TYPE, "xlsx")


@login_required
@require_safe
def moved(request: HttpRequest, place: str) -> HttpResponse:
    """What moved most since the year before, and what can't be said of."""
    allowed, wanted, elements, rows = _asked(request, place)
    return render_at(
        request,
        allowed,
        "followup/moved.html",
        wanted=wanted,
        movement=movement([one.counted for one in rows], timezone.localdate()),
        **_about(wanted, elements),
    )


def _asked(request: HttpRequest, place: str) -> tuple[Access, Filter, Elements, list[Row]]:
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    wanted = Filter.read({name: str(value) for name, value in request.GET.items()})
    elements = Elements(allowed.municipality)
    return allowed, wanted, elements, chosen(wanted, rows_in(allowed.municipality), elements)


def _about(wanted: Filter, elements: Elements) -> dict[str, Any]:
    """What the numbers are of."""
    plan, element = wanted.place_in(elements)
    return {"elements": elements, "plan": plan, "element": element}


def _file(made: bytes, kind: str, ending: str, what: str = "tall") -> HttpResponse:
    response = HttpResponse(made, content_type=kind)
    name = f"{what}-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
