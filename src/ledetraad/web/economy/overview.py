"""The economy's first page: what there is of each year, and how the rules stand."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledetraad.economy.ledger import BASIS_NAMES
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.books import Books
from ledetraad.web.place import place_of, render_at


@login_required
@require_safe
def overview(request: HttpRequest, place: str) -> HttpResponse:
    """What there is of each year, and the way to everything else."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    books = Books(allowed.municipality)
    return render_at(
        request,
        allowed,
        "economy/overview.html",
        years=[(year, [book for book in books.all if book.year == year]) for year in books.years],
        basis_names=BASIS_NAMES,
        may_edit=allowed.may(Action.EDIT_ECONOMY),
    )
