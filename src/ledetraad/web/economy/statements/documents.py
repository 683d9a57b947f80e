"""The statutory tables of a year as Excel, Word and PDF."""

from __future__ import annotations

import io

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.economy.distribution import (
    Distribution,
    distribution_paper,
    distribution_sheet,
)
from ledetraad.publish.economy.paper import Paper
from ledetraad.publish.economy.paper_docx import paper_docx
from ledetraad.publish.economy.paper_pdf import paper_pdf
from ledetraad.publish.economy.statement import statement_paper, statement_sheet
from ledetraad.publish.list_sheet import CONTENT_TYPE, lists_workbook
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.areas.gather import areas_of, as_document, distributed
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.statements.columns import ONE, STEPS, Shown, statements
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TITLE = N_("Statutory tables")


@login_required
@require_safe
def workbook(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The tables as a workbook, a sheet each."""
    allowed, found = _found(request, place, year)
    translate = catalogue(language_of(request)).gettext
    sheets = [
        statement_sheet(one.statement, [head.said(translate) for head in one.heads()], translate)
        for one in found
    ]
    sheets += [
        distribution_sheet(one, heads, translate) for one, heads in _by_area(request, allowed, year)
    ]
    title = f"{translate(_TITLE)} {year}"
    made = lists_workbook(title, sheets, made=timezone.localdate())
    return sent_file(made, CONTENT_TYPE, f"oversikter-{year}.xlsx")


@login_required
@require_safe
def document(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The tables as a Word document."""
    allowed, found = _found(request, place, year)
    out = io.BytesIO()
    paper_docx(_paper(request, allowed, year, found), out)
    return sent_file(out.getvalue(), WORD, f"oversikter-{year}.docx")


@login_required
@require_safe
def pdf(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The tables as a tagged PDF."""
    allowed, found = _found(request, place, year)
    made = paper_pdf(_paper(request, allowed, year, found))
    return sent_file(made, "application/pdf", f"oversikter-{year}.pdf")


def sent_file(data: bytes, kind: str, name: str) -> HttpResponse:
    """A file to be fetched."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _found(request: HttpRequest, place: str, year: int) -> tuple[Access, list[Shown]]:
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    step = STEPS.get(request.GET.get("i", ""), ONE)
    found = statements(Books(allowed.municipality), year, step)
    if not found:
        raise Http404
    return allowed, found


def _by_area(
    request: HttpRequest, allowed: Access, year: int
) -> list[tuple[Distribution, list[str]]]:
    """The second parts with their columns' heads; none where no areas are written in."""
    held = areas_of(allowed.municipality)
    if held is None:
        return []
    translate = catalogue(language_of(request)).gettext
    said = held.said()
    step = STEPS.get(request.GET.get("i", ""), ONE)
    return [
        (as_document(one, said.source), [head.said(translate) for head in one.heads()])
        for one in distributed(Books(allowed.municipality), year, said, step)
    ]


def _paper(request: HttpRequest, allowed: Access, year: int, found: list[Shown]) -> Paper:
    language = language_of(request)
    translate = catalogue(language).gettext
    return Paper(
        title=translate(_TITLE),
        subtitle=str(year),
        owner=allowed.municipality.name,
        facts=[(translate(N_("Made on")), said_day(timezone.localdate()).said(translate))],
        tables=[
            *(
                statement_paper(
                    one.statement, [head.said(translate) for head in one.heads()], translate
                )
                for one in found
            ),
            *(
                distribution_paper(one, heads, translate)
                for one, heads in _by_area(request, allowed, year)
            ),
        ],
        language=language,
    )
