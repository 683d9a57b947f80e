"""Work that a browser does: dear to find, cheap to look at, asked for by how many come."""

from __future__ import annotations

import pytest

from ledetraad.hearing.proof import asked, bits_of, find

NONCE = "0123456789abcdef" * 4


def test_a_number_that_is_found_shows_the_work_and_for_that_form_alone() -> None:
    number = find(NONCE, 10)

    assert bits_of(NONCE, number) >= 10
    assert all(bits_of(f"{other}{NONCE[1:]}", number) < 10 for other in "fedc")


@pytest.mark.parametrize("number", ["", "-1", "1e3", "٣", "9" * 13, " 1", "x"])
def test_what_is_no_number_shows_none(number: str) -> None:
    assert bits_of(NONCE, number) == 0


def test_more_is_asked_for_only_when_more_come_than_people_send() -> None:
    assert asked(0) == asked(1_000) < asked(3_000) < asked(50_000)
