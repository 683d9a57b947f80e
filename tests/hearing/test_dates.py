"""A hearing is open for whole days in Norway, and for six weeks unless it is said why not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ledetraad.followup.faults import TooEarly
from ledetraad.hearing.dates import check_length, ends_at, holidays_in, in_time, is_open


def test_the_last_day_is_open_to_midnight_in_norway_summer_and_winter() -> None:
    summer, winter = date(2026, 6, 30), date(2026, 1, 30)

    assert ends_at(summer) == datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert ends_at(winter) == datetime(2026, 1, 30, 23, tzinfo=UTC)


def test_a_deadline_on_the_night_that_the_clock_is_set_back_is_still_midnight() -> None:
    assert ends_at(date(2026, 10, 25)) == datetime(2026, 10, 25, 23, tzinfo=UTC)
    assert ends_at(date(2026, 10, 24)) == datetime(2026, 10, 24, 22, tzinfo=UTC)


def test_what_is_begun_in_the_last_second_counts_for_an_hour() -> None:
    opens, closes = date(2026, 1, 5), date(2026, 3, 2)
    last = ends_at(closes) - timedelta(seconds=1)

    assert in_time(opens, closes, begun=last, sent=last + timedelta(minutes=60))
    assert not in_time(opens, closes, begun=last, sent=last + timedelta(minutes=61))
    assert not in_time(opens, closes, begun=ends_at(closes), sent=ends_at(closes))


def test_nobody_speaks_before_the_first_day() -> None:
    opens, closes = date(2026, 1, 5), date(2026, 3, 2)

    assert not is_open(opens, closes, datetime(2026, 1, 4, 22, 59, tzinfo=UTC))
    assert is_open(opens, closes, datetime(2026, 1, 4, 23, 0, tzinfo=UTC))


def test_six_weeks_are_asked_for_and_a_holiday_moves_the_day_on() -> None:
    opens = date(2026, 2, 20)  # 42 days later is Good Friday, 3 April 2026

    with pytest.raises(TooEarly) as refused:
        check_length(opens, date(2026, 4, 3), "")
    assert "7 April 2026" in refused.value.remedy()
    check_length(opens, date(2026, 4, 7), "")


def test_a_shorter_hearing_is_allowed_with_a_reason_but_never_one_that_ends_first() -> None:
    check_length(date(2026, 1, 5), date(2026, 2, 2), "Begrenset høring av to strategier")
    with pytest.raises(TooEarly):
        check_length(date(2026, 1, 5), date(2026, 1, 4), "Hastverk")


def test_askers_hearing_of_2019_could_be_moved_and_the_first_deadline_was_long_enough() -> None:
    check_length(date(2019, 12, 4), date(2020, 1, 31), "")
    check_length(date(2019, 12, 4), date(2020, 2, 28), "")


def test_the_holidays_while_it_is_open_are_named_with_their_days() -> None:
    said = [one.said() for one in holidays_in(date(2026, 12, 24), date(2027, 1, 10))]

    assert said == [
        "Christmas Day 25 December 2026",
        "Boxing Day 26 December 2026",
        "New Year's Day 1 January 2027",
    ]
