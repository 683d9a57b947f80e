"""A climate budget as PDF, Word, Excel and CSV, as it stands now, and accounts as Excel and CSV."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import Language
from ledetraad.publish.climate.offered import accounts_file, budget_file
from ledetraad.publish.climate.published import PublishedAccounts
from ledetraad.publish.climate.statement import BudgetStatement
from ledetraad.publish.list_sheet import CONTENT_TYPE as EXCEL
from ledetraad.web.climate.budget_reading import read_budget, stated
from ledetraad.web.climate.budgets import show_page
from ledetraad.web.climate.finding import one_of
from ledetraad.web.climate.models import AccountsEdition, Budget
from ledetraad.web.climate.services.budget_publish import frozen
from ledetraad.web.pages import language_of

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": EXCEL,
    "csv": "text/csv; charset=utf-8",
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
def rows(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """As a table with a row for each measure and year."""
    return _document(request, place, pk, "csv")


@login_required
@require_safe
def accounts(request: HttpRequest, place: str, pk: int, ending: str) -> HttpResponse:
    """An edition of the accounts as a table, in the same form as when it is published."""
    _, kept = one_of(request, place, AccountsEdition, pk)
    response = accounts_to_keep(frozen(kept), ending, language_of(request))
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def excel(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """As a workbook."""
    return _document(request, place, pk, "xlsx")


def _document(request: HttpRequest, place: str, pk: int, ending: str) -> HttpResponse:
    allowed, kept = one_of(request, place, Budget, pk)
    try:
        statement, _ = stated(read_budget(kept), language_of(request), timezone.localdate())
        made = budget_file(statement, ending, allowed.municipality.colour)
    except LedetraadError as error:
        return show_page(request, allowed, kept, error)
    response = to_keep(made, statement, ending)
    response["Cache-Control"] = "no-store"
    return response


def to_keep(made: bytes, statement: BudgetStatement, ending: str) -> HttpResponse:
    """A document as a file to keep, named after what it says."""
    response = HttpResponse(made, content_type=CONTENT_TYPES[ending])
    name = f"{slugify(statement.name) or 'klimabudsjett'}.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def accounts_to_keep(accounts: PublishedAccounts, ending: str, language: Language) -> HttpResponse:
    """Accounts as a file to keep, named after their edition."""
    made = accounts_file(accounts, ending, language)
    response = HttpResponse(made, content_type=CONTENT_TYPES[ending])
    name = f"klimaregnskap-{slugify(accounts.name) or 'utgave'}.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
