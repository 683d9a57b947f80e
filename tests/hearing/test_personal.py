"""What may be personal is found: by check digits where there are any, by form and by words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.hearing.personal import Personal, find_personal, is_national_number, parted, without

# Invented and synthetic: made to have right check digits, for nobody.
NUMBERS = ["01010750160", "13097248022", "29029900157", "41010712348"]


def with_checks(nine: str) -> str | None:
    """The eleven digits that begin so; None where there are none."""
    for rest in range(100):
        if is_national_number(f"{nine}{rest:02}"):
            return f"{nine}{rest:02}"
    return None


def kinds(text: str) -> list[Personal]:
    return [one.kind for one in find_personal(text)]


def test_a_number_with_right_check_digits_is_found_however_it_is_parted() -> None:
    number = with_checks("010107501")
    assert number is not None

    for text in (number, f"{number[:6]} {number[6:]}", f"Født {number[:6]}.{number[6:]}, ja."):
        assert kinds(text) == [Personal.NATIONAL_NUMBER]


def test_a_number_with_a_wrong_digit_is_no_national_number() -> None:
    number = with_checks("010107501") or ""
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)

    assert not is_national_number(wrong)
    assert Personal.NATIONAL_NUMBER not in kinds(wrong)


@pytest.mark.parametrize("nine", ["410107501", "014107501", "018107501"])
def test_d_numbers_and_synthetic_ones_are_found(nine: str) -> None:
    number = with_checks(nine)

    assert number is not None
    assert kinds(f"Nummer {number}.") == [Personal.NATIONAL_NUMBER]


@pytest.mark.parametrize("digits", ["00000000000", "99999999999", "1234567890", "abcdefghijk", ""])
def test_what_is_no_date_is_no_number(digits: str) -> None:
    assert not is_national_number(digits)


def test_the_published_example_of_a_test_person_is_found() -> None:
    # Skatteetaten's own test person: "Line Danser", synthetic.
    assert is_national_number("13116900216")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring meg på 412 34 567.", Personal.PHONE),
        ("Tlf. 66 70 70 00", Personal.PHONE),
        ("+47 41234567", Personal.PHONE),
        ("0047 41 23 45 67", Personal.PHONE),
        ("+46 70 123 45 67", Personal.PHONE),
        ("skriv til kari.nordmann@example.org", Personal.MAIL),
        ("kari(at)example.org", Personal.MAIL),
        ("Jeg bor i Storgata 12 B", Personal.ADDRESS),
        ("Kirkeveien 204", Personal.ADDRESS),
        ("1384 ASKER", Personal.ADDRESS),
        ("gnr. 12 bnr. 34", Personal.ADDRESS),
        ("Sønnen min har fått en diagnose", Personal.HEALTH),
        ("Hun sitter i rullestol", Personal.HEALTH),
        ("Eg er sjukmeld", Personal.HEALTH),
    ],
)
def test_phones_mail_addresses_and_health_are_found(text: str, kind: Personal) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen bør bygge 1 200 boliger innen 2032.",
        "Det koster 12 500 000 kroner.",
        "Se punkt 4.2 og FN-T 11.3 i planen 2020-2032.",
        "Sykkelveien må bli ferdig i 2027.",
        "Flere trær langs elva, og mindre asfalt.",
        "Innbyggertallet vokser med 1,3 prosent.",
        "",
    ],
)
def test_common_sentences_of_a_hearing_are_left_alone(text: str) -> None:
    assert kinds(text) == []


@given(st.text(max_size=400))
def test_the_pieces_are_the_whole_text_and_never_overlap(text: str) -> None:
    found = find_personal(text)

    assert "".join(piece for piece, _ in parted(text, found)) == text
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_megabyte_is_searched_without_getting_stuck() -> None:
    for text in ("1" * 500_000, "a." * 200_000 + "@", "Storgata " * 60_000, "12 34 " * 100_000):
        find_personal(text)


@pytest.mark.parametrize("text", ["a-" * 500_000, "a" * 1_000_000, "a.@" * 300_000, "1 " * 500_000])
def test_what_is_written_to_be_slow_to_search_is_searched_in_time_with_its_length(
    text: str,
) -> None:
    assert find_personal(f"{text} (ring 99 88 77 66)")[-1].kind is Personal.PHONE


def test_a_street_and_a_mail_are_found_whole_at_any_length() -> None:
    street, mail = f"{'lang-' * 20}veien 3", f"{'a' * 80}@eksempel.no"

    assert [one.text for one in find_personal(f"ved {street}; {mail}.")] == [street, mail]


def test_a_name_is_left_out_however_its_words_are_parted() -> None:
    text = "Berit  Borte,\nBerit\nBorte og BERIT\u00a0BORTE. Berit bor her."

    assert without(text, [" Berit  Borte "]) == "[…],\n[…] og […]. Berit bor her."
