"""A climate budget written out: for machines, and as the workbook for the budget paper."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ledetraad.climate.budget import BudgetYear, ClimateBudget
from ledetraad.climate.cost import CostCurve, cost_curve
from ledetraad.climate.measures import KIND_NAMES, ClimateMeasure
from ledetraad.climate.sectors import BOUNDARY_NAMES, SECTOR_NAMES, STANDARD_SCOPES
from ledetraad.climate.targets import TargetDecision
from ledetraad.economy.quantities import CannotSay, TonnesCO2e
from ledetraad.followup.written import rounded
from ledetraad.i18n import N_
from ledetraad.publish.climate.accounts_out import tonnes
from ledetraad.publish.economy.ledger_out import number, short_number
from ledetraad.publish.list_sheet import Cell, Column, Figure, ListSheet, lists_workbook

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


def budget_workbook(budget: ClimateBudget, rate: Decimal, translate: Translate) -> bytes:
    """A climate budget as a workbook: the path, the measures with and without figures, the costs.

    Args:
        budget, rate, translate: as in `budget_as_data`.
    """
    sheets = [
        _path_sheet(budget, translate),
        _measures_sheet(budget, translate),
        _unquantified_sheet(budget, translate),
        _costs_sheet(budget, rate, translate),
        _about_sheet(budget, translate),
    ]
    return lists_workbook(budget.plan.name, sheets)


def _sheet(
    title: str, heads: list[tuple[str, int]], rows: list[list[Cell]], translate: Translate
) -> ListSheet:
    columns = [Column(translate(head), width) for head, width in heads]
    return ListSheet(translate(title), columns, rows)


def _path_sheet(budget: ClimateBudget, translate: Translate) -> ListSheet:
    heads = [
        (N_("Year"), 8),
        (N_("Without new measures"), 16),
        (N_("Frame"), 14),
        (N_("Expected with measures"), 16),
        (N_("Taken away by measures"), 16),
        (N_("Counted twice, taken off"), 16),
        (N_("Gap"), 14),
        (N_("Gap at best"), 14),
        (N_("Gap at worst"), 14),
    ]
    rows: list[list[Cell]] = [
        [
            of,
            _cell(each.baseline),
            _cell(each.frame),
            _cell(each.expected),
            _cell(each.taken),
            _cell(each.overlap),
            _cell(each.gap),
            *_ends(each.gap_interval),
        ]
        for of, each in budget.years.items()
    ]
    ends = _ends(budget.gap_in_all_interval)
    whole: list[Cell] = [translate(N_("In all")), *[None] * 5, _cell(budget.gap_in_all), *ends]
    return _sheet(N_("Emissions and frame"), heads, [*rows, whole], translate)


def _cell(value: TonnesCO2e | CannotSay) -> Cell:
    return Figure(None if isinstance(value, CannotSay) else rounded(value.value, _DECIMALS), 1)


def _ends(value: tuple[TonnesCO2e, TonnesCO2e] | CannotSay) -> list[Cell]:
    return [None, None] if isinstance(value, CannotSay) else [_cell(each) for each in value]


def _measures_sheet(budget: ClimateBudget, translate: Translate) -> ListSheet:
    heads = [
        (N_("No."), 8),
        (N_("Measure"), 40),
        (N_("Sector"), 18),
        (N_("Source"), 24),
        (N_("Means"), 28),
        (N_("Whose"), 14),
        (N_("Responsible"), 22),
        *((str(of), 12) for of in budget.years),
        (N_("Lowest and highest in the last year"), 20),
        (N_("How it was reckoned"), 40),
        (N_("Result indicator"), 28),
        (N_("Status"), 16),
    ]
    rows: list[list[Cell]] = [
        [
            measure.key,
            measure.name,
            translate(SECTOR_NAMES[measure.sector]) if measure.sector else "",
            measure.source,
            measure.means,
            translate(KIND_NAMES[measure.kind]),
            measure.responsible,
            *(_effect(measure, of) for of in budget.years),
            _spread(measure),
            measure.method,
            measure.indicator.name if measure.indicator else "",
            measure.status,
        ]
        for measure in budget.quantified
    ]
    return _sheet(N_("Measures with figures"), heads, rows, translate)


def _effect(measure: ClimateMeasure, of: int) -> Cell:
    effect = measure.effects.get(of)
    return Figure(None if effect is None else effect.tonnes, 1)


def _spread(measure: ClimateMeasure) -> str:
    low, high = measure.effects[max(measure.effects)].spread
    return "" if low == high else f"{low}–{high}"


def _unquantified_sheet(budget: ClimateBudget, translate: Translate) -> ListSheet:
    heads = [
        (N_("No."), 8),
        (N_("Measure"), 40),
        (N_("Why it has no figures"), 60),
        (N_("Whose"), 14),
        (N_("Responsible"), 22),
    ]
    rows: list[list[Cell]] = [
        [
            measure.key,
            measure.name,
            measure.not_quantified,
            translate(KIND_NAMES[measure.kind]),
            measure.responsible,
        ]
        for measure in budget.unquantified
    ]
    return _sheet(N_("Measures without figures"), heads, rows, translate)


def _costs_sheet(budget: ClimateBudget, rate: Decimal, translate: Translate) -> ListSheet:
    heads = [
        (N_("Year"), 8),
        (N_("Measure"), 40),
        (N_("Kroner a tonne"), 16),
        (N_("Tonnes"), 14),
        (N_("Tonnes up to here"), 16),
        (N_("Why it has no price"), 50),
    ]
    rows: list[list[Cell]] = []
    for of in budget.years:
        curve = cost_curve(budget, of, rate)
        for step in curve.steps:
            price = Figure(rounded(step.price.value, 0))
            row: list[Cell] = [of, step.measure.name, price, _cell(step.taken), _cell(step.up_to)]
            rows.append([*row, ""])
        for measure, why in curve.left_out:
            rows.append([of, measure.name, None, None, None, why.words.said(translate)])
    return _sheet(N_("Cost per tonne"), heads, rows, translate)


def _about_sheet(budget: ClimateBudget, translate: Translate) -> ListSheet:
    plan = budget.plan
    targets: list[list[Cell]] = [
        [
            translate(N_("Target in force") if each in budget.targets else N_("Earlier target")),
            target_text(each, translate),
        ]
        for each in plan.decisions
    ]
    rows: list[list[Cell]] = [
        [translate(N_("Boundary")), translate(BOUNDARY_NAMES[plan.boundary])],
        [translate(N_("In the standards")), STANDARD_SCOPES[plan.boundary]],
        [translate(N_("Edition of the accounts")), budget.edition.name],
        [translate(N_("Source")), budget.edition.source],
        [translate(N_("Path without new measures")), budget.baseline.words.said(translate)],
        *targets,
        [translate(N_("Note")), plan.note],
    ]
    if plan.example or budget.edition.example:
        rows.insert(0, [translate(N_("Example")), translate(N_("The figures are invented."))])
    heads = [(N_("About"), 28), (N_("Told"), 90)]
    return _sheet(N_("About the climate budget"), heads, rows, translate)


def target_text(target: TargetDecision, translate: Translate) -> str:
    """A target in words: "55 % less in 2030 than in 2009 (Road traffic), decided 2021-06-15"."""
    words = translate(N_("%(cut)s %% less in %(year)s than in %(reference)s")) % {
        "cut": target.cut,
        "year": target.year,
        "reference": target.reference,
    }
    sector = f" ({translate(SECTOR_NAMES[target.sector])})" if target.sector else ""
    decided = target.decided.isoformat() if target.decided else ""
    tail = ", ".join(part for part in (decided, target.source, target.case) if part)
    return f"{words}{sector}{', ' if tail else ''}{tail}"
