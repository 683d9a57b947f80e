"""How the economy stands by its rules, and each rule by itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.economy.amounts import KEY_AMOUNTS, formula_names
from ledetraad.economy.financial_rules import (
    FinancialRule,
    FormulaFigure,
    Growth,
    Published,
    Ratio,
    usual_rules,
)
from ledetraad.economy.ledger import BASIS_NAMES
from ledetraad.economy.quantities import CannotSay
from ledetraad.economy.verdict import STATE_MARKS, STATE_NAMES, Verdict
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.publish.economy.rules_out import bound_text
from ledetraad.statistics.formula.nodes import names_in
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy import editing
from ledetraad.web.economy.amounts import KnownAmounts, amounts_of
from ledetraad.web.economy.editing import Sort
from ledetraad.web.economy.figures.values import known_figures, percents
from ledetraad.web.economy.models import Rule
from ledetraad.web.economy.names import SCOPE_NAMES
from ledetraad.web.economy.rules.chart import rule_charts
from ledetraad.web.economy.rules.form import LABELS, from_preset, read_rule, rows_of, written_rule
from ledetraad.web.forms import Form
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at

MILLION = Decimal(1_000_000)
FIGURES = {
    "ratio": N_("one amount in percent of another"),
    "growth": N_("how much faster one amount grows than another"),
    "published": N_("a published key figure in percent"),
    "formula": N_("a formula of one's own"),
}


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """Every rule over accounts, budget and plan."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    known = amounts_of(allowed.municipality)
    rules = rules_of(allowed)
    amounts = known.amounts
    return render_at(
        request,
        allowed,
        "economy/rules.html",
        rows=[(rule, {each.year: each for each in known.judged(rule.said())}) for rule in rules],
        years=amounts.years,
        basis=amounts.basis,
        deleted=_deleted(allowed),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        **names(),
    )


@login_required
@require_safe
def presets(request: HttpRequest, place: str) -> HttpResponse:
    """The usual rules, to begin from."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_ECONOMY)
    return render_at(request, allowed, "economy/presets.html", presets=usual_rules())


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A rule: how each year stands, and what that is reckoned from."""
    allowed, rule = editing.thing_of(RULE, request, place, pk, write=False, deleted=True)
    return _show(request, allowed, rule)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Write a rule, from one of the usual ones where the address says so."""
    return editing.write_new(RULE, request, place, from_preset(request.GET.get("mal", "")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change a rule."""
    return editing.write_changed(RULE, request, place, pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a rule; it can be restored for a year."""
    return editing.throw_away(RULE, request, place, pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore a rule."""
    return editing.bring_back(RULE, request, place, pk)


def rules_of(allowed: Access) -> list[Rule]:
    """The rules of a municipality, its own before examples."""
    found = Rule.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return sorted(found, key=lambda rule: rule.document["example"])


def names() -> dict[str, Any]:
    """What the templates say of states, years and amounts."""
    return {
        "state_names": STATE_NAMES,
        "state_marks": STATE_MARKS,
        "basis_names": BASIS_NAMES,
        "scope_names": SCOPE_NAMES,
        "key_amounts": KEY_AMOUNTS,
        "amount_names": formula_names(),
        "bound_text": bound_text,
        "value_of": value_of,
        "millions": millions,
        "points": lambda value: number_text(value, 2),
    }


def value_of(verdict: Verdict) -> str:
    """A figure in percent; empty where it can't be said."""
    return (
        "" if isinstance(verdict.value, CannotSay) else f"{number_text(verdict.value.value, 2)} %"
    )


def millions(value: Decimal) -> str:
    """Kroner in millions, without its sign: what it takes."""
    return number_text(abs(value) / MILLION, 1)


def keys_of(rule: FinancialRule) -> list[str]:
    """The amounts that a rule's figure is made of."""
    match rule.figure:
        case Ratio(part=part, whole=whole):
            return [part, whole]
        case Growth(of=of, than=than):
            return [of, than]
        case Published(key=key):
            node = rule.figure.node()
            return [key, *(names_in(node) if node is not None else ())]
        case FormulaFigure():
            return list(names_in(rule.figure.node()))


def _show(
    request: HttpRequest, allowed: Access, rule: Rule, error: LedetraadError | None = None
) -> HttpResponse:
    said: FinancialRule = rule.said()
    known = amounts_of(allowed.municipality)
    verdicts = known.judged(said)
    return render_at(
        request,
        allowed,
        "economy/rule.html",
        status=422 if error is not None else 200,
        error=error,
        rule=rule,
        said=said,
        verdicts=verdicts,
        keys=keys_of(said),
        amounts=_amounts(said, known, known.years_of(said)),
        fetched={key: known.figure(key) for key in keys_of(said)},
        charts=rule_charts(verdicts),
        figures=FIGURES,
        past=past_at(request, allowed, rule),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        **names(),
    )


def _amounts(
    rule: FinancialRule, known: KnownAmounts, years: Sequence[int]
) -> list[tuple[int, list[tuple[str, Decimal | None, object]]]]:
    """By year, each amount that the figure is made of, with where it is from."""
    amounts = known.amounts
    either = {**amounts.kroner, **amounts.percent}
    return [
        (year, [(key, either.get((key, year)), known.origins(key, year)) for key in keys_of(rule)])
        for year in years
    ]


def _deleted(allowed: Access) -> list[Rule]:
    if not allowed.may(Action.EDIT_ECONOMY):
        return []
    found = Rule.objects.filter(municipality=allowed.municipality, deleted_at__isnull=False)
    return list(found[:50])


def _around(request: HttpRequest, allowed: Access, form: Form) -> dict[str, object]:
    translate = catalogue(language_of(request)).gettext
    known = percents(known_figures(allowed.municipality)).values()
    fetched = [(one.key, f"{one.figure.name} ({one.edition or '–'})") for one in known]
    keys = [(key, translate(amount.name)) for key, amount in KEY_AMOUNTS.items()]
    return {
        "keys": keys,
        "fetched": [("", translate(N_("none; its name is written below"))), *fetched],
        "lines": [(name, words) for name, words in formula_names().items() if ":" in name],
        "figures": [(key, translate(name)) for key, name in FIGURES.items()],
        "scopes": [(each.value, translate(name)) for each, name in SCOPE_NAMES.items()],
        "bounds": rows_of(form.said, "bounds"),
        "exemptions": rows_of(form.said, "exemptions"),
    }


RULE = Sort(
    model=Rule,
    route="rule",
    template="economy/rule_edit.html",
    labels=LABELS,
    read=read_rule,
    written=written_rule,
    around=_around,
)
