"""A rule's figure by a formula: names and units checked, reckoned exactly, or why it can't be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from ledetraad.economy.amounts import Amounts, amounts_from_tables, formula_names
from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.financial_rules import FinancialRule
from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import CannotSay, Percent, Why
from ledetraad.economy.tables import make_table
from ledetraad.economy.verdict import State, figure, judge
from tests.economy.randaberg import ledger


def rule(formula: str) -> FinancialRule:
    return FinancialRule.model_validate(
        {
            "key": "x",
            "name": "x",
            "figure": {"kind": "formula", "formula": formula},
            "at_least": {"by_year": {2020: "50"}},
        }
    )


def reckoned(formula: str, **kroner: str) -> Percent | CannotSay:
    """What a formula comes to in 2025; a name with _24 is of the year before."""
    known = {
        (name.removesuffix("_24"), 2024 if name.endswith("_24") else 2025): Decimal(value)
        for name, value in kroner.items()
    }
    return figure(rule(formula), Amounts(known), 2025)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("100 * loans / free_revenues", "40"),
        ("100 * (loans - investments) / free_revenues", "30"),
        ("100 - 100 * loans / free_revenues", "60"),
        ("100 * max(loans; investments) / free_revenues", "40"),
        ("100 * abs(-loans) / sum(loans; investments)", "80"),
        ("100 * (loans / previous(loans) - 1)", "25"),
    ],
)
def test_it_is_reckoned_exactly(formula: str, value: str) -> None:
    found = reckoned(formula, loans="40", investments="10", free_revenues="100", loans_24="32")

    assert isinstance(found, Percent)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "100",
        "loans",
        "loans + 1",
        "loans * loans",
        "1 / loans",
        "loans / free_revenues + loans",
        "round(loans / free_revenues)",
        "loans ^ 2 / free_revenues",
        "loans / no_such_thing",
        "loans / [5-6:99]",
        "loans /",
        "loans / free_revenues * " + "9" * 310,
    ],
)
def test_what_is_no_share_of_known_amounts_is_refused(formula: str) -> None:
    with pytest.raises(ValidationError):
        rule(formula)


@pytest.mark.parametrize(
    ("kroner", "why"),
    [
        ({"free_revenues": "1"}, Why.MISSING),
        ({"loans": "1"}, Why.MISSING),
        ({"loans": "1", "free_revenues": "0"}, Why.ZERO),
        ({"loans": "1", "free_revenues": "-1"}, Why.NEGATIVE),
    ],
)
def test_missing_zero_and_negative_divisors_can_not_be_said(
    kroner: dict[str, str], why: Why
) -> None:
    found = reckoned("100 * loans / free_revenues", **kroner)

    assert isinstance(found, CannotSay)
    assert found.why is why


def test_the_lines_of_real_tables_can_be_asked_for() -> None:
    sums = ledger().sums(2025)
    made = [make_table(one, sums, 2025) for one in standard_definitions().tables]
    amounts = amounts_from_tables(made, Basis.ACCOUNTS)

    by_lines = figure(rule("100 * [5-6:24] / [5-6:9]"), amounts, 2025)
    by_keys = figure(rule("100 * net_operating_result / operating_revenues"), amounts, 2025)

    assert isinstance(by_lines, Percent)
    assert by_lines == by_keys
    assert judge(rule("100 * [5-6:24] / [5-6:9]"), amounts, 2025).state is State.BROKEN


def test_every_amount_and_line_has_a_name() -> None:
    names = formula_names()

    assert names["5-6:24"] == "§ 5-6, 24 Netto driftsresultat"
    assert names["loans"] == "loans"
