"""LT307 and the readability index."""

from __future__ import annotations

import pytest

from ledetraad.checks.readability import lix
from tests.checks.looking import found, lines

HARD = (
    "Kommunen skal videreutvikle helhetlige samhandlingsstrukturer, kompetansehevende "
    "virkemidler, tverrsektorielle styringsverktøy, kvalitetsindikatorer, brukerundersøkelser, "
    "evalueringsrutiner, oppfølgingssystemer og internkontrollordninger."
)
LONG_AND_EASY = "Vi skal gå til den lille byen og se på alt som er der nå og så gå hjem."


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", 0),
        ("Vi går.", 2),
        ("Vi går. De ser.", 2),
        ("Kommunen bygger skolene.", 3 + 100 * 2 / 3),
        ("Vi går til sentrum i dag.", 6 + 100 * 1 / 6),
        ("Bolig- og arealplan", 3 + 100 * 1 / 3),
    ],
)
def test_lix_is_words_to_a_sentence_and_long_words_in_a_hundred(text: str, index: float) -> None:
    assert lix(text) == pytest.approx(index)


def test_a_hard_statement_is_found_with_its_figure_and_the_limit() -> None:
    (finding,) = found("LT307", f"Strategi: {HARD}")

    assert finding.message().endswith(f"LIX {round(lix(HARD))}, where 70 is the limit.")


def test_a_long_sentence_of_short_words_is_not() -> None:
    assert lines("LT307", f"Strategi: {LONG_AND_EASY}") == []


def test_short_sentences_are_not_measured() -> None:
    assert lines("LT307", "Strategi: Kommunen videreutvikler samhandlingsstrukturer.") == []


def test_the_limit_is_a_setting() -> None:
    assert lines("LT307", f"Strategi: {LONG_AND_EASY}", settings={"lix": 10}) == [1]
    assert lines("LT307", f"Strategi: {HARD}", settings={"lix": 200}) == []
