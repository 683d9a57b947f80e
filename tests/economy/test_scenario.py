"""What if revenues, interest, the population or investments become other than planned."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from ledetraad.economy.amounts import Amounts
from ledetraad.economy.faults import InvalidFinancialRule
from ledetraad.economy.financial_rules import usual_rules
from ledetraad.economy.ledger import Basis
from ledetraad.economy.scenario import Outcome, compared, play, scenarios_from_json
from ledetraad.economy.scenario_changes import Scenario
from ledetraad.economy.verdict import State

YEARS = (2026, 2027, 2028, 2029)
RULES = [
    rule
    for rule in usual_rules()
    if rule.key in ("sandnes-2021-netto-driftsresultat", "sandnes-2021-disposisjonsfond")
]
PLAN = Amounts(
    {
        (key, of): Decimal(value)
        for of in YEARS
        for key, value in {
            "operating_revenues": 1000, "free_revenues": 700, "net_operating_result": 20,
            "net_finance_costs": 60, "disposition_fund": 80, "loans": 900, "long_term_debt": 1100,
            "interest_exposed_debt": 500, "investments": 100, "investment_loans": 70,
        }.items()
    },
    {},
    dict.fromkeys(YEARS, Basis.PLAN),
)  # fmt: skip


def outcome(*changes: dict[str, Any]) -> Outcome:
    scenario = Scenario.model_validate({"name": "S", "changes": changes})
    return play(scenario, PLAN, RULES, YEARS)


def gap(played: Outcome) -> list[Decimal]:
    return [each.value for each in played.gap]


def test_less_free_revenues_take_from_the_result_and_the_fund_and_break_the_rules() -> None:
    played = outcome({"kind": "revenue", "first": 2027, "percent": -1})

    assert gap(played) == [0, -7, -7, -7]
    after = played.amounts.kroner
    assert after["free_revenues", 2027] == 693
    assert after["operating_revenues", 2027] == 993
    assert after["net_operating_result", 2026] == 20
    assert [after["disposition_fund", of] for of in YEARS] == [80, 73, 66, 59]
    assert [each.state for each in played.before] == [State.KEPT] * 8
    assert [each.state for each in played.after] == [
        State.KEPT, State.BROKEN, State.BROKEN, State.BROKEN,
        State.KEPT, State.KEPT, State.BROKEN, State.BROKEN,
    ]  # fmt: skip


def test_a_change_can_end() -> None:
    played = outcome({"kind": "revenue", "first": 2026, "last": 2027, "kroner": 5, "free": False})

    assert gap(played) == [5, 5, 0, 0]
    assert played.amounts.kroner["free_revenues", 2026] == 700


def test_interest_is_paid_on_the_debt_that_is_exposed_to_it() -> None:
    played = outcome({"kind": "interest", "first": 2028, "points": "1.5"})

    assert gap(played) == [0, 0, Decimal("-7.5"), Decimal("-7.5")]
    assert played.amounts.kroner["net_finance_costs", 2029] == Decimal("67.5")


def test_more_children_than_planned_cost_what_a_child_costs() -> None:
    played = outcome(
        {
            "kind": "population",
            "planned": {"6-15": {"2026": 100, "2027": 100}},
            "expected": {"6-15": {"2026": 102, "2027": 99}},
            "cost": {"6-15": "0.15"},
        }
    )

    assert gap(played) == [Decimal("-0.30"), Decimal("0.15"), 0, 0]


def test_an_investment_is_borrowed_paid_back_and_run() -> None:
    played = outcome(
        {
            "kind": "investment", "name": "Skole", "year": 2026, "cost": 100, "borrowed": 80,
            "paid_back_over": 40, "interest": 4, "running": 1,
        }
    )  # fmt: skip

    assert gap(played) == [0, Decimal("-6.2"), Decimal("-6.12"), Decimal("-6.04")]
    after = played.amounts.kroner
    assert [after["disposition_fund", of] for of in YEARS[:2]] == [60, Decimal("53.8")]
    assert [after["loans", of] for of in YEARS] == [980, 978, 976, 974]
    assert after["investment_loans", 2026] == 150
    assert after["net_finance_costs", 2027] == Decimal("65.2")


def test_every_effect_says_which_change_it_is_of_and_why() -> None:
    played = outcome(
        {"kind": "revenue", "first": 2029, "kroner": 1},
        {"kind": "interest", "first": 2029, "points": 1},
    )

    assert {each.change for each in played.effects} == {1, 2}
    assert any("interest" in each.why.said() for each in played.effects if each.change == 2)


def test_scenarios_are_compared_by_their_gap() -> None:
    good, bad = (
        play(Scenario.model_validate({"name": name, "changes": [
            {"kind": "revenue", "first": 2026, "kroner": kroner}]}), PLAN, RULES, YEARS)
        for name, kroner in (("good", 1), ("bad", -1))
    )  # fmt: skip

    assert {name: each[0].value for name, each in compared([good, bad]).items()} == {
        "good": 1,
        "bad": -1,
    }


def test_a_scenario_that_needs_an_amount_that_is_missing_says_so() -> None:
    change = {"kind": "interest", "first": 2026, "points": 1, "debt": "net_loan_debt"}

    with pytest.raises(InvalidFinancialRule, match="net loan debt"):
        outcome(change)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "revenue", "first": 2026}, "either"),
        ({"kind": "revenue", "first": 2026, "percent": 1, "kroner": 1}, "either"),
        ({"kind": "interest", "first": 2026, "points": 1, "debt": "luck"}, "luck"),
        ({"kind": "weather"}, "kind|weather"),
        ({"kind": "population", "planned": {}, "expected": {"a": {"2026": 1}}, "cost": {}}, "a"),
    ],
)
def test_a_scenario_that_contradicts_itself_is_refused(change: dict[str, Any], says: str) -> None:
    text = json.dumps({"scenarios": [{"name": "S", "changes": [change]}]})

    with pytest.raises(InvalidFinancialRule, match=says):
        scenarios_from_json(text, "scenarios.json")


DEMOGRAPHY = {"kind": "demography", "group": "nokkeltall:7", "as_in": 2025, "cost": "200000"}


class TestDemography:
    """A group's numbers come from a population table, the plan's from one of its years."""

    def outcome(self, counts: dict[int, int]) -> Outcome:
        kroner = {
            ("net_operating_result", 2026): Decimal(1_000_000),
            ("5-6:24", 2026): Decimal(1_000_000),
        }
        amounts = Amounts(
            kroner,
            basis={2026: Basis.PLAN},
            counts={("nokkeltall:7", year): Decimal(value) for year, value in counts.items()},
            called={"nokkeltall:7": "Barn 1–5 år (ssb 14288)"},
        )
        scenario = Scenario.model_validate({"name": "x", "changes": [DEMOGRAPHY]})
        return play(scenario, amounts, (), (2026,))

    def test_what_there_are_more_of_costs_so_much_each_and_the_table_is_named(self) -> None:
        found = self.outcome({2025: 1000, 2026: 1003})

        assert found.gap[0].value == Decimal(-600_000)
        said = found.effects[0].why.said(str)
        assert "3 persons more than in 2025" in said
        assert "ssb 14288" in said

    def test_the_line_of_the_table_moves_with_its_amount(self) -> None:
        found = self.outcome({2025: 1000, 2026: 990})

        assert found.amounts.kroner["5-6:24", 2026] == Decimal(3_000_000)
        assert found.amounts.kroner["net_operating_result", 2026] == Decimal(3_000_000)

    @pytest.mark.parametrize("counts", [{2025: 1000}, {2026: 1000}, {}])
    def test_a_year_that_the_table_lacks_is_told(self, counts: dict[int, int]) -> None:
        with pytest.raises(InvalidFinancialRule, match="which the table lacks"):
            self.outcome(counts)
