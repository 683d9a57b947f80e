"""LT201 and LT204 to LT206: what statements rest on."""

from __future__ import annotations

import pytest

from ledetraad.plan.finding import Severity
from tests.build import LEGEND
from tests.checks.looking import found, lines


class TestUnknownUnCode:
    @pytest.mark.parametrize("code", ["18", "0", "11.9x", "18.2", "3.14", "3.e", "11.12"])
    def test_a_number_that_the_un_does_not_have_is_a_fault(self, code: str) -> None:
        (finding,) = found("LT201", f"Strategi [FN-T {code}]: Kommunen skal lese høyt.")

        assert finding.severity is Severity.ERROR
        assert f"no goal or target {code};" in finding.message()

    @pytest.mark.parametrize("code", ["1", "17", "1.a", "11.B", "17.19", "16.10"])
    def test_a_number_that_it_has_is_not_in_small_letters_or_large(self, code: str) -> None:
        assert lines("LT201", f"Strategi [FN-T {code}]: Kommunen skal lese høyt.") == []

    def test_the_municipalitys_own_codes_are_not_looked_up(self) -> None:
        assert lines("LT201", "Strategi [EK]: Kommunen skal lese høyt.") == []

    def test_the_same_wrong_number_on_two_statements_is_told_at_each(self) -> None:
        outline = """
            Strategi [FN-T 18]: Kommunen skal lese høyt.
            Strategi [FN-T 18, FN-T 18]: Kommunen skal låne ut bøker.
        """

        assert lines("LT201", outline) == [1, 2]


class TestGoalAmongTargets:
    def test_a_goal_where_most_beside_it_name_targets_is_found(self) -> None:
        outline = """
            Delmål: Alle lærer å lese.
              Strategi [FN-T 4.1]: Kommunen skal lese høyt.
              Strategi [FN-T 4.6]: Kommunen skal låne ut bøker.
              Strategi [FN-T 4]: Kommunen skal følge opp hver elev.
        """

        (finding,) = found("LT204", outline)

        assert finding.element == "line-4"
        assert "names UN goal 4 as a whole" in finding.message()

    def test_where_most_name_goals_it_is_the_custom(self) -> None:
        outline = """
            Delmål: Alle lærer å lese.
              Strategi [FN-T 4]: Kommunen skal lese høyt.
              Strategi [FN-T 10]: Kommunen skal låne ut bøker.
              Strategi [FN-T 4.1]: Kommunen skal følge opp hver elev.
        """

        assert lines("LT204", outline) == []

    def test_a_main_goal_is_not_compared_with_the_strategies_below(self) -> None:
        outline = """
            Hovedmål [FN-T 4]: Alle får lære.
              Delmål [FN-T 4.1]: Alle lærer å lese.
                Strategi [FN-T 4.1]: Kommunen skal lese høyt.
        """

        assert lines("LT204", outline) == []


class TestStatementWithoutReference:
    def test_the_one_that_has_none_is_found(self) -> None:
        outline = """
            Satsingsområde: Skole
              Hovedmål [FN-T 4]: Alle får lære.
                Delmål [FN-T 4.1]: Alle lærer å lese.
                Delmål: Alle lærer å regne.
        """

        assert lines("LT205", outline) == [4]

    def test_a_plan_without_references_is_not_asked_for_them(self) -> None:
        assert lines("LT205", "Delmål: Alle lærer å lese.") == []

    def test_nor_is_a_level_that_never_has_any(self) -> None:
        outline = """
            Delmål [FN-T 4.1]: Alle lærer å lese.
              Strategi: Kommunen skal lese høyt.
              Strategi: Kommunen skal låne ut bøker.
        """

        assert lines("LT205", outline) == []


class TestSameCodeTwice:
    def test_a_code_printed_twice_on_a_statement_is_found_with_how_often(self) -> None:
        outline = "Delmål [FN-T 4.1, EK, FN-T 4.1]: Alle lærer å lese."

        (finding,) = found("LT206", outline)

        assert finding.message() == "FN-T 4.1 is printed 2 times at “Alle lærer å lese.”."

    def test_another_prefix_makes_it_no_other_code(self) -> None:
        assert lines("LT206", "Delmål [FN 4.1, FN-T 4.1]: Alle lærer å lese.") == [1]

    def test_on_two_statements_it_is_no_repetition(self) -> None:
        outline = """
            Delmål [FN-T 4.1]: Alle lærer å lese.
            Delmål [FN-T 4.1]: Alle lærer å regne.
        """

        assert lines("LT206", outline) == []


def test_the_builders_legend_is_what_these_tests_rest_on() -> None:
    assert {code.prefix: code.basis for code in LEGEND} == {"EK": "own", "FN-T": "adapted"}
