"""Text from strangers is made safe to read, and stays what people wrote."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.hearing.text import clean, clean_line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("ja\u202eien", "jaien"),
        ("\u2066x\u2069", "x"),
        ("skj\u200but", "skjut"),
        ("u\u00adt", "ut"),
        ("\ufefftekst", "tekst"),
        ("A\u030a", "Å"),
        ("nul\0l\x1b[31m", "null[31m"),
        ("  luft  \n\n\n\n\n\nmer ", "luft\n\n\nmer"),
        ("a\u200db", "ab"),
    ],
)
def test_what_hides_or_turns_is_taken_out(written: str, read: str) -> None:
    assert clean(written) == read


@pytest.mark.parametrize(
    "text",
    ["👩‍👩‍👧‍👦", "🇳🇴", "🏳️‍🌈", "می‌خواهم", "क्‍ष", "שלום", "مرحبا", "Čálliet sámegillii", "æøåÆØÅ"],
)
def test_pictures_and_other_scripts_stay_as_they_are(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_marks_heaped_on_a_letter_are_taken_down() -> None:
    assert len(clean("a" + "\u0301\u0316" * 50)) < 8


def test_a_name_is_one_line() -> None:
    assert clean_line("Kari\nNordmann\t ") == "Kari Nordmann"


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" \t" * 500_000 + "slutt", id="a row of blanks"),
        pytest.param("a" + "\u0327\u0301" * 500_000, id="marks out of order"),
        pytest.param("\n" * 1_000_000 + "slutt", id="empty lines"),
        pytest.param("\u200d" * 1_000_000 + "slutt", id="joiners"),
    ],
)
def test_a_million_characters_are_cleaned_in_time_with_their_number(text: str) -> None:
    assert clean(f"start\n{text}").startswith("start")


def test_what_is_far_too_long_is_left_to_be_refused() -> None:
    assert len(clean("x " * 100, most=50)) == 200
    assert clean("x " * 50, most=50) == ("x " * 50).strip()
    assert clean_line("Kari" + " " * 101 + "\u202eN", most=50).endswith("\u202eN")
