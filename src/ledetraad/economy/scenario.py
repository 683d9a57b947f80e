"""What if: revenues, interest, the population or investments become other than the plan has them.

A scenario is a list of changes; each says in kroner and by year what it does to the amounts that
the rules are reckoned from, and by what reasoning. Nothing else moves: what a change sets in motion
in wages or taxes must be a change of its own. What the result gains or loses goes to the
disposition fund.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field, ValidationError

from ledetraad.economy.amounts import KEY_AMOUNTS, LINE_TABLES, Amounts
from ledetraad.economy.faults import InvalidFinancialRule
from ledetraad.economy.financial_rules import FinancialRule
from ledetraad.economy.quantities import HUNDRED, Kroner, year
from ledetraad.economy.scenario_changes import (
    ZERO,
    Change,
    Data,
    DemographyChange,
    InterestChange,
    InvestmentChange,
    PopulationChange,
    RevenueChange,
    Scenario,
)
from ledetraad.economy.verdict import Verdict, judge_all
from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.validation import first_fault

_SHORT = {table: short for short, table in LINE_TABLES.items()}
_LINES = {
    key: (f"{_SHORT[amount.parts[0][0]]}:{amount.parts[0][1]}", amount.parts[0][2])
    for key, amount in KEY_AMOUNTS.items()
    if len(amount.parts) == 1
}
"""The line of a table that an amount is alone, and its sign."""
_RESULTS = ("net_operating_result", "adjusted_result")
_FUND = "disposition_fund"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to an amount in a year.

    Args:
        change: the number of the change in the scenario, from 1.
        key: the amount's key.
        amount: what is added to it.
        why: by what reasoning.
    """

    change: int
    key: str
    amount: Kroner
    why: Phrase


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario beside the plan.

    Args:
        scenario: the scenario.
        amounts: the amounts as they become.
        effects: what was added to which, and why.
        before, after: how the years stand by the rules without and with the scenario, in the same
            order.
        gap: by year, what the scenario takes from the net operating result (negative) or adds.
    """

    scenario: Scenario
    amounts: Amounts
    effects: tuple[Effect, ...]
    before: tuple[Verdict, ...]
    after: tuple[Verdict, ...]
    gap: tuple[Kroner, ...]


def scenarios_from_json(text: str, where: str) -> tuple[Scenario, ...]:
    """The scenarios that a file has.

    Args:
        text: JSON with `scenarios`.
        where: the file, for the error.

    Raises:
        InvalidFinancialRule: it is no such file, or a change contradicts itself.
    """
    try:
        return _ScenariosFile.model_validate_json(text).scenarios
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidFinancialRule(
            N_("The scenarios won't do at “%(place)s”: %(why)s."),
            where=where,
            place=place or "{}",
            why=why,
        ) from None


class _ScenariosFile(Data):
    note: str = ""
    scenarios: tuple[Scenario, ...] = Field(min_length=1)


def play(
    scenario: Scenario, amounts: Amounts, rules: Sequence[FinancialRule], years: Sequence[int]
) -> Outcome:
    """What a scenario makes of the economy and the rules.

    Args:
        scenario: the changes.
        amounts: the accounts, the budget and the plan as they are.
        rules: the rules to judge by.
        years: the years to judge, such as the four of the plan.
    """
    effects = tuple(
        effect
        for number, change in enumerate(scenario.changes, start=1)
        for effect in _effects(number, change, amounts, years)
    )
    changed = _added(amounts, effects, years)
    gap = tuple(
        Kroner(
            sum(
                (each.amount.value for each in effects if (each.key, each.amount.years)
                 == (_RESULTS[0], year(of))),
                ZERO,
            ),
            year(of),
        )
        for of in years
    )  # fmt: skip
    return Outcome(
        scenario,
        changed,
        effects,
        tuple(judge_all(rules, amounts, years)),
        tuple(judge_all(rules, changed, years)),
        gap,
    )


def _added(amounts: Amounts, effects: Iterable[Effect], years: Sequence[int]) -> Amounts:
    """The amounts with the effects; the fund keeps what each year gave it or took.

    The line of a statutory table that an amount is moves with it, for formulas that ask for it.
    """
    kroner = dict(amounts.kroner)
    gained: dict[int, Decimal] = {}
    for effect in effects:
        of = effect.amount.years.first
        if (effect.key, of) in kroner and effect.key != _FUND:
            kroner[effect.key, of] += effect.amount.value
            line = _LINES.get(effect.key)
            if line is not None and (line[0], of) in kroner:
                kroner[line[0], of] += effect.amount.value * line[1]
        if effect.key in (_RESULTS[0], _FUND):
            gained[of] = gained.get(of, ZERO) + effect.amount.value
    total = ZERO
    for of in sorted({*years, *gained}):
        total += gained.get(of, ZERO)
        if (_FUND, of) in kroner:
            kroner[_FUND, of] += total
    return amounts.changed(kroner)


def _effects(number: int, change: Change, amounts: Amounts, years: Sequence[int]) -> list[Effect]:
    match change:
        case RevenueChange():
            found = _revenue(change, amounts, years)
        case InterestChange():
            found = _interest(change, amounts, years)
        case PopulationChange():
            found = _population(change, years)
        case DemographyChange():
            found = _demography(change, amounts, years)
        case InvestmentChange():
            found = _investment(change, years)
    return [Effect(number, key, Kroner(value, year(of)), why) for key, of, value, why in found]


_Found = list[tuple[str, int, Decimal, Phrase]]


def _within(change: RevenueChange | InterestChange, years: Sequence[int]) -> list[int]:
    return [of for of in years if change.first <= of and (change.last is None or of <= change.last)]


def _result(of: int, value: Decimal, why: Phrase) -> _Found:
    return [(key, of, value, why) for key in _RESULTS]


def _revenue(change: RevenueChange, amounts: Amounts, years: Sequence[int]) -> _Found:
    key = "free_revenues" if change.free else "operating_revenues"
    found: _Found = []
    for of in _within(change, years):
        if change.kroner is not None:
            value, why = change.kroner, Phrase(N_("so many kroner a year"))
        else:
            base = _given(amounts, key, of)
            value = base * (change.percent or ZERO) / HUNDRED
            name = Phrase(KEY_AMOUNTS[key].name)
            why = Phrase(N_("%(percent)s %% of %(what)s"), percent=change.percent, what=name)
        found.append(("operating_revenues", of, value, why))
        if change.free:
            found.append(("free_revenues", of, value, why))
        found += _result(of, value, why)
    return found


def _interest(change: InterestChange, amounts: Amounts, years: Sequence[int]) -> _Found:
    found: _Found = []
    for of in _within(change, years):
        value = _given(amounts, change.debt, of) * change.points / HUNDRED
        name = Phrase(KEY_AMOUNTS[change.debt].name)
        why = Phrase(N_("%(points)s points of interest on %(what)s"), points=change.points,
                     what=name)  # fmt: skip
        found.append(("net_finance_costs", of, value, why))
        found += _result(of, -value, why)
    return found


def _population(change: PopulationChange, years: Sequence[int]) -> _Found:
    found: _Found = []
    for group, expected in change.expected.items():
        for of in years:
            if of not in expected:
                continue
            more = expected[of] - change.planned[group][of]
            why = Phrase(
                N_("%(more)s persons more in the group %(group)s, each at %(cost)s kroner"),
                more=more,
                group=group,
                cost=change.cost[group],
            )
            found += _result(of, -more * change.cost[group], why)
    return found


def _demography(change: DemographyChange, amounts: Amounts, years: Sequence[int]) -> _Found:
    called = amounts.called.get(change.group, change.group)
    planned = _persons(amounts, change.group, change.as_in)
    found: _Found = []
    for of in years:
        more = _persons(amounts, change.group, of) - planned
        why = Phrase(
            N_(
                "%(more)s persons more than in %(year)s, each at %(cost)s kroner, by the table "
                "%(group)s"
            ),
            more=more,
            year=str(change.as_in),
            cost=change.cost,
            group=called,
        )
        found += _result(of, -more * change.cost, why)
    return found


def _persons(amounts: Amounts, group: str, of: int) -> Decimal:
    value = amounts.counts.get((group, of))
    if value is None:
        raise InvalidFinancialRule(
            N_("The scenario needs the number of persons of %(year)s, which the table lacks."),
            where=amounts.called.get(group, group),
            remedy=N_("Choose a table that goes so far, such as a projection."),
            year=str(of),
        )
    return value


def _investment(change: InvestmentChange, years: Sequence[int]) -> _Found:
    loan = change.cost * change.borrowed / HUNDRED
    yearly = loan / change.paid_back_over
    why = Phrase("%(name)s", name=change.name)
    found: _Found = []
    if change.year in years:
        found.append(("investments", change.year, change.cost, why))
        found.append(("investment_loans", change.year, loan, why))
        own = change.cost - loan
        if own:
            paid = Phrase(N_("%(name)s: what is not borrowed is taken from the fund"),
                          name=change.name)  # fmt: skip
            found.append((_FUND, change.year, -own, paid))
    for of in years:
        age = of - change.year
        if age < 0:
            continue
        owed_before = loan - yearly * min(max(age - 1, 0), change.paid_back_over)
        paid_back = yearly if 0 < age <= change.paid_back_over else ZERO
        interest = owed_before * change.interest / HUNDRED if age > 0 else ZERO
        owed = loan - yearly * min(age, change.paid_back_over)
        found += [(key, of, owed, why) for key in _DEBTS]
        if paid_back or interest:
            found.append(("net_finance_costs", of, paid_back + interest, why))
        spent = paid_back + interest + (change.running if age > 0 else ZERO)
        if spent:
            found += _result(of, -spent, why)
    return found


_DEBTS = ("loans", "long_term_debt", "net_loan_debt", "interest_exposed_debt")


def _given(amounts: Amounts, key: str, of: int) -> Decimal:
    value = amounts.kroner.get((key, of))
    if value is None:
        raise InvalidFinancialRule(
            N_("The scenario needs the amount “%(name)s” of %(year)s, which is missing."),
            remedy=N_("Give the amount for that year, under the key “%(key)s”."),
            name=Phrase(KEY_AMOUNTS[key].name),
            year=str(of),
            key=key,
        )
    return value


def compared(outcomes: Iterable[Outcome]) -> Mapping[str, tuple[Kroner, ...]]:
    """The gap of each scenario, by its name."""
    return {outcome.scenario.name: outcome.gap for outcome in outcomes}
