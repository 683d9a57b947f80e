"""Which days are working days in Norway."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.followup.working_days import (
    is_working_day,
    next_working_day,
    plus_working_days,
    previous_working_day,
    public_holidays,
)


def test_the_year_has_twelve_public_holidays() -> None:
    assert public_holidays(2026) == {
        date(2026, 1, 1): ("New Year's Day",),
        date(2026, 4, 2): ("Maundy Thursday",),
        date(2026, 4, 3): ("Good Friday",),
        date(2026, 4, 5): ("Easter Sunday",),
        date(2026, 4, 6): ("Easter Monday",),
        date(2026, 5, 1): ("Labour Day",),
        date(2026, 5, 14): ("Ascension Day",),
        date(2026, 5, 17): ("Constitution Day",),
        date(2026, 5, 24): ("Whit Sunday",),
        date(2026, 5, 25): ("Whit Monday",),
        date(2026, 12, 25): ("Christmas Day",),
        date(2026, 12, 26): ("Boxing Day",),
    }


def test_two_holidays_can_fall_on_one_day() -> None:
    assert public_holidays(2012)[date(2012, 5, 17)] == ("Ascension Day", "Constitution Day")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 3), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 8), False),
        (date(2026, 5, 14), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 31), True),
    ],
)
def test_saturdays_sundays_and_holidays_are_no_working_days(day: date, expected: bool) -> None:
    assert is_working_day(day) is expected


def test_easter_is_passed_over_both_ways() -> None:
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 6)) == date(2026, 4, 1)


def test_the_turn_of_the_year_is_passed_over() -> None:
    assert next_working_day(date(2027, 1, 1)) == date(2027, 1, 4)
    assert previous_working_day(date(2023, 1, 1)) == date(2022, 12, 30)


def test_a_working_day_stays() -> None:
    assert next_working_day(date(2026, 3, 3)) == date(2026, 3, 3)
    assert previous_working_day(date(2026, 3, 3)) == date(2026, 3, 3)


def test_working_days_are_counted_from_the_day_after() -> None:
    assert plus_working_days(date(2026, 3, 31), 3) == date(2026, 4, 8)
    assert plus_working_days(date(2026, 3, 31), 0) == date(2026, 3, 31)
