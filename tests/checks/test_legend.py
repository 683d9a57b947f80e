"""LT202 and LT203: printed codes against the legend and against each other."""

from __future__ import annotations

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.plan.finding import Finding
from ledetraad.plan.model import CodeDefinition
from ledetraad.plan.shared_rules import UNDECLARED_CODE, UNDECLARED_CODE_MESSAGE
from tests.build import LEGEND, a_plan
from tests.checks.looking import found, lines

FIVE = """
    Strategi [FN-T 4.1]: Kommunen skal lese høyt.
    Strategi [FN-T 4.2]: Kommunen skal låne ut bøker.
    Strategi [FN-T 4.6]: Kommunen skal følge opp hver elev.
    Strategi [FN-T 4.7]: Kommunen skal lage skolehager.
    Strategi [FN-T 4.a]: Kommunen skal pusse opp skolene.
"""
ODD = f"{FIVE}    Strategi [FN 3.4, FN 3.5]: Kommunen skal åpne svømmehallen."


class TestBasisUnlikeTheRest:
    def test_the_one_odd_prefix_is_found_with_what_is_usual(self) -> None:
        (finding,) = found("LT202", ODD)

        assert finding.element == "line-6"
        assert finding.message() == (
            "“Kommunen skal åpne svømmehallen.” prints FN 3.4 / FN 3.5, "
            "where nearly all others print FN-T."
        )

    def test_a_prefix_that_the_legend_explains_is_a_choice(self) -> None:
        explained = CodeDefinition(
            prefix="FN", meaning="Hentet direkte", framework="un-sdg", basis="direct"
        )

        assert lines("LT202", ODD, legend=(*LEGEND, explained)) == []

    def test_a_prefix_that_was_only_guessed_without_a_legend_is_not(self) -> None:
        guessed = tuple(
            CodeDefinition(prefix=prefix, framework="un-sdg", basis="direct")
            for prefix in ("FN-T", "FN")
        )

        assert lines("LT202", ODD, legend=guessed) == [6]

    def test_without_a_clear_majority_nothing_is_odd(self) -> None:
        outline = f"{ODD}\n    Strategi [FN 3.6]: Kommunen skal senke farten."

        assert lines("LT202", outline) == []

    def test_a_few_references_have_no_majority(self) -> None:
        outline = """
            Strategi [FN-T 4.1]: Kommunen skal lese høyt.
            Strategi [FN 4.2]: Kommunen skal låne ut bøker.
        """

        assert lines("LT202", outline) == []

    def test_the_municipalitys_own_is_not_compared_with_the_uns(self) -> None:
        assert lines("LT202", f"{FIVE}    Strategi [EK]: Kommunen skal åpne svømmehallen.") == []


class TestCodeMissingFromLegend:
    def test_all_codes_of_a_statement_are_told_at_once(self) -> None:
        (finding,) = found("LT203", ODD)

        assert finding.message() == (
            "The code FN 3.4 / FN 3.5 at “Kommunen skal åpne svømmehallen.” is not in the legend."
        )

    def test_a_plan_without_a_legend_is_not_asked(self) -> None:
        assert lines("LT203", ODD, legend=()) == []

    def test_a_longer_dash_makes_no_other_code(self) -> None:
        assert lines("LT203", "Strategi [FN–T 4.1]: Kommunen skal lese høyt.") == []

    def test_a_number_alone_has_no_prefix_to_explain(self) -> None:
        assert lines("LT203", "Strategi [4.1]: Kommunen skal lese høyt.") == []

    def test_what_the_reader_has_told_is_not_told_again(self) -> None:
        noted = Finding(
            rule=UNDECLARED_CODE,
            template=UNDECLARED_CODE_MESSAGE,
            values={"printed": "FN 3.4 / FN 3.5", "text": "Kommunen"},
            element="line-6",
            severity=UNDECLARED_CODE.severity,
        )

        told = run_checks(a_plan(ODD), CheckSettings(select=("LT203",)), [noted])

        assert told == [noted]
