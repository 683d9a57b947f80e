"""Financial rules as a council decides them, and how an economy stands by them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledetraad.economy.amounts import Amounts, amounts_from_json, amounts_from_tables
from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.faults import InvalidFinancialRule
from ledetraad.economy.financial_rules import (
    Bound,
    FinancialRule,
    Growth,
    Published,
    Ratio,
    rules_from_json,
    usual_rules,
)
from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import CannotSay, Kroner, Percent, Points, Why, Years, year
from ledetraad.economy.tables import make_table
from ledetraad.economy.verdict import State, judge
from tests.economy.randaberg import ledger

USUAL = {rule.key: rule for rule in usual_rules()}


def amounts(**by_key: dict[int, float]) -> Amounts:
    kroner = {
        (key, of): Decimal(str(value))
        for key, years in by_key.items()
        for of, value in years.items()
    }
    return Amounts(kroner, {}, {of: Basis.PLAN for _, of in kroner})


def result(**years: float) -> Amounts:
    """Net operating results in percent of revenues of a thousand."""
    parts = {int(of[1:]): value * 10 for of, value in years.items()}
    return amounts(net_operating_result=parts, operating_revenues=dict.fromkeys(parts, 1000))


def rule(**given: Any) -> FinancialRule:
    figure = {"kind": "ratio", "part": "net_operating_result"}
    bound = {} if {"at_least", "at_most"} & set(given) else {"at_least": {"by_year": {2020: 2}}}
    return FinancialRule.model_validate({"key": "r", "name": "R", "figure": figure} | bound | given)


def test_a_step_raises_the_bound_each_year_until_it_stops() -> None:
    bound = USUAL["lunner-2026-finanskostnader"].at_most

    assert bound is not None
    assert [bound.in_year(of) for of in (2025, 2026, 2027, 2032, 2033, 2040)] == [
        None, Decimal("7.3"), Decimal("7.4"), Decimal("7.9"), Decimal("8.0"), Decimal(8),
    ]  # fmt: skip


def test_a_bound_by_year_holds_until_the_next() -> None:
    bound = Bound(by_year={2020: Decimal(5), 2024: Decimal(7)})

    assert [bound.in_year(of) for of in (2019, 2020, 2023, 2024, 2030)] == [None, 5, 5, 7, 7]


def test_what_it_takes_to_come_inside_is_told_in_kroner() -> None:
    verdict = judge(rule(), result(y2025=1.5), 2025)

    assert verdict.state is State.BROKEN
    assert verdict.distance == Points(Decimal("-0.5"), year(2025))
    assert verdict.needed == Kroner(Decimal(5), year(2025))
    after = result(y2025=2.0)
    assert judge(rule(), after, 2025).state is State.KEPT
    assert judge(rule(), after, 2025).needed is None


def test_too_much_asks_for_less() -> None:
    verdict = judge(rule(at_most={"by_year": {2020: 1}}), result(y2025=1.5), 2025)

    assert verdict.needed == Kroner(Decimal(-5), year(2025))


def test_a_share_that_is_not_borrowed_asks_for_less_borrowing() -> None:
    own = USUAL["asker-2014-egenfinansiering"]
    verdict = judge(own, amounts(investment_loans={2025: 70}, investments={2025: 100}), 2025)

    assert verdict.value == Percent(Decimal(30), year(2025))
    assert verdict.needed == Kroner(Decimal(-10), year(2025))


def test_a_mean_over_years_asks_this_year_for_what_all_of_them_lack() -> None:
    known = result(y2023=1, y2024=2, y2025=1.5)
    verdict = judge(rule(mean_of=3), known, 2025)

    assert verdict.value == Percent(Decimal("1.5"), Years(2023, 2025))
    assert verdict.needed == Kroner(Decimal(15), year(2025))
    assert judge(rule(mean_of=3), result(y2023=1, y2024=2, y2025=3), 2025).state is State.KEPT


def test_a_mean_over_years_that_are_not_all_known_cannot_be_said() -> None:
    verdict = judge(rule(mean_of=4), result(y2024=2, y2025=2), 2025)

    assert isinstance(verdict.value, CannotSay)
    assert verdict.value.years == year(2022)
    assert verdict.state is State.CANNOT_SAY


@pytest.mark.parametrize(
    ("value", "state"),
    [(2.0, State.KEPT), (1.9, State.NEAR), (1.8, State.NEAR), (1.79, State.BROKEN)],
)
def test_a_tolerance_is_told_apart_from_a_breach(value: float, state: State) -> None:
    assert judge(rule(tolerance="0.2"), result(y2025=value), 2025).state is state


def test_over_a_bound_is_not_at_it() -> None:
    assert judge(rule(strict=True), result(y2025=2), 2025).state is State.BROKEN
    assert judge(rule(), result(y2025=2), 2025).state is State.KEPT


@pytest.mark.parametrize(
    ("value", "state", "needed"),
    [
        (9, State.BROKEN, 10),
        (10, State.KEPT, None),
        (15, State.KEPT, None),
        (16, State.BROKEN, -10),
    ],
)
def test_a_band_has_two_sides(value: float, state: State, needed: int | None) -> None:
    band = rule(at_least={"by_year": {2020: 10}}, at_most={"by_year": {2020: 15}})
    verdict = judge(band, result(y2025=value), 2025)

    assert verdict.state is state
    assert (verdict.needed.value if verdict.needed else None) == needed


def test_debt_may_grow_no_faster_than_free_revenues() -> None:
    growth = USUAL["asker-2014-gjeldsvekst"]
    slow = amounts(loans={2024: 100, 2025: 102}, free_revenues={2024: 200, 2025: 206})
    fast = amounts(loans={2024: 100, 2025: 105}, free_revenues={2024: 200, 2025: 206})

    assert judge(growth, slow, 2025).state is State.KEPT
    verdict = judge(growth, fast, 2025)
    assert verdict.value == Percent(Decimal(2), year(2025))
    assert verdict.needed == Kroner(Decimal(-2), year(2025))


@pytest.mark.parametrize(
    ("whole", "why"), [({}, Why.MISSING), ({2025: 0}, Why.ZERO), ({2025: -4}, Why.NEGATIVE)]
)
def test_a_figure_over_nothing_cannot_be_said(whole: dict[int, float], why: Why) -> None:
    known = amounts(net_operating_result={2025: 5}, operating_revenues=whole)
    verdict = judge(rule(), known, 2025)

    assert isinstance(verdict.value, CannotSay)
    assert verdict.value.why is why
    assert (verdict.distance, verdict.needed) == (None, None)


def test_an_exemption_holds_until_it_ends() -> None:
    exempt = rule(
        exemptions=[{"first": 2025, "last": 2026, "at_least": 0, "decided": "2024-12-12",
                     "case": "24/1"}],
    )  # fmt: skip
    known = result(y2025=1, y2026=1, y2027=1)

    assert [judge(exempt, known, of).state for of in (2025, 2026, 2027)] == [
        State.KEPT, State.KEPT, State.BROKEN,
    ]  # fmt: skip
    exemption = judge(exempt, known, 2025).exemption
    assert exemption is not None
    assert exemption.decided == date(2024, 12, 12)


def test_before_a_rule_has_a_bound_nothing_is_broken() -> None:
    assert judge(rule(), result(y2019=0), 2019).state is State.NO_BOUND


def test_the_trend_is_the_slope_of_the_years_behind() -> None:
    known = result(y2021=1, y2022=2, y2023=3, y2024=4, y2025=5)

    assert judge(rule(), known, 2025).trend == Points(Decimal(1), Years(2021, 2025))
    assert judge(rule(), result(y2025=5), 2025).trend is None


def test_a_published_key_figure_is_judged_but_asks_for_no_kroner() -> None:
    published = FinancialRule(
        key="k",
        name="K",
        figure=Published(key="KOSAGD230000", source="SSB 12134"),
        at_least=Bound(by_year={2020: Decimal("1.75")}),
    )
    known = Amounts({}, {("KOSAGD230000", 2024): Decimal("-2.4")}, {2024: Basis.ACCOUNTS})
    verdict = judge(published, known, 2024)

    assert verdict.state is State.BROKEN
    assert verdict.needed is None


def test_randabergs_accounts_are_judged_from_their_own_tables() -> None:
    sums = ledger().sums(2025)
    tables = [make_table(each, sums, 2025) for each in standard_definitions().tables]
    known = amounts_from_tables(tables, Basis.ACCOUNTS)

    fund = judge(USUAL["sandnes-2021-disposisjonsfond"], known, 2025)
    assert isinstance(fund.value, Percent)
    assert round(fund.value.value, 2) == Decimal("4.93")
    assert fund.needed is not None
    assert round(fund.needed.value) == round(Decimal("0.07") * Decimal("1351343312.41")
                                             - Decimal("66571260.39"))  # fmt: skip
    debt = judge(USUAL["sandnes-2021-langsiktig-gjeld"], known, 2025)
    assert debt.state is State.BROKEN


def test_every_usual_rule_has_its_source_and_only_tbu_is_no_example() -> None:
    assert all(each.source for each in USUAL.values())
    assert [key for key, each in USUAL.items() if not each.example] == ["tbu-netto-driftsresultat"]
    bound = USUAL["tbu-netto-driftsresultat"].at_least
    assert bound is not None
    assert bound.in_year(2025) == Decimal("1.75")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"figure": {"kind": "ratio", "part": "luck"}}, "luck"),
        ({"figure": {"kind": "growth", "of": "loans", "than": "luck"}}, "luck"),
        ({"at_least": None}, "no bound"),
        ({"at_least": {"by_year": {}}}, "by_year"),
        ({"at_least": {"by_year": {"2026": 7}, "step": 1, "until": 5}}, "lead away"),
        ({"exemptions": [{"first": 2027, "last": 2026}]}, "ends before"),
        ({"mean_of": 0}, "mean_of"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(change: dict[str, Any], says: str) -> None:
    given = {
        "key": "r", "name": "R", "figure": {"kind": "ratio", "part": "loans"},
        "at_least": {"by_year": {"2025": 1}},
    } | change  # fmt: skip

    with pytest.raises(InvalidFinancialRule, match=says):
        rules_from_json(json.dumps({"rules": [given]}), "rules.json")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"basis": {"2025": "plan"}, "kroner": {"luck": {"2025": 1}}}, "luck"),
        ({"basis": {}, "kroner": {"loans": {"2025": 1}}}, "2025"),
        ({"basis": {"2025": "guess"}}, "basis"),
        ({"kroner": {"loans": {"2025": "much"}}, "basis": {"2025": "plan"}}, "kroner"),
    ],
)
def test_amounts_that_explain_too_little_are_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidFinancialRule, match=says):
        amounts_from_json(json.dumps(given), "amounts.json")


def test_a_ratio_and_growth_are_told_apart_in_a_file() -> None:
    ratio = rule().figure
    assert isinstance(ratio, Ratio)
    assert isinstance(USUAL["asker-2014-gjeldsvekst"].figure, Growth)
