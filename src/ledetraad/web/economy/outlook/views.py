"""Early warning: where the year is likely to end, responsibility by responsibility."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ledetraad.economy.ledger import Basis
from ledetraad.economy.outlook import SHARE_NAMES, UnitOutlook
from ledetraad.economy.quantities import CannotSay
from ledetraad.followup.written import number_text
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.books import Books
from ledetraad.web.economy.outlook.gather import YearOutlook, year_outlook
from ledetraad.web.economy.outlook.unit import unit_year
from ledetraad.web.economy.statements.behind import MOST_LINES
from ledetraad.web.economy.statements.columns import head_of, source_of
from ledetraad.web.forms import whole
from ledetraad.web.place import place_of, render_at


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """On to the latest year that has accounts; what it takes, where none has."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    years = [book.year for book in Books(allowed.municipality).all if book.basis is Basis.ACCOUNTS]
    if years:
        return redirect("outlook", place=place, year=years[0])
    return render_at(request, allowed, "economy/outlook_none.html")


@login_required
@require_safe
def show(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """A year: each responsibility's budget, what has come, and where it is likely to end."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    books = Books(allowed.municipality)
    told = _asked(request, books, year)
    return render_at(
        request,
        allowed,
        "economy/outlook.html",
        year=year,
        told=told,
        found=told.found,
        units=sorted(told.found.units, key=_worst_first) if told.found is not None else [],
        names=books.told(told.accounts),
        share_names=SHARE_NAMES,
        months=range(1, min(told.accounts.months, 12) + 1),
        head_of=head_of,
        source_of=source_of,
        cannot=lambda value: isinstance(value, CannotSay),
        kr=lambda value: number_text(value, 0),
        percent=lambda share: number_text(share * 100, 1),
    )


@login_required
@require_safe
def unit(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """A responsibility: what its forecast is made of, down to the ledger's lines."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    books = Books(allowed.municipality)
    told = _asked(request, books, year)
    one = unit_year(told, request.GET.get("kode", ""))
    if one is None or told.found is None:
        raise Http404
    pages = max(1, -(-one.lines.num_rows // MOST_LINES))
    page = min(max(whole(request.GET.get("side", "")) or 1, 1), pages)
    return render_at(
        request,
        allowed,
        "economy/outlook_unit.html",
        year=year,
        month=told.found.month,
        told=told,
        one=one,
        lines=one.lines.slice((page - 1) * MOST_LINES, MOST_LINES).to_pylist(),
        page=page,
        pages=pages,
        names=books.told(told.accounts),
        share_names=SHARE_NAMES,
        source_of=source_of,
        cannot=lambda value: isinstance(value, CannotSay),
        kr=lambda value: number_text(value, 0),
        exact=lambda value: number_text(value, 2),
        percent=lambda share: number_text(share * 100, 1),
    )


def _asked(request: HttpRequest, books: Books, year: int) -> YearOutlook:
    """The outlook of a year to and with the month that is asked for.

    Raises:
        Http404: there are no accounts of the year.
    """
    month = request.GET.get("tom", "")
    asked = int(month) if month.isascii() and month.isdigit() and len(month) < 3 else None  # noqa: PLR2004
    told = year_outlook(books, year, asked or None)
    if told is None:
        raise Http404
    return told


def _worst_first(unit: UnitOutlook) -> tuple[bool, Decimal, str]:
    """Those that are likely to spend more than they have first, and those without budget last."""
    deviation = unit.deviation
    return deviation is None, -(deviation.value if deviation is not None else Decimal(0)), unit.unit
