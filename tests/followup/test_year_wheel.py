"""The dates of a municipality's year."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.followup.year_wheel import (
    WheelDate,
    WheelKind,
    as_events,
    meeting,
    national_dates,
    planning_strategy_due,
    with_own,
)

YEAR = {each.key: each for each in national_dates(2026)}


@pytest.mark.parametrize(
    ("key", "day", "source"),
    [
        ("accounts", date(2026, 2, 22), "kommuneloven § 14-6"),
        ("annual-report", date(2026, 3, 31), "kommuneloven § 14-7"),
        ("auditor", date(2026, 4, 15), "kommuneloven § 24-8"),
        ("third-1", date(2026, 4, 30), "kommuneloven § 14-5"),
        ("accounts-adopted", date(2026, 6, 30), "kommuneloven § 14-3"),
        ("third-2", date(2026, 8, 31), "kommuneloven § 14-5"),
        ("budget-adopted", date(2026, 12, 31), "kommuneloven § 14-3"),
        ("kostra-revised", date(2026, 6, 15), "Statistisk sentralbyrå"),
    ],
)
def test_norways_own_dates_are_there_with_their_source(key: str, day: date, source: str) -> None:
    assert (YEAR[key].first, YEAR[key].last, YEAR[key].source) == (day, day, source)


def test_the_dates_are_in_order_and_every_one_has_a_key_and_a_source() -> None:
    dates = national_dates(2026)

    assert [each.first for each in dates] == sorted(each.first for each in dates)
    assert len({each.key for each in dates}) == len(dates)
    assert all(each.source for each in dates)


def test_statistics_that_would_come_on_a_sunday_come_on_the_monday() -> None:
    published = YEAR["kostra-unrevised"]

    assert published.first == date(2026, 3, 16)
    assert published.printed == date(2026, 3, 15)
    assert str(published.moved) == "moved from 15 March 2026, which is no working day"


def test_a_laws_date_stays_on_a_sunday_and_one_is_ready_the_friday_before() -> None:
    accounts = YEAR["accounts"]

    assert accounts.first == date(2026, 2, 22)
    assert accounts.moved is None
    assert accounts.ready == date(2026, 2, 20)


def test_what_has_no_fixed_day_is_the_whole_month() -> None:
    budget = YEAR["state-budget"]

    assert (budget.first, budget.last) == (date(2026, 10, 1), date(2026, 10, 31))


def test_the_municipalitys_meetings_stand_among_the_others() -> None:
    own = [meeting("kommunestyret", date(2026, 6, 16), title="årsregnskap")]

    merged = with_own(national_dates(2026), own)

    place = [each.key for each in merged].index("meeting-kommunestyret-2026-06-16")
    assert merged[place].name == "kommunestyret: årsregnskap"
    assert merged[place - 1].key == "kostra-revised"
    assert merged[place + 1].key == "accounts-adopted"


def test_a_municipality_can_write_the_day_that_it_has_been_told() -> None:
    told = WheelDate(
        "state-budget", WheelKind.STATE, "Statsbudsjettet", date(2026, 10, 7), date(2026, 10, 7)
    )

    merged = with_own(national_dates(2026), [told])

    assert [each for each in merged if each.key == "state-budget"] == [told]


def test_a_new_council_adopts_its_planning_strategy_within_a_year() -> None:
    assert planning_strategy_due(date(2027, 10, 19)).last == date(2028, 10, 19)
    assert planning_strategy_due(date(2028, 2, 29)).last == date(2029, 2, 28)


def test_the_dates_become_events_in_the_readers_language() -> None:
    norsk = {
        "KOSTRA: unrevised figures are published": "KOSTRA: ureviderte tall publiseres",
        "statistics": "statistikk",
    }

    (event,) = as_events([YEAR["kostra-unrevised"]], lambda text: norsk.get(text, text))

    assert event.key == "kostra-unrevised-2026"
    assert event.summary == "KOSTRA: ureviderte tall publiseres"
    assert event.categories == ("statistikk",)
    assert event.description == (
        "Statistisk sentralbyrå. moved from 15 March 2026, which is no working day"
    )


def test_the_same_date_of_two_years_is_two_events() -> None:
    keys = [event.key for year in (2026, 2027) for event in as_events(national_dates(year))]

    assert len(set(keys)) == len(keys)
