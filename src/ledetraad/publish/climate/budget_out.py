"""A climate budget written out for machines."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ledetraad.climate.budget import BudgetYear, ClimateBudget
from ledetraad.climate.cost import CostCurve, cost_curve
from ledetraad.climate.measures import ClimateMeasure
from ledetraad.climate.sectors import BOUNDARY_NAMES, SECTOR_NAMES, STANDARD_SCOPES, Boundary
from ledetraad.climate.targets import TargetDecision
from ledetraad.economy.quantities import CannotSay, TonnesCO2e
from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_
from ledetraad.publish.climate.accounts_out import tonnes
from ledetraad.publish.economy.ledger_out import number, short_number

Translate = Callable[[str], str]
_DECIMALS = 1


def budget_as_data(budget: ClimateBudget, rate: Decimal, translate: Translate) -> dict[str, Any]:
    """A climate budget as JSON can hold it.

    Args:
        budget: the budget.
        rate: the rate of discount for what measures cost, as a fraction.
        translate: gives the language of the words.
    """
    plan = budget.plan
    return {
        "name": plan.name,
        "example": plan.example or budget.edition.example,
        "note": plan.note,
        "boundary": translate(BOUNDARY_NAMES[plan.boundary]),
        "standard": STANDARD_SCOPES[plan.boundary],
        "edition": budget.edition.name,
        "accounts": budget.edition.source,
        "baseline": budget.baseline.words.said(translate),
        "frame": plan.frame.model_dump(mode="json"),
        "targets": [_target(each, budget, held=each in budget.targets) for each in plan.decisions],
        "years": {str(of): _year(each, translate) for of, each in budget.years.items()},
        "gap_in_all": _said(budget.gap_in_all, translate),
        "gap_in_all_interval": _interval(budget.gap_in_all_interval, translate),
        "measures": [_measure(each, budget) for each in budget.quantified],
        "not_quantified": [
            {"id": each.key, "name": each.name, "why": each.not_quantified,
             "responsible": each.responsible}
            for each in budget.unquantified
        ],
        "discount_rate": number(rate),
        "cost_curve": {
            str(of): _curve(cost_curve(budget, of, rate), translate) for of in budget.years
        },
    }  # fmt: skip


def _target(target: TargetDecision, budget: ClimateBudget, *, held: bool) -> dict[str, Any]:
    may = target.tonnes(budget.edition)
    return target.model_dump(mode="json") | {
        "in_force": held,
        "tonnes": tonnes(may) if isinstance(may, TonnesCO2e) else None,
    }


def _year(each: BudgetYear, translate: Translate) -> dict[str, Any]:
    return {
        "baseline": tonnes(each.baseline),
        "frame": _said(each.frame, translate),
        "expected": tonnes(each.expected),
        "expected_interval": [tonnes(each.expected_low), tonnes(each.expected_high)],
        "taken": tonnes(each.taken),
        "overlap": tonnes(each.overlap),
        "gap": _said(each.gap, translate),
        "gap_interval": _interval(each.gap_interval, translate),
        "sectors": {
            sector.value: {
                "baseline": short_number(part.baseline, _DECIMALS),
                "expected": short_number(part.expected, _DECIMALS),
            }
            for sector, part in each.sectors.items()
        },
    }


def _said(value: TonnesCO2e | CannotSay, translate: Translate) -> int | float | dict[str, str]:
    if isinstance(value, CannotSay):
        return {"cannot_say": value.words.said(translate)}
    return tonnes(value)


def _interval(
    value: tuple[TonnesCO2e, TonnesCO2e] | CannotSay, translate: Translate
) -> list[int | float] | dict[str, str]:
    if isinstance(value, CannotSay):
        return {"cannot_say": value.words.said(translate)}
    return [tonnes(each) for each in value]


def _measure(measure: ClimateMeasure, budget: ClimateBudget) -> dict[str, Any]:
    told = measure.model_dump(mode="json", exclude_defaults=True)
    counted = {
        str(of): short_number(each.counted(measure.key), _DECIMALS)
        for of, each in budget.years.items()
    }
    return told | {"counted": counted}


def _curve(curve: CostCurve, translate: Translate) -> dict[str, Any]:
    return {
        "steps": [
            {
                "id": step.measure.key,
                "tonnes": tonnes(step.taken),
                "kroner_a_tonne": short_number(step.price.value, 0),
                "up_to": tonnes(step.up_to),
            }
            for step in curve.steps
        ],
        "left_out": [
            {"id": measure.key, "why": why.words.said(translate)} for measure, why in curve.left_out
        ],
    }


def target_text(target: TargetDecision, translate: Translate) -> str:
    """A target in words: "55 % less in 2030 than in 2009 (Road traffic), 15 June 2021, case 61".

    What it is bounded to is told where that is not what is emitted within the border.
    """
    words = translate(N_("%(cut)s %% less in %(year)s than in %(reference)s")) % {
        "cut": target.cut,
        "year": target.year,
        "reference": target.reference,
    }
    of = [SECTOR_NAMES[target.sector]] if target.sector else []
    if target.boundary is not Boundary.AREA_DIRECT:
        of.append(BOUNDARY_NAMES[target.boundary])
    sector = f" ({'; '.join(translate(each) for each in of)})" if of else ""
    decided = said_day(target.decided).said(translate) if target.decided else ""
    tail = ", ".join(part for part in (decided, target.source, target.case) if part)
    return f"{words}{sector}{', ' if tail else ''}{tail}"
