"""LT305 and LT306: full stops and blanks."""

from __future__ import annotations

import pytest

from tests.checks.looking import found, lines

FOUR = """
    Strategi: Kommunen skal bygge fortau.
    Strategi: Kommunen skal senke farten.
    Strategi: Kommunen skal sette opp lys.
    Strategi: Kommunen skal låne ut sykler.
"""


class TestMissingFullStop:
    def test_the_one_without_is_found(self) -> None:
        (finding,) = found("LT305", f"{FOUR}    Strategi: Kommunen skal plante trær")

        assert finding.message() == "“Kommunen skal plante trær” has no full stop."

    @pytest.mark.parametrize("end", ["trær!", "trær?", "«trær.»", "(trær.)", "dette:", "trær…"])
    def test_other_ends_are_ends_too(self, end: str) -> None:
        assert lines("LT305", f"{FOUR}    Strategi: Kommunen skal plante {end}") == []

    def test_an_end_that_is_cut_off_is_left_to_its_own_rule(self) -> None:
        assert lines("LT305", f"{FOUR}    Strategi: Kommunen skal plante trær og") == []

    def test_where_full_stops_are_not_the_custom_none_is_missing(self) -> None:
        outline = FOUR.replace(".\n", "\n") + "    Strategi: Kommunen skal plante trær."

        assert lines("LT305", outline) == []

    def test_each_level_has_its_own_custom(self) -> None:
        goals = "\n".join(f"    Delmål: Alle har {what}" for what in ("lys", "ro", "hus", "mat"))

        assert lines("LT305", FOUR + goals) == []

    def test_a_level_with_few_statements_goes_by_the_whole_plan(self) -> None:
        assert lines("LT305", f"{FOUR}    Delmål: Alle har lys") == [5]

    def test_headings_need_none(self) -> None:
        assert lines("LT305", f"{FOUR}    Satsingsområde: Grønne parker") == []


class TestStrayBlanks:
    def test_two_blanks_are_found_and_made_visible(self) -> None:
        (finding,) = found("LT306", "Strategi: Kommunen skal  bygge nye fortau.")

        assert finding.message() == (
            "Two blanks follow each other here: “Kommunen skal␣␣bygge nye”."
        )

    def test_all_places_of_a_text_are_told_at_once(self) -> None:
        (finding,) = found("LT306", "Strategi: Vi  skal bygge  fortau.")

        assert "“Vi␣␣skal bygge … skal bygge␣␣fortau.”" in finding.message()

    @pytest.mark.parametrize("mark", [",", ".", ";", ":", "!", "?"])
    def test_a_blank_before_a_mark_is_found(self, mark: str) -> None:
        (finding,) = found("LT306", f"Strategi: Vi skal bygge{mark} og så male {mark}")

        assert finding.message().endswith(f"here: “så male␣{mark}”.")

    def test_two_blanks_before_a_mark_are_told_once(self) -> None:
        assert lines("LT306", "Strategi: Vi skal bygge  .") == [1]

    def test_headings_are_looked_at_too(self) -> None:
        assert lines("LT306", "Satsingsområde: Grønne  parker") == [1]

    @pytest.mark.parametrize("text", ["Vi har 50 % grønt.", "Alt om .NET og mer.", "Ja – nei."])
    def test_blanks_that_belong_are_not(self, text: str) -> None:
        assert lines("LT306", f"Strategi: {text}") == []
