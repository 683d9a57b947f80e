"""Indirect emissions and the municipality's own operations: activities times factors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ledetraad.climate.factors import Activity
from ledetraad.climate.faults import WrongUnit
from ledetraad.climate.sectors import BOUNDARY_NAMES, STANDARD_SCOPES
from ledetraad.economy.ledger import Basis
from ledetraad.errors import LedetraadError, Phrase
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.climate.files import as_file, sent_file
from ledetraad.web.climate.finding import one_of
from ledetraad.web.climate.models import ActivityLine, FactorTable, Spending
from ledetraad.web.climate.own_reading import own_year, years_of
from ledetraad.web.climate.services.spending_take import (
    Asked,
    LedgerRefused,
    take_book,
    take_spending,
)
from ledetraad.web.climate.telling import clashes
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import change, make
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_LENGTHS = {"what": 200, "unit": 60, "source": 300}
_YEARS = range(1990, 2151)


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """A year's own emissions by boundary, and the sets of factors."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    years = years_of(allowed.municipality)
    text = request.GET.get("ar", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0  # noqa: PLR2004
    of = wanted if wanted in years else (years[0] if years else None)
    own = {"municipality": allowed.municipality}
    return render_at(
        request,
        allowed,
        "climate/activities.html",
        years=years,
        of=of,
        found=own_year(allowed.municipality, of) if of is not None else None,
        sets=FactorTable.objects.filter(**own, deleted_at=None),
        gone=[
            *ActivityLine.objects.filter(**own, deleted_at__isnull=False),
            *Spending.objects.filter(**own, deleted_at__isnull=False),
        ]
        if allowed.may(Action.EDIT_CLIMATE)
        else [],
        may_edit=allowed.may(Action.EDIT_CLIMATE),
    )


@login_required
@require_safe
def factors(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A set of factors, with its source and year."""
    allowed, kept = one_of(request, place, FactorTable, pk)
    return render_at(
        request,
        allowed,
        "climate/factors.html",
        kept=kept,
        said=kept.factors(),
        boundary_names=BOUNDARY_NAMES,
        standards=STANDARD_SCOPES,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_factors(request: HttpRequest, place: str) -> HttpResponse:
    """Take in a set of factors from a file."""
    from ledetraad.climate.factor_files import Named, read_factors  # noqa: PLC0415  (heavy)

    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    if request.method != "POST":
        return _page(request, allowed, "factors_new", Form({}))
    form = Form(sent(request.POST))
    try:
        data, name = sent_file(request)
        named = None
        if not name.lower().endswith(".json"):
            for field in ("name", "source"):
                _wanted(form, field, form.text(field))
            of = _year(form)
            if form.problems or of is None:
                raise FormRefused(form.problems)
            named = Named(form.text("name")[:200], form.text("source")[:300], of,
                          example=form.text("example") == "1")  # fmt: skip
        with as_file(data, name) as path:
            values = read_factors(path, named).model_dump(mode="json")
        made = make(FactorTable(municipality=allowed.municipality), values, user=person(request))
    except LedetraadError as error:
        return _page(request, allowed, "factors_new", form, error=error)
    return redirect("climate-factors", place=place, pk=made.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Write down an activity."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    return _edit(request, allowed, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Correct an activity."""
    allowed, kept = one_of(request, place, ActivityLine, pk, Action.EDIT_CLIMATE)
    return _edit(request, allowed, kept)


def _edit(request: HttpRequest, allowed: Access, kept: ActivityLine | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, allowed, "activity_edit", Form(_written(kept)), kept=kept)
    form = Form(sent(request.POST))
    try:
        values = _read(form, allowed)
        if kept is None:
            kept = ActivityLine(municipality=allowed.municipality)
            make(kept, values, user=person(request))
        else:
            change(kept, values, user=person(request), version=form.key("version"))
    except LedetraadError as error:
        if kept is not None and kept.pk is not None:
            kept.refresh_from_db()
        return _page(request, allowed, "activity_edit", form, kept=kept, error=error)
    address = reverse("climate-activities", args=[allowed.municipality.slug])
    return redirect(f"{address}?ar={values['year']}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_spending(request: HttpRequest, place: str) -> HttpResponse:
    """Reckon a ledger's purchases."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_CLIMATE)
    if request.method != "POST":
        return _page(request, allowed, "spending_new", Form({"price": "1"}))
    form = Form(sent(request.POST))
    faults: list[Phrase] = []
    try:
        table = _table(form, allowed)
        book = _book(form, allowed)
        of, price = book.year if book is not None else _year(form), form.number("price")
        if price is not None and not 0 < price < 100:  # noqa: PLR2004
            form.problems["price"] = FieldRefused(
                N_("This has to be more than zero."), remedy=N_("Write 1 for the same prices.")
            )
        if form.problems or table is None or of is None:
            raise FormRefused(form.problems)
        asked = Asked(of, price or Decimal(1), accept=form.text("accept") == "1")
        own, user = allowed.municipality, person(request)
        if book is not None:
            take_book(own, book, factors=table, asked=asked, user=user)
        else:
            data, name = sent_file(request)
            take_spending(own, data, name, factors=table, asked=asked, user=user)
    except LedgerRefused as error:
        return _page(request, allowed, "spending_new", form, error=error, faults=error.faults)
    except LedetraadError as error:
        return _page(request, allowed, "spending_new", form, error=error, faults=faults)
    return redirect(f"{reverse('climate-activities', args=[place])}?ar={of}")


def _read(form: Form, allowed: Access) -> dict[str, Any]:
    """The activity that a form says, its units checked.

    Raises:
        FormRefused: a field says something it can't.
    """
    from ledetraad.climate.activity import emitted  # noqa: PLC0415  (heavy to load)

    texts = {name: form.text(name)[:most] for name, most in _LENGTHS.items()}
    for name in ("what", "unit"):
        _wanted(form, name, texts[name])
    amount, of = form.number("amount"), _year(form)
    _wanted(form, "amount", amount)
    table_text, _, factor = form.text("factor").partition(":")
    form.said = {**form.said, "factors": table_text}
    table = _table(form, allowed, at="factor")
    if amount is not None and abs(amount) >= 10**15:
        form.problems["amount"] = FieldRefused(
            N_("This is too large."), remedy=N_("Use a larger unit.")
        )
    if form.problems or amount is None or of is None or table is None:
        raise FormRefused(form.problems)
    try:
        emitted(Activity(amount, texts["unit"], of, factor), table.factors())
    except WrongUnit as error:
        raise FormRefused({"unit": error}) from None
    except LedetraadError as error:
        raise FormRefused({"factor": error}) from None
    return {**texts, "amount": str(amount), "year": of, "factors": table.pk, "factor": factor}


def _table(form: Form, allowed: Access, at: str = "factors") -> FactorTable | None:
    """The set of factors that was chosen; None where none was, which is told at its field."""
    key = form.key("factors")
    found = FactorTable.objects.filter(
        municipality=allowed.municipality, pk=key or 0, deleted_at=None
    ).first()
    if found is None:
        form.problems[at] = FieldRefused(
            N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
        )
    return found


def _books(allowed: Access) -> list[Book]:
    """The accounts that the economy's pages have."""
    return [one for one in Books(allowed.municipality).all if one.basis is Basis.ACCOUNTS]


def _book(form: Form, allowed: Access) -> Book | None:
    """The ledger that was chosen; None where a file is to be sent instead."""
    if not form.text("ledger"):
        return None
    key = form.key("ledger")
    found = next((one for one in _books(allowed) if one.part.pk == key), None)
    if found is None:
        form.problems["ledger"] = FieldRefused(
            N_("This can't be chosen."), remedy=N_("Choose one of those that are in the list.")
        )
    return found


def _year(form: Form) -> int | None:
    of = form.whole("year")
    if of is None:
        _wanted(form, "year", None)
    elif of not in _YEARS:
        form.problems["year"] = FieldRefused(
            N_("“%(text)s” is no year."), remedy=N_("Write it as 2030."), text=str(of)
        )
        return None
    return of


def _wanted(form: Form, name: str, value: object) -> None:
    if value in {None, ""}:
        form.problems.setdefault(
            name, FieldRefused(N_("This is missing."), remedy=N_("Fill it in."))
        )


def _written(kept: ActivityLine | None) -> dict[str, str]:
    if kept is None:
        return {}
    said = {name: str(value) for name, value in kept.values().items()}
    amount = f"{kept.amount.normalize():f}".replace(".", ",")
    return said | {"amount": amount, "factor": f"{kept.factors_id}:{kept.factor}"}


def _page(
    request: HttpRequest,
    allowed: Access,
    name: str,
    form: Form,
    *,
    kept: ActivityLine | None = None,
    error: LedetraadError | None = None,
    faults: list[Phrase] | None = None,
) -> HttpResponse:
    if isinstance(error, FormRefused):
        form.problems = error.problems
    translate = catalogue(language_of(request)).gettext
    tables = FactorTable.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return render_at(
        request,
        allowed,
        f"climate/{name}.html",
        status=422 if error is not None else 200,
        form=form,
        kept=kept if kept is not None and kept.pk is not None else None,
        error=error,
        clashes=clashes(error, translate),
        past=past_at(request, allowed, kept) if kept is not None and kept.pk else None,
        faults=faults or [],
        sets=[(one, one.factors()) for one in tables],
        books=_books(allowed) if name == "spending_new" else [],
    )
