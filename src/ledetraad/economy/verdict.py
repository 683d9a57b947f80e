"""How an economy stands by a financial rule: its figure, the bound, and the kroner between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ledetraad.economy.amounts import KEY_AMOUNTS, Amounts, formula_names
from ledetraad.economy.financial_rules import (
    Exemption,
    FinancialRule,
    FormulaFigure,
    Growth,
    Published,
    Ratio,
)
from ledetraad.economy.formula_figure import formula_value
from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import (
    HUNDRED,
    CannotSay,
    Kroner,
    Percent,
    Points,
    Why,
    Years,
    divisor_fault,
    year,
)
from ledetraad.i18n import N_

TREND_YEARS = 4
"""How many years back a trend is taken over."""
_FEWEST = 2


class State(StrEnum):
    """How it stands."""

    KEPT = "kept"
    NEAR = "near"
    BROKEN = "broken"
    NO_BOUND = "no_bound"
    CANNOT_SAY = "cannot_say"


STATE_NAMES = {
    State.KEPT: N_("kept"),
    State.NEAR: N_("within tolerance"),
    State.BROKEN: N_("broken"),
    State.NO_BOUND: N_("no bound this year"),
    State.CANNOT_SAY: N_("can't be said"),
}
STATE_MARKS = {
    State.KEPT: "✓",
    State.NEAR: "≈",
    State.BROKEN: "✗",
    State.NO_BOUND: "–",
    State.CANNOT_SAY: "?",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule in a year.

    Args:
        rule: the rule.
        year: the year.
        basis: what the year's amounts are; None where nobody has said.
        value: the figure, as a mean where the rule says so, or why it can't be said.
        least, most: the bounds of the year.
        state: how it stands.
        distance: how far inside the nearest bound it is; negative outside. None where it can't be
            said or there is no bound.
        needed: the change of the figure's part, in kroner of the year, that brings it to the
            nearest bound while the whole stays as it is: more for a least, less (negative) for a
            most. None where it is inside, or the figure is not made of amounts.
        trend: what the figure has changed by in a year, on average since `TREND_YEARS` years
            before, or as far back as it is known; None where it is known for one year.
        exemption: the exemption that is in force.
    """

    rule: FinancialRule
    year: int
    basis: Basis | None
    value: Percent | CannotSay
    least: Decimal | None
    most: Decimal | None
    state: State
    distance: Points | None
    needed: Kroner | None
    trend: Points | None
    exemption: Exemption | None


def judge(rule: FinancialRule, amounts: Amounts, of: int) -> Verdict:
    """How a year stands by a rule."""
    value = _mean(rule, amounts, of)
    least, most = rule.bounds(of)
    state, distance, needed = State.CANNOT_SAY, None, None
    if isinstance(value, Percent):
        inside = _inside(value.value, least, most)
        state = _state(rule, inside)
        distance = None if inside is None else Points(inside, year(of))
        if inside is not None and inside < 0:
            short = inside if most is not None and value.value > most else -inside
            needed = _kroner(rule, amounts, of, short)
    return Verdict(
        rule,
        of,
        amounts.basis.get(of),
        value,
        least,
        most,
        state,
        distance,
        needed,
        _trend(rule, amounts, of),
        rule.exemption(of),
    )


def judge_all(
    rules: Iterable[FinancialRule], amounts: Amounts, years: Iterable[int]
) -> list[Verdict]:
    """How several years stand by several rules, by rule and year."""
    known = list(years)
    return [judge(rule, amounts, of) for rule in rules for of in known]


def _inside(value: Decimal, least: Decimal | None, most: Decimal | None) -> Decimal | None:
    """How far inside the nearest bound a value is."""
    room = []
    if least is not None:
        room.append(value - least)
    if most is not None:
        room.append(most - value)
    return min(room, default=None)


def _state(rule: FinancialRule, inside: Decimal | None) -> State:
    if inside is None:
        return State.NO_BOUND
    if inside > 0 or (inside == 0 and not rule.strict):
        return State.KEPT
    return State.NEAR if -inside <= rule.tolerance and rule.tolerance > 0 else State.BROKEN


def figure(rule: FinancialRule, amounts: Amounts, of: int) -> Percent | CannotSay:
    """A rule's figure in one year, whatever mean the rule is about."""
    match rule.figure:
        case Published():
            value = _published(rule.figure, amounts, of)
        case FormulaFigure():
            value = formula_value(rule.figure.node(), amounts.kroner, formula_names(), of)
        case Growth(of=faster, than=slower):
            value = _faster(amounts, faster, slower, of)
        case Ratio(part=part, whole=whole, remainder=remainder):
            value = _hundredths(amounts, part, whole, of)
            if isinstance(value, Decimal) and remainder:
                value = HUNDRED - value
    return value if isinstance(value, CannotSay) else Percent(value, year(of))


def _published(said: Published, amounts: Amounts, of: int) -> Decimal | CannotSay:
    found = amounts.percent.get((said.key, of))
    if found is not None:
        return found
    node = said.node()
    if node is not None:
        return formula_value(node, amounts.kroner, formula_names(), of)
    return CannotSay(Why.MISSING, said.name or said.key, year(of))


def _faster(amounts: Amounts, faster: str, slower: str, of: int) -> Decimal | CannotSay:
    one, other = (_growth(amounts, key, of) for key in (faster, slower))
    if isinstance(one, CannotSay):
        return one
    return other if isinstance(other, CannotSay) else one - other


def _hundredths(amounts: Amounts, part: str, whole: str, of: int) -> Decimal | CannotSay:
    divisor = amounts.kroner.get((whole, of))
    fault = divisor_fault(divisor, KEY_AMOUNTS[whole].name, year(of))
    if fault is not None or divisor is None:
        return fault or CannotSay(Why.MISSING, KEY_AMOUNTS[whole].name, year(of))
    divided = amounts.kroner.get((part, of))
    if divided is None:
        return CannotSay(Why.MISSING, KEY_AMOUNTS[part].name, year(of))
    return HUNDRED * divided / divisor


def _growth(amounts: Amounts, key: str, of: int) -> Decimal | CannotSay:
    before, after = amounts.kroner.get((key, of - 1)), amounts.kroner.get((key, of))
    name = KEY_AMOUNTS[key].name
    fault = divisor_fault(before, name, year(of - 1))
    if fault is not None or before is None:
        return fault or CannotSay(Why.MISSING, name, year(of - 1))
    if after is None:
        return CannotSay(Why.MISSING, name, year(of))
    return HUNDRED * (after - before) / before


def _mean(rule: FinancialRule, amounts: Amounts, of: int) -> Percent | CannotSay:
    """The mean over the years that a rule is about; every one of them must be known."""
    span = Years(of - rule.mean_of + 1, of)
    values = []
    for each in range(span.first, span.last + 1):
        value = figure(rule, amounts, each)
        if isinstance(value, CannotSay):
            return value
        values.append(value.value)
    return Percent(sum(values, Decimal(0)) / len(values), span)


def _kroner(rule: FinancialRule, amounts: Amounts, of: int, short: Decimal) -> Kroner | None:
    """What the figure's part must change by this year, for the mean to rise by so many points."""
    points = short * rule.mean_of
    match rule.figure:
        case Ratio(whole=whole, remainder=remainder):
            base = amounts.kroner[whole, of]
            return Kroner((-points if remainder else points) * base / HUNDRED, year(of))
        case Growth(of=faster):
            return Kroner(points * amounts.kroner[faster, of - 1] / HUNDRED, year(of))
    return None


def _trend(rule: FinancialRule, amounts: Amounts, of: int) -> Points | None:
    """The slope of the straight line that fits the known years best (least squares)."""
    known = []
    for each in range(of - TREND_YEARS, of + 1):
        value = figure(rule, amounts, each)
        if isinstance(value, Percent):
            known.append((Decimal(each), value.value))
    if len(known) < _FEWEST or known[-1][0] != of:
        return None
    middle = sum((at for at, _ in known), Decimal(0)) / len(known)
    mean = sum((value for _, value in known), Decimal(0)) / len(known)
    spread = sum(((at - middle) ** 2 for at, _ in known), Decimal(0))
    slope = sum(((at - middle) * (value - mean) for at, value in known), Decimal(0)) / spread
    return Points(slope, Years(int(known[0][0]), of))
