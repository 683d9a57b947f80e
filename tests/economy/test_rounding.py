"""A shown column agrees with its shown sum."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ledetraad.economy.rounding import rounded_parts, rounded_to, shared_out

AMOUNTS = st.decimals(min_value=-(10**10), max_value=10**10, places=2)
STEPS = st.sampled_from([Decimal(1), Decimal(1000), Decimal("0.1")])


@given(st.lists(AMOUNTS, max_size=12), STEPS)
def test_rounded_parts_sum_to_the_rounded_sum(parts: list[Decimal], step: Decimal) -> None:
    assert sum(rounded_parts(parts, step), Decimal(0)) == rounded_to(sum(parts, Decimal(0)), step)


@given(st.lists(AMOUNTS, min_size=1, max_size=12), STEPS)
def test_no_part_is_shown_a_whole_step_from_its_value(parts: list[Decimal], step: Decimal) -> None:
    shown = rounded_parts(parts, step)

    assert all(abs(one - other) < step for one, other in zip(parts, shown, strict=True))


def test_the_part_that_loses_most_gets_the_missing_step() -> None:
    parts = [Decimal("1.4"), Decimal("1.35"), Decimal("1.25")]

    assert rounded_parts(parts, Decimal(1)) == [2, 1, 1]


@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.decimals(min_value=0, max_value=100, places=3), min_size=1, max_size=9).filter(any),
)
def test_what_is_shared_out_is_neither_lost_nor_made(ore: int, weights: list[Decimal]) -> None:
    whole = Decimal(ore) / 100

    assert sum(shared_out(whole, weights, Decimal("0.01")), Decimal(0)) == whole
