"""Student's t distribution, against printed tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.statistics.methods.student import distribution, quantile


@pytest.mark.parametrize(
    ("probability", "freedom", "expected"),
    [
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.975, 5, 2.571),
        (0.975, 10, 2.228),
        (0.975, 30, 2.042),
        (0.9, 1, 3.078),
        (0.9, 4, 1.533),
        (0.9, 10, 1.372),
        (0.5, 3, 0),
        (0.1, 4, -1.533),
    ],
)
def test_quantiles_are_those_of_printed_tables(
    probability: float, freedom: int, expected: float
) -> None:
    assert quantile(probability, freedom) == pytest.approx(expected, abs=5e-4)


def test_with_much_freedom_it_is_the_normal_distribution() -> None:
    assert quantile(0.975, 1e7) == pytest.approx(1.959964, abs=1e-5)


@given(st.floats(0.001, 0.999), st.integers(1, 40))
def test_a_quantile_has_its_probability(probability: float, freedom: int) -> None:
    found = distribution(quantile(probability, freedom), freedom)

    assert found == pytest.approx(probability, abs=1e-9)


@pytest.mark.parametrize("infinite", [float("inf"), float("-inf")])
def test_beyond_all_numbers_it_is_certain(infinite: float) -> None:
    assert distribution(infinite, 3) == (1.0 if infinite > 0 else 0.0)
