"""Early warning: what has come so far, and of the budget what usually comes later."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.economy.outlook import Interval, ShareFrom, outlook
from ledetraad.economy.quantities import CannotSay, Kroner, Why

D = Decimal


def months(*amounts: int) -> dict[int, Decimal]:
    return {month: D(amount) for month, amount in enumerate(amounts, start=1)}


def even(amount: int) -> dict[int, Decimal]:
    return months(*[amount] * 12)


def test_a_unit_that_follows_its_earlier_years_ends_at_its_budget() -> None:
    heavy_summer = months(5, 5, 5, 5, 10, 20, 20, 10, 5, 5, 5, 5)
    earlier = {of: {"300": heavy_summer} for of in (2022, 2023, 2024)}

    found = outlook(
        2025, 4, accounts={"300": months(5, 5, 5, 5)}, budget={"300": D(100)}, budget_months={},
        earlier=earlier,
    )  # fmt: skip

    (unit,) = found.units
    assert unit.share == D("0.2")
    assert unit.share_from is ShareFrom.OWN_YEARS
    assert unit.forecast == Kroner(D(100), (2025, 2025))  # type: ignore[arg-type]
    assert unit.interval == Interval(unit.forecast, unit.forecast)  # type: ignore[arg-type]


def test_an_overspent_month_moves_the_forecast_by_itself_alone() -> None:
    found = outlook(
        2025, 3, accounts={"300": months(10, 10, 40)}, budget={"300": D(120)}, budget_months={},
        earlier={},
    )  # fmt: skip

    (unit,) = found.units
    assert unit.deviation is not None
    assert unit.deviation.value == 30


def test_without_earlier_years_the_budgets_months_decide_and_else_they_are_alike() -> None:
    uneven = months(60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40)

    found = outlook(
        2025, 3,
        accounts={"300": months(60), "310": months(60)},
        budget={"300": D(100), "310": D(100)},
        budget_months={"300": uneven},
        earlier={},
    )  # fmt: skip

    by_month, alike = found.units
    assert (by_month.share_from, by_month.forecast) == (
        ShareFrom.BUDGET_MONTHS, Kroner(D(100), (2025, 2025)),  # type: ignore[arg-type]
    )  # fmt: skip
    assert (alike.share_from, alike.share) == (ShareFrom.EVEN, D("0.25"))


def test_fewer_than_three_earlier_years_give_no_interval_and_say_why() -> None:
    earlier = {of: {"300": even(10)} for of in (2023, 2024)}

    found = outlook(2025, 6, accounts={"300": even(10)}, budget={"300": D(120)},
                    budget_months={}, earlier=earlier)  # fmt: skip

    interval = found.units[0].interval
    assert isinstance(interval, CannotSay)
    assert interval.why is Why.TOO_FEW
    assert interval.years == (2023, 2024)


def test_the_interval_is_students_t_over_the_years_misses() -> None:
    first = months(*[8] * 6, *[12] * 6)
    earlier = {
        2022: {"300": first},
        2023: {"300": even(10)},
        2024: {"300": months(*[12] * 6, *[8] * 6)},
    }

    found = outlook(2025, 6, accounts={"300": even(10)}, budget={"300": D(120)},
                    budget_months={}, earlier=earlier)  # fmt: skip

    interval = found.units[0].interval
    assert isinstance(interval, Interval)
    # misses of 12, 0 and -12: standard deviation 12, t(2) = 1.886, sqrt(1 + 1/3) = 1.1547
    assert interval.high.value - interval.low.value == pytest.approx(D("52.27"), abs=D("0.01"))


def test_a_unit_without_budget_cant_be_told_and_is_left_out_of_the_whole() -> None:
    found = outlook(2025, 6, accounts={"300": even(10), "310": even(1)}, budget={"310": D(12)},
                    budget_months={}, earlier={})  # fmt: skip

    told = {unit.unit: unit for unit in found.units}
    assert isinstance(told["300"].forecast, CannotSay)
    assert told["300"].deviation is None
    assert found.whole.forecast == Kroner(D(12), (2025, 2025))  # type: ignore[arg-type]


def test_a_year_that_came_to_nothing_says_nothing_of_shares() -> None:
    odd = months(100, -100)
    found = outlook(2025, 6, accounts={"300": even(10)}, budget={"300": D(120)},
                    budget_months={}, earlier={2024: {"300": odd}})  # fmt: skip

    assert found.units[0].share_from is ShareFrom.EVEN


@given(
    st.dictionaries(
        st.sampled_from(["1", "2", "3"]),
        st.lists(st.integers(-1000, 1000), min_size=12, max_size=12),
        min_size=1,
    ),
    st.integers(1, 12),
)
def test_the_whole_is_the_sum_of_its_units(told: dict[str, list[int]], month: int) -> None:
    accounts = {unit: months(*amounts) for unit, amounts in told.items()}
    budget = {unit: D(sum(amounts)) for unit, amounts in told.items()}

    found = outlook(2025, month, accounts=accounts, budget=budget, budget_months={},
                    earlier={2024: accounts})  # fmt: skip

    forecasts = [u.forecast.value for u in found.units if isinstance(u.forecast, Kroner)]
    assert isinstance(found.whole.forecast, Kroner)
    assert found.whole.forecast.value == pytest.approx(sum(forecasts), abs=D("0.0001"))


def test_at_the_years_end_the_forecast_is_what_came() -> None:
    found = outlook(2025, 12, accounts={"300": even(11)}, budget={"300": D(120)},
                    budget_months={}, earlier={})  # fmt: skip

    assert found.units[0].forecast == Kroner(D(132), (2025, 2025))  # type: ignore[arg-type]
