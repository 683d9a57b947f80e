"""A climate budget as PDF, Word and Excel, as it stands now."""

from __future__ import annotations

import io

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue
from ledetraad.publish.climate.report import budget_report
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.publish.climate.write_xlsx import budget_workbook
from ledetraad.publish.list_sheet import CONTENT_TYPE as EXCEL
from ledetraad.publish.report.write_docx import report_docx
from ledetraad.publish.report.write_pdf import report_pdf
from ledetraad.web.climate.budget_reading import read_budget, stated
from ledetraad.web.climate.budgets import show_page
from ledetraad.web.climate.finding import one_of
from ledetraad.web.climate.models import Budget
from ledetraad.web.pages import language_of

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": EXCEL,
}


@login_required
@require_safe
def pdf(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """As a PDF for everyone."""
    return _document(request, place, pk, "pdf")


@login_required
@require_safe
def word(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """As a Word document to go on writing in."""
    return _document(request, place, pk, "docx")


@login_required
@require_safe
def excel(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """As a workbook."""
    return _document(request, place, pk, "xlsx")


def _document(request: HttpRequest, place: str, pk: int, ending: str) -> HttpResponse:
    allowed, kept = one_of(request, place, Budget, pk)
    try:
        statement, _ = stated(read_budget(kept), language_of(request), timezone.localdate())
        made = written(statement, ending, allowed.municipality.colour)
    except LedetraadError as error:
        return show_page(request, allowed, kept, error)
    response = to_keep(made, statement, ending)
    response["Cache-Control"] = "no-store"
    return response


def written(statement: BudgetStatement, ending: str, colour: str) -> bytes:
    """A statement as a document.

    Args:
        statement: what it says.
        ending: "pdf", "docx" or "xlsx".
        colour: the municipality's; empty for none.

    Raises:
        UnwritableOutput: it could not be set.
    """
    out = io.BytesIO()
    if ending == "pdf":
        report = budget_report(statement)
        out.write(report_pdf(report, colour) if colour else report_pdf(report))
    elif ending == "docx":
        report_docx(budget_report(statement), out)
    else:
        out.write(budget_workbook(statement, catalogue(statement.language).gettext))
    return out.getvalue()


def to_keep(made: bytes, statement: BudgetStatement, ending: str) -> HttpResponse:
    """A document as a file to keep, named after what it says."""
    response = HttpResponse(made, content_type=CONTENT_TYPES[ending])
    name = f"{slugify(statement.name) or 'klimabudsjett'}.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
