"""Scenarios: each with what it makes of the rules and the result, and all of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.economy.amounts import KEY_AMOUNTS, Amounts
from ledetraad.economy.financial_rules import FinancialRule
from ledetraad.economy.scenario import Outcome, play
from ledetraad.economy.scenario_changes import Scenario
from ledetraad.economy.verdict import State
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy import editing
from ledetraad.web.economy.amounts import ahead, amounts_of
from ledetraad.web.economy.editing import Sort
from ledetraad.web.economy.figures.values import counts, known_figures
from ledetraad.web.economy.models import KeptScenario
from ledetraad.web.economy.rules.form import rows_of
from ledetraad.web.economy.rules.views import names, rules_of
from ledetraad.web.economy.scenarios.form import FIELDS, LABELS, read_scenario, written_scenario
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at

_DEBTS = ("interest_exposed_debt", "loans", "net_loan_debt", "long_term_debt")
_MOST = 50


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario with what it makes of the economy, or why that can't be said."""

    kept: KeptScenario
    outcome: Outcome | None
    problem: LedetraadError | None

    @property
    def broken(self) -> int:
        """How many rules of the municipality's own are broken in some year, with the scenario."""
        if self.outcome is None:
            return 0
        own = [each for each in self.outcome.after if not each.rule.example]
        return len({each.rule.key for each in own if each.state is State.BROKEN})


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The scenarios side by side."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    amounts = amounts_of(allowed.municipality).amounts
    rules = [rule.said() for rule in rules_of(allowed)]
    found = KeptScenario.objects.filter(municipality=allowed.municipality, deleted_at=None)[:_MOST]
    years = years_of(amounts)
    return render_at(
        request,
        allowed,
        "economy/scenarios.html",
        played=[_played(kept, kept.said(), amounts, rules, years) for kept in found],
        years=years,
        result={year: amounts.kroner.get(("net_operating_result", year)) for year in years},
        deleted=_deleted(allowed),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        kr=lambda value: number_text(value, 0),
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A scenario: the gap by year, the rules before and after, and every effect with its reason."""
    allowed, kept = editing.thing_of(SCENARIO, request, place, pk, write=False, deleted=True)
    return _show(request, allowed, kept)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Write a scenario; it can be tried before it is kept."""
    allowed = editing.allowed_to_write(request, place)
    if request.method == "POST" and request.POST.get("op") == "try":
        return _tried(request, allowed)
    return editing.write_new(SCENARIO, request, place, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change a scenario; the change can be tried before it is kept."""
    if request.method == "POST" and request.POST.get("op") == "try":
        allowed, kept = editing.thing_of(SCENARIO, request, place, pk, write=True)
        return _tried(request, allowed, kept)
    return editing.write_changed(SCENARIO, request, place, pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a scenario; it can be restored for a year."""
    return editing.throw_away(SCENARIO, request, place, pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore a scenario."""
    return editing.bring_back(SCENARIO, request, place, pk)


def years_of(amounts: Amounts) -> list[int]:
    """The years that scenarios are about: the budget's and the plan's, or else all."""
    return ahead(amounts) or list(amounts.years)


def _played(
    kept: KeptScenario,
    said: Scenario,
    amounts: Amounts,
    rules: Sequence[FinancialRule],
    years: Sequence[int],
) -> Played:
    try:
        return Played(kept, play(said, amounts, rules, years), None)
    except LedetraadError as error:
        return Played(kept, None, error)


def _show(
    request: HttpRequest, allowed: Access, kept: KeptScenario, error: LedetraadError | None = None
) -> HttpResponse:
    return render_at(
        request,
        allowed,
        "economy/scenario.html",
        status=422 if error is not None else 200,
        error=error,
        kept=kept,
        said=kept.said(),
        past=past_at(request, allowed, kept),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        **_outcome(allowed, kept, kept.said()),
    )


def _outcome(allowed: Access, kept: KeptScenario, said: Scenario) -> dict[str, object]:
    """What the templates show of a scenario's outcome."""
    amounts = amounts_of(allowed.municipality).amounts
    years = years_of(amounts)
    rules = [rule.said() for rule in rules_of(allowed)]
    played = _played(kept, said, amounts, rules, years)
    outcome = played.outcome
    pairs: list[tuple[FinancialRule, list[object]]] = []
    if outcome is not None:
        both = list(zip(outcome.before, outcome.after, strict=True))
        pairs = [(rule, [pair for pair in both if pair[0].rule.key == rule.key]) for rule in rules]
    return {
        "outcome": outcome,
        "unplayed": played.problem,
        "pairs": pairs,
        "years": years,
        "kr": lambda value: number_text(value, 0),
        **names(),
    }


def _tried(request: HttpRequest, allowed: Access, kept: KeptScenario | None = None) -> HttpResponse:
    """The form again, with what it would make of the economy; nothing is kept."""
    form = Form(sent(request.POST))
    try:
        said = Scenario.model_validate(read_scenario(form, allowed, kept))
    except FormRefused as refused:
        form.problems = refused.problems
        return editing.form_page(SCENARIO, request, allowed, form, kept, error=refused)
    shown = kept if kept is not None else KeptScenario(municipality=allowed.municipality)
    more = {"tried": True, **_outcome(allowed, shown, said)}
    return editing.form_page(SCENARIO, request, allowed, form, kept, more=more)


def _deleted(allowed: Access) -> list[KeptScenario]:
    if not allowed.may(Action.EDIT_ECONOMY):
        return []
    found = KeptScenario.objects.filter(municipality=allowed.municipality)
    return list(found.filter(deleted_at__isnull=False)[:_MOST])


def _around(request: HttpRequest, allowed: Access, form: Form) -> dict[str, object]:
    translate = catalogue(language_of(request)).gettext
    groups = counts(known_figures(allowed.municipality)).values()
    return {
        "tried": False,
        "groups": [(one.key, f"{one.figure.name} ({one.edition or '–'})") for one in groups],
        "rows": {sort: rows_of(form.said, sort) for sort in FIELDS},
        "sources": [
            ("free", translate(N_("free revenues"))),
            ("operating", translate(N_("operating revenues alone"))),
        ],
        "debts": [(key, translate(KEY_AMOUNTS[key].name)) for key in _DEBTS],
    }


SCENARIO = Sort(
    model=KeptScenario,
    route="scenario",
    template="economy/scenario_edit.html",
    labels=LABELS,
    read=read_scenario,
    written=written_scenario,
    around=_around,
)
