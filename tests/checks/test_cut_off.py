"""LT105: a text whose beginning or end is missing."""

from __future__ import annotations

import pytest

from tests.checks.looking import found, lines

WHOLE = """
    Strategi: Kommunen skal bygge fortau ved alle skoler.
    Strategi: Kommunen skal åpne bibliotekene på kveldstid.
    Strategi: Kommunen skal senke farten i boligområdene.
    Strategi: Kommunen skal låne ut sykler.
"""


@pytest.mark.parametrize(
    "end",
    [
        "skoler,",
        "skoler og",
        "skole-",
        "skoler –",
        "skoler som",
        "skoler for å",
        "skoler;",
        "skoler i",
    ],
)
def test_an_end_that_asks_for_more_is_found(end: str) -> None:
    outline = f"{WHOLE}    Strategi: Kommunen skal bygge trygge {end}"

    (finding,) = found("LT105", outline)

    assert finding.element == "line-5"
    assert end in finding.message()


@pytest.mark.parametrize("end", ["stedene vi bor i.", "et bad", "alt vi er glad i!", "lys (LED)"])
def test_an_end_that_is_one_is_not(end: str) -> None:
    assert lines("LT105", f"{WHOLE}    Strategi: Kommunen skal ta vare på {end}") == []


def test_a_preposition_last_is_no_sign_in_a_plan_that_writes_no_full_stops() -> None:
    outline = """
        Strategi: Bygge fortau ved alle skoler
        Strategi: Åpne bibliotekene på kveldstid
        Strategi: Senke farten der barn leker
        Strategi: Pusse opp lokaler som foreninger holder til i
    """

    assert lines("LT105", outline) == []


def test_a_heading_may_be_cut_off_too_but_may_end_in_a_preposition() -> None:
    outline = """
        Satsingsområde: Et sted å høre til i
        Satsingsområde: Grønne parker og
    """

    assert lines("LT105", outline) == [2]


def test_a_beginning_in_lower_case_is_found_where_the_others_begin_with_a_capital() -> None:
    (finding,) = found("LT105", f"{WHOLE}    Strategi: og sørge for lys langs gangveiene.")

    assert finding.message() == (
        "“og sørge for lys langs gangveiene.” begins in the middle of a sentence."
    )


@pytest.mark.parametrize("first", ["eHelse", "e-post", "«Trygg skolevei»", "17. mai"])
def test_words_that_are_written_so_may_begin_a_sentence(first: str) -> None:
    assert lines("LT105", f"{WHOLE}    Strategi: {first} skal bli bedre kjent.") == []


def test_a_plan_whose_strategies_go_on_from_their_head_in_lower_case_is_left_alone() -> None:
    outline = """
        Strategi: bygge fortau ved alle skoler
        Strategi: åpne bibliotekene på kveldstid
        Strategi: senke farten der barn leker
        Strategi: låne ut sykler
    """

    assert lines("LT105", outline) == []


@pytest.mark.parametrize(
    ("language", "end"), [("nn", "skular eller"), ("sv", "skolor och"), ("en", "schools and")]
)
def test_the_small_words_are_those_of_the_plans_language(language: str, end: str) -> None:
    outline = f"Strategi: Trygge {end}"

    assert lines("LT105", outline, language=language) == [1]
