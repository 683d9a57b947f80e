"""Emissions of activities: the units are checked, and every factor has its source."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from ledetraad.climate.activity import (
    emitted,
    emitted_together,
    factors_from_json,
    spend_based,
)
from ledetraad.climate.factors import Activity, FactorSet
from ledetraad.climate.faults import InvalidClimateBudget, WrongUnit
from ledetraad.economy.quantities import TonnesCO2e, Years, year
from tests.climate.test_emissions import EXAMPLES
from tests.economy.randaberg import ledger

FACTORS = factors_from_json((EXAMPLES / "factors.json").read_text(encoding="utf-8"), "factors")


def activity(amount: float, unit: str, factor: str, of: int = 2025) -> Activity:
    return Activity(Decimal(str(amount)), unit, of, factor)


@pytest.mark.parametrize(
    ("done", "tonnes"),
    [
        (activity(1000, "liter", "diesel"), "2.5"),
        (activity(1, "m * m * m", "diesel"), "2.5"),
        (activity(3, "GWh", "strøm"), "60"),
        (activity(1_000_000, "NOK", "mat"), "50"),
    ],
)
def test_an_activity_times_a_factor_is_tonnes(done: Activity, tonnes: str) -> None:
    assert emitted(done, FACTORS) == TonnesCO2e(Decimal(tonnes), year(2025))


@pytest.mark.parametrize(
    ("unit", "factor"),
    [("kWh", "diesel"), ("liter", "strøm"), ("km", "mat"), ("parsnip", "diesel"), ("", "diesel"),
     ("liter ** 99", "diesel"), ("1/0", "diesel"), ("__import__('os')", "diesel")],
)  # fmt: skip
def test_units_that_do_not_go_together_are_refused(unit: str, factor: str) -> None:
    with pytest.raises(WrongUnit):
        emitted(activity(1, unit, factor), FACTORS)


def test_a_factor_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(InvalidClimateBudget, match="rocket") as refused:
        emitted(activity(1, "liter", "rocket"), FACTORS)

    assert "diesel" in refused.value.remedy()


def test_activities_of_several_years_are_of_all_of_them() -> None:
    done = [activity(1000, "liter", "diesel", of) for of in (2024, 2025, 2025)]

    assert emitted_together(done, FACTORS) == TonnesCO2e(Decimal("7.5"), Years(2024, 2025))


def test_purchases_in_a_real_ledger_are_reckoned_and_what_no_factor_fits_is_shown() -> None:
    whole = spend_based(ledger(), 2025, FACTORS)
    food_only = FactorSet(
        name="f", source="invented", year=2024, example=True, factors=FACTORS.factors[2:3]
    )
    part = spend_based(ledger(), 2025, food_only)

    assert whole.left_out == 0
    assert whole.by_factor["mat"][0] == Decimal("12047493.01")
    assert round(part.total.value, 3) == round(Decimal("12047493.01") * Decimal("0.05") / 1000, 3)
    spent = sum(kroner for kroner, _ in whole.by_factor.values())
    assert part.left_out == spent - Decimal("12047493.01")
    dearer = spend_based(ledger(), 2025, food_only, price=Decimal("0.9"))
    assert dearer.total.value == part.total.value * Decimal("0.9")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"source": ""}, InvalidClimateBudget),
        ({"factors": []}, InvalidClimateBudget),
        ({"factors": [{"key": "a", "value": "1", "unit": "kg / liter"}]}, WrongUnit),
        ({"factors": [{"key": "a", "value": "1", "unit": "bananas"}]}, WrongUnit),
    ],
)
def test_factors_without_source_or_emission_are_refused(
    change: dict[str, Any], error: type[Exception]
) -> None:
    given = {
        "name": "n", "source": "s", "year": 2024,
        "factors": [{"key": "a", "value": "1", "unit": "kg CO2e / liter"}],
    } | change  # fmt: skip

    with pytest.raises(error):
        factors_from_json(json.dumps(given), "factors.json")


def test_the_examples_factors_are_marked_as_examples() -> None:
    assert FACTORS.example
