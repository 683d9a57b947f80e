"""How old a value is, and whether a newer one should have come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.freshness import FREQUENCY_NAMES, Frequency, Freshness, age

NEW_YEARS_EVE = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("measured", "on", "words"),
    [
        (date(2026, 5, 4), date(2026, 5, 4), "of today"),
        (date(2026, 5, 3), date(2026, 5, 4), "of yesterday"),
        (date(2026, 4, 30), date(2026, 5, 12), "12 days old"),
        (date(2026, 1, 1), date(2026, 2, 28), "58 days old"),
        (date(2026, 1, 1), date(2026, 3, 1), "2 months old"),
        (date(2025, 12, 31), date(2026, 2, 28), "2 months old"),
        (NEW_YEARS_EVE, date(2026, 12, 30), "23 months old"),
        (NEW_YEARS_EVE, date(2026, 12, 31), "2 years old"),
        (NEW_YEARS_EVE, date(2030, 1, 1), "5 years old"),
        (date(2026, 5, 5), date(2026, 5, 4), "for a time to come"),
    ],
)
def test_the_age_is_said_in_words(measured: date, on: date, words: str) -> None:
    assert str(age(measured, on)) == words


@pytest.mark.parametrize(
    ("frequency", "due"),
    [
        (Frequency.MONTH, date(2025, 3, 3)),
        (Frequency.QUARTER, date(2025, 5, 16)),
        (Frequency.TERTIAL, date(2025, 6, 15)),
        (Frequency.HALF_YEAR, date(2025, 8, 30)),
        (Frequency.YEAR, date(2026, 4, 2)),
        (Frequency.SECOND_YEAR, date(2027, 7, 2)),
        (Frequency.FOURTH_YEAR, date(2029, 7, 2)),
    ],
)
def test_the_next_value_is_due_a_while_after_its_time_has_ended(
    frequency: Frequency, due: date
) -> None:
    value = Freshness(NEW_YEARS_EVE, frequency)

    assert value.next_due == due
    assert not value.stale(due)
    assert value.stale(due + timedelta(days=1))


def test_an_indicator_can_have_a_lag_of_its_own() -> None:
    emissions = Freshness(NEW_YEARS_EVE, Frequency.YEAR, lag=730)

    assert not emissions.stale(date(2027, 12, 31))
    assert emissions.stale(date(2028, 1, 1))


def test_what_is_measured_seldom_is_never_stale() -> None:
    value = Freshness(date(1990, 1, 1), Frequency.SELDOM)

    assert value.next_due is None
    assert not value.stale(date(2026, 1, 1))


def test_a_months_last_day_is_followed_by_a_months_last_day() -> None:
    february = Freshness(date(2026, 2, 28), Frequency.MONTH, lag=0)

    assert february.next_due == date(2026, 3, 31)


def test_every_frequency_has_a_name() -> None:
    assert set(FREQUENCY_NAMES) == set(Frequency)


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.sampled_from(Frequency),
    st.integers(0, 3000),
    st.integers(0, 3000),
)
def test_a_value_does_not_get_fresh_again(
    measured: date, frequency: Frequency, days: int, more: int
) -> None:
    value = Freshness(measured, frequency)
    on = measured + timedelta(days=days)

    assert not value.stale(on) or value.stale(on + timedelta(days=more))
