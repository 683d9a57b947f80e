"""Dates as people write them in Norway."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.faults import AmbiguousValue, UnclearValue
from ledetraad.followup.written_dates import Span, day, when

FIRST_OF_MARCH = date(2026, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "1.3.26",
        "1.3.2026",
        "01.03.26",
        "01. 03. 2026",
        "1. mars 2026",
        "1 mars 2026",
        "1. mar. 2026",
        "1. MARS 2026",
        "2026-03-01",
        "1/3-26",
        "1/3 2026",
        "søndag 1. mars 2026",
        "Søndag den 1. mars 2026",
        " 1.\u00a0mars\u202f2026 ",
    ],
)
def test_a_day_is_read_with_the_day_first(text: str) -> None:
    assert day(text) == FIRST_OF_MARCH


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (1, "januar"),
        (2, "februar"),
        (3, "mars"),
        (4, "april"),
        (5, "mai"),
        (6, "juni"),
        (7, "juli"),
        (8, "august"),
        (9, "september"),
        (10, "oktober"),
        (11, "november"),
        (12, "desember"),
    ],
)
def test_every_month_is_known_by_its_name_and_its_short_form(month: int, name: str) -> None:
    assert day(f"5. {name} 2026") == date(2026, month, 5)
    assert day(f"5. {name[:3]}. 2026") == date(2026, month, 5)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("uke 12 2026", date(2026, 3, 16), date(2026, 3, 22)),
        ("veke 1, 2026", date(2025, 12, 29), date(2026, 1, 4)),
        ("mars 2026", FIRST_OF_MARCH, date(2026, 3, 31)),
        ("1. tertial 2026", date(2026, 1, 1), date(2026, 4, 30)),
        ("4. kvartal 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("2. halvår 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("1.3.2026", FIRST_OF_MARCH, FIRST_OF_MARCH),
    ],
)
def test_a_week_or_a_month_is_a_span_of_days(text: str, first: date, last: date) -> None:
    assert when(text) == Span(first, last)


def test_which_day_of_a_span_is_meant_is_asked_unless_it_is_known() -> None:
    with pytest.raises(UnclearValue) as caught:
        day("uke 12 2026", where="Frist")

    assert caught.value.told() == (
        "Frist: “uke 12 2026” is more than one day. Write one, from 16 March 2026 to 22 March 2026."
    )
    assert day("uke 12 2026", edge="first") == date(2026, 3, 16)
    assert day("uke 12 2026", edge="last") == date(2026, 3, 22)


def test_slashes_can_be_english_so_the_order_is_asked() -> None:
    with pytest.raises(AmbiguousValue) as caught:
        day("3/4/2026")

    assert [span.first for span in caught.value.readings] == [date(2026, 4, 3), date(2026, 3, 4)]
    assert caught.value.what() == "“3/4/2026” can be 3 April 2026 or 4 March 2026."


def test_slashes_are_not_asked_about_where_only_one_order_is_possible() -> None:
    assert day("17/5/2026") == date(2026, 5, 17)
    assert day("5/5/2026") == date(2026, 5, 5)


@pytest.mark.parametrize(
    "text", ["31.2.2026", "29.2.2027", "32.1.2026", "1.13.2026", "uke 54 2026", "1.1.1066", "9999"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnclearValue) as caught:
        when(text)

    assert caught.value.what() == f"There is no such day as “{text}”."


def test_a_third_of_the_year_has_no_fourth() -> None:
    with pytest.raises(UnclearValue):
        when("4. tertial 2026")


@pytest.mark.parametrize("text", ["1. mars", "1.3", "1.3.", "1/3"])
def test_a_date_without_its_year_is_told_so(text: str) -> None:
    with pytest.raises(UnclearValue) as caught:
        when(text)

    assert "has no year" in caught.value.what()


@pytest.mark.parametrize("text", ["", "snart", "1.3.026", "mars", "12", "1. foo 2026", "i morgen"])
def test_what_is_no_date_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UnclearValue) as caught:
        when(text)

    assert "1.3.2026" in caught.value.remedy()


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_in_every_form(found: date) -> None:
    forms = (
        f"{found.day}.{found.month}.{found.year}",
        f"{found:%d.%m.%y}",
        found.isoformat(),
        f"{found.day}/{found.month}-{found:%y}",
    )

    assert {day(form) for form in forms} == {found}


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_kindly_refused(text: str) -> None:
    try:
        when(text)
    except UnclearValue as error:
        assert error.told()
