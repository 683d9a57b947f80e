"""Numbers as people write them in Norway."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.faults import AmbiguousValue, UnclearValue
from ledetraad.followup.written import Amount, amount, number, number_text, rounded


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", "7"),
        ("1234", "1234"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"),
        ("1\u2009234\u2009567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1,234", "1.234"),
        ("12.5", "12.5"),
        ("0.234", "0.234"),
        ("1234.567", "1234.567"),
        ("−3", "-3"),
        ("-3", "-3"),
        ("– 3", "-3"),
        ("+3", "3"),
        ("  42 ", "42"),
    ],
)
def test_a_number_is_read_as_a_norwegian_would(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 %", Amount(Decimal(12), "percent")),
        ("12,5 prosent", Amount(Decimal("12.5"), "percent")),
        ("kr 3 000 000", Amount(Decimal(3_000_000), "kroner")),
        ("3 000 kr", Amount(Decimal(3_000), "kroner")),
        ("kr. −500", Amount(Decimal(-500), "kroner")),
        ("− kr 500", Amount(Decimal(-500), "kroner")),
        ("300,-", Amount(Decimal(300), "kroner")),
        ("NOK 5", Amount(Decimal(5), "kroner")),
        ("1,2 mill.", Amount(Decimal(1_200_000))),
        ("1,2 mill. kr", Amount(Decimal(1_200_000), "kroner")),
        ("5 millioner kroner", Amount(Decimal(5_000_000), "kroner")),
        ("2 mrd", Amount(Decimal(2_000_000_000))),
        ("2,5 milliardar", Amount(Decimal(2_500_000_000))),
        ("4 tusen", Amount(Decimal(4_000))),
    ],
)
def test_the_unit_and_the_size_are_read_with_the_number(text: str, expected: Amount) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize("text", ["1.234", "12.345", "999.000", "−1.234"])
def test_a_full_stop_before_three_digits_is_asked_about(text: str) -> None:
    with pytest.raises(AmbiguousValue) as caught:
        number(text, where="Boliger")

    thousands, decimals = caught.value.readings
    assert thousands == decimals * 1000
    assert caught.value.where == "Boliger"
    assert number_text(thousands) in caught.value.what()


def test_the_question_shows_both_readings_so_that_they_differ() -> None:
    with pytest.raises(AmbiguousValue) as caught:
        number("1.000")

    assert caught.value.what() == "“1.000” can be read as 1\u00a0000 or as 1,000."


def test_a_hint_answers_the_question() -> None:
    assert number("1.234", point="thousands") == 1234
    assert number("1.234", point="decimals") == Decimal("1.234")
    assert number("1.5", point="thousands") == Decimal("1.5")


@pytest.mark.parametrize("text", ["12 34", "1 2345", "1..2", "1,2,3", "1.23,4", "1,2.3"])
def test_digits_in_groups_that_no_one_writes_are_refused(text: str) -> None:
    with pytest.raises(UnclearValue):
        number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-",
        "ca. 5",
        "1e5",
        "fem",
        "½",
        "٣",
        "NaN",
        "kr",
        "5 %%",
        "kr 5 %",
        "5-6",
        "9" * 99,
    ],
)
def test_what_is_no_number_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(UnclearValue) as caught:
        number(text)

    assert "is not a number" in caught.value.what()
    assert "1 234,5, 12 % or 1,2 mill." in caught.value.remedy()


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1234.5", None, "1\u00a0234,5"),
        ("-1234567", None, "−1\u00a0234\u00a0567"),
        ("1.30", None, "1,30"),
        ("2.00", None, "2"),
        ("2", 2, "2,00"),
        ("0.125", 2, "0,13"),
        ("-0.125", 2, "−0,13"),
        ("1E+3", None, "1\u00a0000"),
    ],
)
def test_a_number_is_printed_with_a_comma_and_unbreakable_blanks(
    value: str, decimals: int | None, text: str
) -> None:
    assert number_text(Decimal(value), decimals) == text


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 2))
def test_what_is_printed_is_read_back(value: Decimal, decimals: int) -> None:
    assert number(number_text(value)) == value
    assert number(number_text(value, decimals)) == rounded(value, decimals)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_kindly_refused(text: str) -> None:
    try:
        amount(text)
    except UnclearValue as error:
        assert error.told()
