"""How an economy stands by its rules, and what scenarios make of it, for machines and in Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ledetraad.economy.quantities import CannotSay, Percent
from ledetraad.economy.scenario import Outcome
from ledetraad.economy.verdict import STATE_NAMES, Verdict
from ledetraad.followup.written import number_text, rounded
from ledetraad.i18n import N_
from ledetraad.publish.economy.ledger_out import number, short_number
from ledetraad.publish.list_sheet import Cell, Column, Figure, ListSheet, lists_workbook

Translate = Callable[[str], str]
_DECIMALS = 2


def verdict_as_data(verdict: Verdict, translate: Translate) -> dict[str, Any]:
    """A rule in a year, as JSON can hold it."""
    told: dict[str, Any] = {
        "rule": verdict.rule.key,
        "name": verdict.rule.name,
        "scope": verdict.rule.scope.value,
        "example": verdict.rule.example,
        "year": verdict.year,
        "basis": verdict.basis.value if verdict.basis else None,
        "state": verdict.state.value,
        "at_least": None if verdict.least is None else number(verdict.least),
        "at_most": None if verdict.most is None else number(verdict.most),
        "distance_points": None if verdict.distance is None else _short(verdict.distance.value),
        "needed_kroner": None if verdict.needed is None else _short(verdict.needed.value),
        "trend_points_a_year": None if verdict.trend is None else _short(verdict.trend.value),
        "exemption": None if verdict.exemption is None else verdict.exemption.case or True,
        "source": verdict.rule.source,
    }
    if isinstance(verdict.value, CannotSay):
        told["cannot_say"] = verdict.value.words.said(translate)
        told["cannot_say_years"] = str(verdict.value.years)
    else:
        told["percent"] = _short(verdict.value.value)
        told["mean_of"] = str(verdict.value.years)
    return told


def outcome_as_data(outcome: Outcome, translate: Translate) -> dict[str, Any]:
    """A scenario beside the plan, as JSON can hold it."""
    return {
        "scenario": outcome.scenario.name,
        "gap_kroner": {str(each.years): _short(each.value) for each in outcome.gap},
        "effects": [
            {
                "change": each.change,
                "amount": each.key,
                "year": each.amount.years.first,
                "kroner": _short(each.amount.value),
                "why": each.why.said(translate),
            }
            for each in outcome.effects
        ],
        "rules": [
            {
                "before": verdict_as_data(before, translate),
                "after": verdict_as_data(after, translate),
            }
            for before, after in zip(outcome.before, outcome.after, strict=True)
        ],
    }


def rules_workbook(verdicts: Sequence[Verdict], translate: Translate) -> bytes:
    """Rules by year as a workbook of one sheet."""
    heads = (
        (N_("Rule"), 50),
        (N_("Accounts of"), 14),
        (N_("Year"), 8),
        (N_("Percent"), 12),
        (N_("At least"), 10),
        (N_("At most"), 10),
        (N_("State"), 18),
        (N_("Kroner to the bound"), 20),
        (N_("Source"), 50),
    )
    rows: list[list[Cell]] = [
        [
            verdict.rule.name,
            verdict.rule.scope.value,
            verdict.year,
            Figure(verdict.value.value, _DECIMALS)
            if isinstance(verdict.value, Percent)
            else verdict.value.words.said(translate),
            Figure(verdict.least, _DECIMALS),
            Figure(verdict.most, _DECIMALS),
            translate(STATE_NAMES[verdict.state]),
            Figure(None if verdict.needed is None else rounded(verdict.needed.value, 0)),
            verdict.rule.source,
        ]
        for verdict in verdicts
    ]
    columns = [Column(translate(head), width) for head, width in heads]
    title = translate(N_("Financial rules"))
    return lists_workbook(title, [ListSheet(title, columns, rows)])


def bound_text(verdict: Verdict) -> str:
    """The bounds of a year, such as "≥ 1,75" or "10–15"."""
    low = "" if verdict.least is None else number_text(verdict.least)
    high = "" if verdict.most is None else number_text(verdict.most)
    if low and high:
        return f"{low}–{high}"
    marks = (">", "<") if verdict.rule.strict else ("≥", "≤")
    return f"{marks[0]} {low}" if low else f"{marks[1]} {high}" if high else ""


def _short(value: Any) -> int | float:
    """A number to the hundredth, as kroner and percent are told to machines too."""
    return short_number(value, _DECIMALS)
