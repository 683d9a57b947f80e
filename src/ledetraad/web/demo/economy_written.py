"""What people would have written of the demonstration's economy: rules, plan, ties, key figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ledetraad.economy.areas import Areas
from ledetraad.economy.peer_costs import ServiceCosts
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.demo.figures import example_values
from ledetraad.web.demo.year import NOTE
from ledetraad.web.economy.figures.jobs import refreshed
from ledetraad.web.economy.figures.values import MARK
from ledetraad.web.economy.models import (
    BudgetAreas,
    KeptScenario,
    KeyFigure,
    MoneyTie,
    PeerCosts,
    Rule,
    YearAmounts,
    as_json,
)
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy


def write_economy(copy: WorkingCopy, said: dict[str, Any]) -> None:
    """Write the rules, the plan, the scenarios, the ties, the areas and the key figures.

    Args:
        copy: the plan that money is tied to.
        said: the example.
    """
    municipality = copy.municipality
    for at, one in enumerate(said["rules"]):
        bounds = {name: _bound(one, name) for name in ("at_least", "at_most") if name in one}
        values = {
            "key": f"eksempel-{at}",
            "name": one["name"],
            "figure": {"kind": "ratio", "part": one["part"]},
            "tolerance": str(one.get("tolerance", 0)),
            "mean_of": one.get("mean_of", 1),
            "source": NOTE,
            **bounds,
        }
        make(Rule(municipality=municipality), values, user=None, reason=NOTE)
    plan = said["plan"]
    for at, year in enumerate(plan["years"]):
        kroner = {key: str(amounts[at]) for key, amounts in plan["kroner"].items()}
        values = {"year": year, "basis": "plan", "kroner": kroner, "source": plan["source"]}
        make(YearAmounts(municipality=municipality), values, user=None, reason=NOTE)
    for one in said["scenarios"]:
        values = {"name": one["name"], "note": NOTE, "changes": one["changes"]}
        make(KeptScenario(municipality=municipality), values, user=None, reason=NOTE)
    for one in said["services_beside"]:
        make(PeerCosts(municipality=municipality), as_json(ServiceCosts(**one)), user=None,
             reason=NOTE)  # fmt: skip
    areas = Areas.model_validate({"areas": said["areas"], "source": NOTE})
    make(BudgetAreas(municipality=municipality), as_json(areas), user=None, reason=NOTE)
    elements = {one.number: one.id for one in copy.latest().plan().walk()}
    for one in said["ties"]:
        shares = [
            {"to": f"element:{copy.pk}:{elements[share['element']]}", "percent": share["percent"]}
            for share in one["shares"]
            if share["element"] in elements
        ]
        if sum(Decimal(share["percent"]) for share in shares) == 100:  # noqa: PLR2004
            values = {**one, "shares": shares, "note": one.get("note", NOTE)}
            make(MoneyTie(municipality=municipality), values, user=None, reason=NOTE)


def fetch_figures(municipality: Municipality, said: dict[str, Any]) -> None:
    """Fetch the example key figures, and let a rule, a service and a scenario use them."""
    figures: dict[str, KeyFigure] = {}
    for one in said["key_figures"]:
        values = example_values(**one).model_dump(mode="json")
        figure = make(KeyFigure(municipality=municipality), values, user=None, reason=NOTE)
        refreshed(figure)()
        figures[one["name"]] = figure
    service = dict(said["fetched_service"])
    for name in ("cost", "coverage", "users"):
        service[name] = figures[service[name]].pk
    make(PeerCosts(municipality=municipality), service, user=None, reason=NOTE)
    rule = said["fetched_rule"]
    values = {
        "key": "eksempel-hentet",
        "name": rule["name"],
        "figure": {
            "kind": "published",
            "key": f"{MARK}{figures[rule['figure']].pk}",
            "name": rule["figure"],
        },
        "scope": "konsern",
        "tolerance": str(rule["tolerance"]),
        "at_least": _bound(rule, "at_least"),
        "source": NOTE,
    }
    make(Rule(municipality=municipality), values, user=None, reason=NOTE)
    told = said["demography"]
    change = {
        "kind": "demography",
        "group": f"{MARK}{figures[told['figure']].pk}",
        "as_in": told["as_in"],
        "cost": str(told["cost"]),
    }
    values = {"name": told["name"], "note": NOTE, "changes": [change]}
    make(KeptScenario(municipality=municipality), values, user=None, reason=NOTE)


def _bound(one: dict[str, Any], name: str) -> dict[str, Any]:
    bound = {"by_year": {year: str(value) for year, value in one[name].items()}}
    steps = {key: str(one[key]) for key in ("step", "until") if key in one}
    return bound | steps
