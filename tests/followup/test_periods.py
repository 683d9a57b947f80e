"""The periods of a year that a municipality reports for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.faults import UnclearValue
from ledetraad.followup.periods import (
    USUAL_DAYS,
    PeriodKind,
    ReportingPeriod,
    containing,
    period,
    periods_of,
)
from ledetraad.followup.working_days import is_working_day

MONTH, QUARTER, TERTIAL = PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TERTIAL
HALF_YEAR, YEAR = PeriodKind.HALF_YEAR, PeriodKind.YEAR


@pytest.mark.parametrize(
    ("code", "first", "last", "name"),
    [
        ("2026-T1", date(2026, 1, 1), date(2026, 4, 30), "first third of 2026"),
        ("2026-T2", date(2026, 5, 1), date(2026, 8, 31), "second third of 2026"),
        ("2026-T3", date(2026, 9, 1), date(2026, 12, 31), "last third of 2026"),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "third quarter of 2026"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "second half of 2026"),
        ("2026-Y1", date(2026, 1, 1), date(2026, 12, 31), "the year 2026"),
        ("2024-M02", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
    ],
)
def test_a_period_has_its_days_and_its_name(code: str, first: date, last: date, name: str) -> None:
    found = period(code)

    assert (found.first, found.last, str(found.name), found.code) == (first, last, name, code)


@pytest.mark.parametrize(
    ("kind", "number"), [(MONTH, 12), (QUARTER, 4), (TERTIAL, 3), (HALF_YEAR, 2), (YEAR, 1)]
)
def test_the_periods_of_a_year_fill_it(kind: PeriodKind, number: int) -> None:
    found = periods_of(kind, 2026)

    assert len(found) == number
    assert found[0].first == date(2026, 1, 1)
    assert found[-1].last == date(2026, 12, 31)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(found))


def test_the_period_before_the_first_is_in_the_year_before() -> None:
    assert period("2026-T1").previous() == period("2025-T3")
    assert period("2026-T2").previous() == period("2026-T1")
    assert period("2026-M12").next() == period("2027-M01")


def test_a_report_is_due_some_days_after_on_a_working_day() -> None:
    assert period("2026-T1").due() == date(2026, 5, 15)
    assert period("2026-T3").due() == date(2027, 1, 15)
    assert period("2026-M01").due({MONTH: 7}) == date(2026, 2, 9)
    assert period("2026-Q1").due({QUARTER: 2}) == date(2026, 4, 7)


@pytest.mark.parametrize("code", ["2026-T4", "2026-Q0", "2026-M13", "2026", "T1-2026", ""])
def test_a_period_that_does_not_exist_is_refused(code: str) -> None:
    with pytest.raises(UnclearValue) as caught:
        period(code)

    assert "2026-T1" in caught.value.remedy()


def test_a_period_is_written_in_small_letters_too() -> None:
    assert period(" 2026-t1 ") == ReportingPeriod(TERTIAL, 2026, 1)


def test_a_year_has_no_fourth_third() -> None:
    with pytest.raises(ValueError, match="4"):
        ReportingPeriod(TERTIAL, 2026, 4)


@given(st.sampled_from(PeriodKind), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_every_day_is_in_just_one_period_of_a_kind(kind: PeriodKind, day: date) -> None:
    found = containing(kind, day)

    assert day in found
    assert day not in found.previous()
    assert day not in found.next()
    assert found.previous().next() == found
    assert period(found.code) == found


@given(st.sampled_from(PeriodKind), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_report_is_due_after_its_period_on_a_working_day(kind: PeriodKind, day: date) -> None:
    found = containing(kind, day)

    assert is_working_day(found.due())
    assert (found.due() - found.last).days >= USUAL_DAYS[kind]
