"""Money on the thread: the ties, the rest that none takes, and what an element costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.economy.ledger import Basis
from ledetraad.economy.ties import SURENESS_NAMES, Allocation, Sureness, target_of
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.plan.index import PlanIndex
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy import editing
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.editing import Sort
from ledetraad.web.economy.models import MoneyTie
from ledetraad.web.economy.rules.form import rows_of
from ledetraad.web.economy.services.tie_move import move_tie
from ledetraad.web.economy.statements.columns import head_of, source_of
from ledetraad.web.economy.ties.allocated import (
    Placed,
    Places,
    cost_of_element,
    default_book,
    ordered,
    placed,
)
from ledetraad.web.economy.ties.form import (
    CODES,
    LABELS,
    places,
    read_tie,
    targets_of,
    written_tie,
)
from ledetraad.web.forms import Form
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.views import person

_MOST_REST = 30


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The ties with what each takes, and the rest."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    books = Books(allowed.municipality)
    book = chosen_book(request, books)
    ties = ordered(allowed.municipality)
    named = Places(
        allowed.municipality, (target for _, said in ties for target in targets_of(said))
    )
    found = placed(allowed.municipality, book) if book is not None else None
    allocation = found.allocation if found is not None else None
    return render_at(
        request,
        allowed,
        "economy/ties.html",
        book=book,
        books=books.all,
        head_of=head_of,
        allocation=allocation,
        taken=_taken(allocation),
        ties=ties,
        hands=sum(1 for _, said in ties if said.by_hand),
        rest=_rest(books, book, found) if book is not None and found is not None else [],
        places=named,
        target_of=target_of,
        deleted=_deleted(allowed),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        codes=CODES,
        kr=lambda value: number_text(value, 0),
        share=lambda value: number_text(value, 1),
        source_of=source_of,
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A tie: which lines it takes, and where they go."""
    allowed, tie = editing.thing_of(TIE, request, place, pk, write=False, deleted=True)
    return _show(request, allowed, tie)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Write a tie; the address may say which codes it begins with."""
    begun = {name: request.GET.get(name, "")[:200] for name in (*CODES, "by_hand", "key")}
    begun |= {"shares-0-percent": "100", "shares-0-to": request.GET.get("til", "")[:200]}
    return editing.write_new(TIE, request, place, begun)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change a tie."""
    return editing.write_changed(TIE, request, place, pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a tie; it can be restored for a year."""
    return editing.throw_away(TIE, request, place, pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore a tie."""
    return editing.bring_back(TIE, request, place, pk)


@login_required
@require_POST
def move(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Have a tie tried earlier or later than the one beside it."""
    _, tie = editing.thing_of(TIE, request, place, pk, write=True)
    move_tie(tie, earlier=request.POST.get("til") == "opp", user=person(request))
    return redirect("ties", place=place)


@login_required
@require_safe
def cost(request: HttpRequest, place: str, slug: str, element: str) -> HttpResponse:
    """What an element of a plan costs, how sure that is, and every amount that it is the sum of."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    plan = WorkingCopy.objects.filter(municipality=allowed.municipality, slug=slug).first()
    whole = plan.latest().plan() if plan is not None else None
    found = PlanIndex(whole).by_id.get(element) if whole is not None else None
    if plan is None or whole is None or found is None:
        raise Http404
    books = Books(allowed.municipality)
    book = chosen_book(request, books)
    answer = cost_of_element(allowed.municipality, plan, found, book) if book is not None else None
    parts = answer.cost.parts if answer is not None else ()
    names = {str(tie.pk): tie.name for tie in MoneyTie.objects.filter(
        municipality=allowed.municipality, pk__in=[part.tie for part in parts])}  # fmt: skip
    return render_at(
        request,
        allowed,
        "economy/cost.html",
        plan=plan,
        whole=whole,
        element=found,
        level=whole.level(found.level).singular,
        book=book,
        books=books.all,
        head_of=head_of,
        source_of=source_of,
        answer=answer,
        parts=sorted(parts, key=lambda part: -part.money.expenses.value),
        places=Places(allowed.municipality, (part.target for part in parts)),
        tie_names=names,
        sureness=list(Sureness),
        sureness_names=SURENESS_NAMES,
        kr=lambda value: number_text(value, 0),
        share=lambda value: number_text(value, 1),
    )


def chosen_book(request: HttpRequest, books: Books) -> Book | None:
    """The ledger that an address asks for: "2025-accounts"; the usual one where it doesn't."""
    year, _, basis = request.GET.get("av", "").partition("-")
    known = year.isascii() and year.isdigit() and basis in {each.value for each in Basis}
    asked = books.of(int(year[:4]), Basis(basis)) if known else None
    return asked if asked is not None else default_book(books)


def _show(
    request: HttpRequest, allowed: Access, tie: MoneyTie, error: LedetraadError | None = None
) -> HttpResponse:
    said = tie.said()
    return render_at(
        request,
        allowed,
        "economy/tie.html",
        status=422 if error is not None else 200,
        error=error,
        tie=tie,
        said=said,
        places=Places(allowed.municipality, targets_of(said)),
        target_of=target_of,
        labels=LABELS,
        codes=CODES,
        past=past_at(request, allowed, tie),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        share=lambda value: number_text(value, 1),
    )


def _taken(allocation: Allocation | None) -> dict[str, Decimal]:
    """By tie, the expenses that it takes; none for one that takes no line."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for part in allocation.parts if allocation is not None else ():
        found[part.tie] += part.money.expenses.value
    return found


def _rest(books: Books, book: Book, found: Placed) -> list[dict[str, Any]]:
    """The expenses that no tie takes, by function, the largest first."""
    told = books.told(book)
    ordered = sorted(found.rest.items(), key=lambda one: (-one[1], one[0]))
    return [
        {"function": function, "name": told.name_of("function", function), "amount": amount}
        for function, amount in ordered[:_MOST_REST]
    ]


def _deleted(allowed: Access) -> Sequence[MoneyTie]:
    if not allowed.may(Action.EDIT_ECONOMY):
        return []
    found = MoneyTie.objects.filter(municipality=allowed.municipality)
    return list(found.filter(deleted_at__isnull=False)[:50])


def _around(request: HttpRequest, allowed: Access, form: Form) -> dict[str, object]:
    translate = catalogue(language_of(request)).gettext
    return {
        "rows": rows_of(form.said, "shares"),
        "groups": places(allowed, translate),
        "classes": [
            ("", translate(N_("operations and investment"))),
            ("1", translate(N_("operations"))),
            ("0", translate(N_("investment"))),
        ],
    }


TIE = Sort(
    model=MoneyTie,
    route="tie",
    template="economy/tie_edit.html",
    labels=LABELS,
    read=read_tie,
    written=written_tie,
    around=_around,
    at="key",
)
