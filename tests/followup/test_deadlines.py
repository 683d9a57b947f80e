"""How long a case must lie open, and which dates that leaves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.deadlines import (
    ACTION_AND_ECONOMIC_PLAN,
    ACTION_PART,
    BUDGET,
    HEARING,
    NOTICE_RULES,
    NoticeRule,
    check_hearing,
    earliest_close,
    earliest_meeting,
    first_meeting,
    latest_opening,
    latest_publication,
    longest,
)
from ledetraad.followup.faults import NoMeeting, TooEarly
from ledetraad.followup.working_days import is_working_day

days = st.dates(date(2015, 1, 1), date(2045, 1, 1))


def test_the_times_of_the_law() -> None:
    assert {rule.key: (rule.days, rule.paragraph) for rule in NOTICE_RULES} == {
        "hearing": (42, "plan- og bygningsloven § 11-14"),
        "programme": (42, "plan- og bygningsloven § 11-13"),
        "strategy": (30, "plan- og bygningsloven § 10-1"),
        "action-part": (30, "plan- og bygningsloven § 11-4"),
        "budget": (14, "kommuneloven § 14-3"),
    }


def test_six_weeks_end_on_the_weekday_that_they_began_on() -> None:
    opened = date(2026, 2, 3)

    closes = earliest_close(opened).day

    assert closes == date(2026, 3, 17)
    assert closes.weekday() == opened.weekday()


def test_a_hearing_that_would_close_on_a_holiday_lasts_to_the_next_working_day() -> None:
    reckoned = earliest_close(date(2026, 4, 2))

    assert reckoned.day == date(2026, 5, 15)
    assert str(reckoned.words) == (
        "It is made public on Thursday 2 April 2026, which is not counted. "
        "42 days end with Thursday 14 May 2026. "
        "That is no working day (Ascension Day), so the next one holds: Friday 15 May 2026. "
        "(plan- og bygningsloven § 11-14)"
    )


def test_a_hearing_is_opened_in_time_to_close_on_a_day() -> None:
    assert latest_opening(date(2026, 3, 17)).day == date(2026, 2, 3)
    assert latest_opening(date(2026, 5, 18)).day == date(2026, 4, 1)


def test_askers_hearing_was_long_enough_before_and_after_its_deadline_was_moved() -> None:
    opened = date(2019, 12, 4)

    check_hearing(opened, date(2020, 1, 31))
    check_hearing(opened, date(2020, 2, 28))


def test_a_hearing_that_is_too_short_is_refused_with_the_first_day_that_will_do() -> None:
    with pytest.raises(TooEarly) as caught:
        check_hearing(date(2026, 4, 3), date(2026, 5, 14), where="Kommuneplan")

    assert caught.value.told() == (
        "Kommuneplan: The hearing is open for 41 days, but plan- og bygningsloven § 11-14 demands "
        "at least 42. Let it close on Friday 15 May 2026 or later."
    )


def test_a_hearing_that_closes_before_it_opens_is_open_for_no_days() -> None:
    with pytest.raises(TooEarly) as caught:
        check_hearing(date(2026, 4, 3), date(2026, 4, 1))

    assert "open for 0 days" in caught.value.what()


def test_a_budget_is_public_fourteen_days_before_the_council() -> None:
    assert latest_publication(date(2026, 12, 15)).day == date(2026, 12, 1)
    assert earliest_meeting(date(2026, 12, 1)).day == date(2026, 12, 15)


def test_a_proposal_is_public_on_the_working_day_before_where_the_last_day_is_none() -> None:
    reckoned = latest_publication(date(2026, 12, 15), [ACTION_PART])

    assert reckoned.day == date(2026, 11, 13)
    assert str(reckoned.words) == (
        "The council meets on Tuesday 15 December 2026. "
        "30 days before that is Sunday 15 November 2026. "
        "That is no working day, so the one before holds: Friday 13 November 2026. "
        "(plan- og bygningsloven § 11-4)"
    )


def test_the_longer_time_holds_where_two_rules_meet() -> None:
    assert longest(ACTION_AND_ECONOMIC_PLAN) is ACTION_PART
    reckoned = latest_publication(date(2026, 12, 16), ACTION_AND_ECONOMIC_PLAN)

    assert reckoned.day == date(2026, 11, 16)
    assert reckoned.rule is ACTION_PART


def test_the_first_meeting_that_is_possible_is_found_in_the_calendar() -> None:
    calendar = [date(2026, 12, 15), date(2026, 12, 1), date(2026, 12, 9)]

    reckoned = first_meeting(date(2026, 11, 25), calendar)

    assert reckoned.day == date(2026, 12, 9)
    assert "The first meeting from that day on is on Wednesday 9 December 2026." in str(
        reckoned.words
    )
    assert first_meeting(date(2026, 11, 26), calendar).day == date(2026, 12, 15)


def test_no_meeting_that_is_late_enough_is_told_with_the_first_day_that_would_be() -> None:
    with pytest.raises(NoMeeting) as caught:
        first_meeting(date(2026, 12, 2), [date(2026, 12, 15)])

    assert caught.value.what() == (
        "No meeting in the calendar is on Wednesday 16 December 2026 or later "
        "(kommuneloven § 14-3)."
    )


@given(days)
def test_a_hearing_is_never_shorter_than_six_weeks(opened: date) -> None:
    closes = earliest_close(opened).day

    assert (closes - opened).days >= 42
    assert is_working_day(closes)
    check_hearing(opened, closes)
    with pytest.raises(TooEarly):
        check_hearing(opened, closes - timedelta(days=1))


@given(days)
def test_a_hearing_that_opens_when_it_must_can_close_when_it_should(close: date) -> None:
    opened = latest_opening(close).day

    assert is_working_day(opened)
    check_hearing(opened, close)


@given(days, st.sampled_from([(BUDGET,), (ACTION_PART,), ACTION_AND_ECONOMIC_PLAN, (HEARING,)]))
def test_what_is_public_when_it_must_be_can_be_treated_at_its_meeting(
    meeting: date, rules: tuple[NoticeRule, ...]
) -> None:
    published = latest_publication(meeting, rules).day

    assert is_working_day(published)
    assert first_meeting(published, [meeting], rules).day == meeting
    if is_working_day(meeting):
        assert earliest_meeting(published, rules).day <= meeting
