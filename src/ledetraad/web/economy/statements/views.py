"""The statutory tables of a year, and what each cell is made of, down to the ledger's lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.economy.areas import distributed_rows
from ledetraad.economy.definition import Row
from ledetraad.economy.definition_checks import definition_faults
from ledetraad.economy.ledger import BALANCE, Basis
from ledetraad.economy.quantities import CannotSay, Kroner
from ledetraad.economy.rule_text import Posts
from ledetraad.economy.tables import Cell, Table, differences
from ledetraad.followup.written import number_text
from ledetraad.publish.economy.statement import ROUNDING, is_strong
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.books import Book, Books, Told
from ledetraad.web.economy.statements.behind import lines_of_code, units_behind
from ledetraad.web.economy.statements.columns import (
    ONE,
    STEPS,
    head_of,
    source_of,
    statements,
)
from ledetraad.web.forms import whole
from ledetraad.web.place import place_of, render_at

_FIRST, _LAST = 1990, 2100


@login_required
@require_safe
def index(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The tables of a year, where they are from, and whether their definitions are right."""
    allowed, books = _books(request, place)
    found = statements(books, year)
    if not found:
        raise Http404
    return render_at(
        request,
        allowed,
        "economy/tables.html",
        year=year,
        years=books.years,
        found=found,
        in_force=books.in_force(year),
        distributed=any(distributed_rows(one.statement.definition) for one in found),
        source_of=source_of,
        head_of=head_of,
        shown_books=list({book.key: book for one in found for book in one.books}.values()),
        checks=_checks(books, year),
        kr=kr,
    )


@login_required
@require_safe
def table(request: HttpRequest, place: str, year: int, table: str) -> HttpResponse:
    """A table, its columns side by side."""
    allowed, books = _books(request, place)
    asked = request.GET.get("i", "")
    found = statements(books, year, STEPS.get(asked, ONE))
    shown = next((one for one in found if one.statement.definition.key == table), None)
    if shown is None:
        raise Http404
    return render_at(
        request,
        allowed,
        "economy/table.html",
        year=year,
        shown=shown,
        statement=shown.statement,
        definition=shown.statement.definition,
        others=[one.statement.definition for one in found],
        asked=asked,
        is_strong=is_strong,
        rounding=ROUNDING,
        source_of=source_of,
        by=lambda of: by_query(books, year, of),
    )


@login_required
@require_safe
def cell(
    request: HttpRequest, place: str, year: int, table: str, *, basis: str, post: str
) -> HttpResponse:
    """What a cell is: its definition, the lines or codes it is the sum of, and who has spent it."""
    allowed, books = _books(request, place)
    by = by_asked(request, year)
    book, made, one = _cell_of(books, year, table, basis, post, by=by)
    told = books.told(book)
    account_class = made.definition.account_class
    return render_at(
        request,
        allowed,
        "economy/cell.html",
        by=by_query(books, by, year),
        year=year,
        book=book,
        head=head_of(book),
        source=source_of(book),
        definition=made.definition,
        cell=one,
        value=value_text(one),
        parts=_parts(made, one.row),
        codes=_codes(one, told, account_class),
        units=units_behind(book, account_class, one.weights, told),
        kr=kr,
    )


@login_required
@require_safe
def lines(
    request: HttpRequest, place: str, year: int, table: str, *, basis: str, post: str, code: str
) -> HttpResponse:
    """The ledger's lines of a code in a cell."""
    allowed, books = _books(request, place)
    by = by_asked(request, year)
    book, made, one = _cell_of(books, year, table, basis, post, by=by)
    if code not in one.weights:
        raise Http404
    told = books.told(book)
    page = request.GET.get("side", "1")
    at = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1  # noqa: PLR2004
    account_class = made.definition.account_class
    found = lines_of_code(book, account_class, code, at)
    return render_at(
        request,
        allowed,
        "economy/lines.html",
        by=by_query(books, by, year),
        year=year,
        book=book,
        head=head_of(book),
        source=source_of(book),
        definition=made.definition,
        cell=one,
        code=code,
        name=told.name_of("account", account_class + code),
        times=one.weights[code],
        sum=told.sums[account_class, code],
        lines=found.rows,
        page=found.page,
        pages=found.pages,
        told=told,
        may_tie=allowed.may(Action.EDIT_ECONOMY) and account_class != BALANCE,
        kr=kr,
    )


def kr(value: Decimal, decimals: int = 2) -> str:
    """Kroner as they are read."""
    return number_text(value, decimals)


def value_text(one: Cell) -> str:
    """What a cell comes to; empty where that can't be said."""
    match one.value:
        case Kroner():
            return f"{kr(one.value.value)} kr"
        case CannotSay():
            return ""
        case _:
            return f"{number_text(one.value.value, 2)} %"


def _books(request: HttpRequest, place: str) -> tuple[Access, Books]:
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    return allowed, Books(allowed.municipality)


def by_asked(request: HttpRequest, year: int) -> int:
    """The year by whose definitions a table is made: that of the page that led here."""
    asked = whole(request.GET.get("etter", ""))
    return asked if asked is not None and _FIRST <= asked <= _LAST else year


def by_query(books: Books, by: int, year: int) -> str:
    """What an address needs to be made by a year's definitions; empty where they are its own."""
    return f"?etter={by}" if books.in_force(by).mark != books.in_force(year).mark else ""


def _cell_of(
    books: Books, year: int, table: str, basis: str, post: str, *, by: int
) -> tuple[Book, Table, Cell]:
    known = {each.value for each in Basis}
    book = books.of(year, Basis(basis)) if basis in known else None
    if book is None:
        raise Http404
    tables = books.tables([book], by)[book.key]
    made = next((each for each in tables if each.definition.key == table), None)
    if made is None or post not in made.definition.by_post:
        raise Http404
    return book, made, made.cell(post)


def _parts(made: Table, row: Row) -> list[tuple[int, Cell]]:
    """The lines that a line is the sum of, each with its sign."""
    return [
        (term.factor, made.cell(other.post))
        for term in row.rule.terms
        if isinstance(term, Posts)
        for other in made.definition.between(term.first, term.last)
    ]


def _codes(one: Cell, told: Told, account_class: str) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "name": told.name_of("account", account_class + code),
            "times": times,
            "amount": told.sums[account_class, code].amount,
            "counted": told.sums[account_class, code].amount * times,
            "lines": told.sums[account_class, code].lines,
        }
        for code, times in sorted(one.weights.items())
    ]


def _checks(books: Books, year: int) -> list[dict[str, Any]]:
    """What the check says of each table's definition, and of its result against what is booked."""
    found = []
    for one in statements(books, year):
        book, made = one.books[0], one.statement.columns[0].table
        told = books.told(book)
        own = [code for kind, code in told.sums if kind == made.definition.account_class]
        found.append(
            {
                "definition": made.definition,
                "head": head_of(book),
                "faults": definition_faults(made.definition, own),
                "left_out": made.left_out,
                "differences": differences(made, told.sums),
            }
        )
    return found
