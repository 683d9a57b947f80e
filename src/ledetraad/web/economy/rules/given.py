"""Amounts of a year that somebody writes in: what no ledger gives, and the years of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.economy.amounts import KEY_AMOUNTS
from ledetraad.economy.ledger import BASIS_NAMES, Basis
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.models import YearAmounts, YearAmountsValues, as_json
from ledetraad.web.economy.rules.form import AMOUNT_LABELS
from ledetraad.web.followup.clashes import answer_of, clashes_of, versions_of
from ledetraad.web.followup.services.change_together import change_together
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile, delete, make
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_FIRST, _LAST = 1990, 2100
_SPARE = 2


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """What is known by year, from ledgers and written in."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    known = amounts_of(allowed.municipality)
    year = request.GET.get("ar", "")
    if year.isascii() and year.isdigit() and _FIRST <= int(year[:5]) <= _LAST:
        return redirect("year-amounts", place=place, year=int(year))
    amounts = known.amounts
    return render_at(
        request,
        allowed,
        "economy/amounts.html",
        amounts=amounts,
        known=known,
        key_amounts=KEY_AMOUNTS,
        basis_names=BASIS_NAMES,
        percents=sorted({key for key, _ in amounts.percent}),
        next_year=max(amounts.years, default=timezone.localdate().year - 1) + 1,
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        kr=lambda value: number_text(value, 0),
        points=lambda value: number_text(value, 2),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The amounts of a year, to read and to write."""
    allowed = place_of(request, place)
    allowed.require(Action.READ if request.method != "POST" else Action.EDIT_ECONOMY)
    if not _FIRST <= year <= _LAST:
        raise Http404
    held = YearAmounts.objects.filter(
        municipality=allowed.municipality, year=year, deleted_at=None
    ).first()
    if request.method != "POST":
        said = _written(held.said()) if held is not None else {"basis": Basis.PLAN.value}
        return _form(request, allowed, year, Form(said), held)
    form = Form(sent(request.POST))
    try:
        values = _read(form, year)
        if held is None:
            make(YearAmounts(municipality=allowed.municipality), values, user=person(request))
        else:
            answer = answer_of(form, AMOUNT_LABELS)
            change_together(held, values, answer, user=person(request), at="source")
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, year, form, held, error=refused)
    except ChangedMeanwhile as changed:
        if held is None:
            raise
        held.refresh_from_db()
        return _form(request, allowed, year, form, held, error=changed, mine=values)
    return redirect("amounts", place=place)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """Delete what was written in of a year."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_ECONOMY)
    for held in YearAmounts.objects.filter(
        municipality=allowed.municipality, year=year, deleted_at=None
    ):
        delete(held, user=person(request), now=timezone.now())
    return redirect("amounts", place=place)


def _latest(allowed: Access, year: int) -> YearAmounts | None:
    """What is written in of a year, or what was deleted of it last."""
    found = YearAmounts.objects.filter(municipality=allowed.municipality, year=year)
    held = found.filter(deleted_at=None).first()
    return held or found.filter(deleted_at__isnull=False).order_by("-deleted_at").first()


def _read(form: Form, year: int) -> dict[str, Any]:
    kroner = {key: value for key in KEY_AMOUNTS if (value := form.number(key)) is not None}
    percent = {}
    names = {f"kroner.{key}": key for key in KEY_AMOUNTS}
    for number, row in form.rows("percent"):
        key, value = row.text("name"), row.number("value")
        if not row.problems and (not key or value is None):
            row.problems["name"] = FieldRefused(
                N_("A key figure needs both a name and a number."),
                remedy=N_("Fill in both, or empty the row."),
            )
        form.gather("percent", number, row)
        if value is not None:
            percent[key] = value
            names[f"percent.{key}"] = f"percent-{number}-value"
    values = {
        "year": year,
        "basis": form.text("basis"),
        "kroner": kroner,
        "percent": percent,
        "source": form.text("source"),
    }
    if not values["source"]:
        form.problems["source"] = FieldRefused(
            N_("The source is missing."), remedy=N_("Write where the amounts stand.")
        )
    return as_json(form.make(YearAmountsValues, values, names))


def _written(said: YearAmountsValues) -> dict[str, str]:
    found = {"basis": said.basis.value, "source": said.source}
    found |= {key: number_text(value) for key, value in said.kroner.items()}
    for row, (key, value) in enumerate(said.percent.items()):
        found |= {f"percent-{row}-name": key, f"percent-{row}-value": number_text(value)}
    return found


def _form(
    request: HttpRequest,
    allowed: Access,
    year: int,
    form: Form,
    held: YearAmounts | None,
    *,
    error: LedetraadError | None = None,
    mine: Mapping[str, Any] | None = None,
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    clashes = []
    if isinstance(error, ChangedMeanwhile) and mine is not None:
        clashes = clashes_of(
            error, mine, lambda name, said: str(said.get(name, "–")), AMOUNT_LABELS, translate
        )
    latest = held or _latest(allowed, year)
    used = [row for row, _ in form.rows("percent")]
    first = max(used, default=-1) + 1
    return render_at(
        request,
        allowed,
        "economy/year_amounts.html",
        status=422 if error is not None else 200,
        form=form,
        year=year,
        held=held,
        error=error,
        clashes=clashes,
        versions=versions_of(form, held, clashes),
        key_amounts=KEY_AMOUNTS,
        booked=amounts_of(allowed.municipality).booked.kroner,
        bases=[(each.value, translate(name)) for each, name in BASIS_NAMES.items()],
        rows=[*used, *range(first, first + _SPARE)],
        past=past_at(request, allowed, latest) if latest is not None else None,
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        kr=lambda value: number_text(value, 0),
    )
