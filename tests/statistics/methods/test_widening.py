"""Intervals are widened by what could be tested of them, and only where too much was outside."""

from __future__ import annotations

import numpy as np
import pytest

from ledetraad.statistics.methods.models import Numbers
from ledetraad.statistics.methods.rolling import choose
from ledetraad.statistics.methods.student import quantile
from ledetraad.statistics.methods.widening import widening

YEARS, FREE = 12, 50.0
HALF = quantile(0.9, FREE)


def wider(*misses: float) -> Numbers:
    """For series in which "it stays at 0" missed by so many half widths, year for year."""
    values = np.concatenate([np.zeros(3), np.array(misses) * HALF])[None]
    shape = (1, values.shape[1])
    found = widening(
        values, np.zeros((*shape, 3)), np.ones((*shape, 3)), np.full(shape, FREE), begin=3
    )
    first: Numbers = found[0]
    return first


def test_nothing_is_widened_where_four_in_five_came_within() -> None:
    assert wider(0.9, 0.2, 0.5, 0.3, 0.8, 0.1, 0.7, 1.1).tolist() == [1.0] * 11


def test_nothing_is_made_narrower() -> None:
    assert min(wider(*[0.01] * 9)) == 1.0


def test_what_has_missed_has_more_to_say_the_more_there_is_of_it() -> None:
    found = wider(*[1.5] * 9)

    assert found[:3].tolist() == [1.0] * 3
    assert all(np.diff(found[2:]) > 0)
    assert found[3] == pytest.approx(1.5 ** (1 / 11))
    assert found[-1] == pytest.approx(1.5 ** (24 / 34))


def test_it_is_never_more_than_twice_as_wide() -> None:
    assert max(wider(*[1000.0] * 12)) == 2.0


def test_what_is_told_after_a_year_rests_on_no_later_one() -> None:
    values = np.cumsum(np.random.default_rng(4).standard_t(2, (20, YEARS)), axis=1)

    whole, part = choose(values, 5).wider, choose(values[:, :9], 5).wider

    assert np.array_equal(whole[:, :9], part)
    assert (whole > 1).any()


def test_a_series_that_has_stood_still_is_not_widened() -> None:
    assert choose(np.full((1, YEARS), 7.0), 5).wider.max() == 1.0
