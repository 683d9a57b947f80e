"""LT101 to LT104 and LT106: the plan's tree."""

from __future__ import annotations

from ledetraad.plan.finding import Severity
from ledetraad.plan.model import Level
from tests.checks.looking import found, lines

TWO_LEVELS = (
    Level(key="goal", singular="mål", plural="mål"),
    Level(key="measure", singular="tiltak", plural="tiltak"),
)
THREE_LEVELS = (Level(key="area", singular="tema", plural="temaer", titled=True), *TWO_LEVELS)


class TestThemeWithoutMainGoal:
    def test_a_theme_whose_subgoals_stand_right_under_it_is_a_fault(self) -> None:
        outline = """
            Satsingsområde: Trygg skolevei
              Hovedmål: Barn ferdes trygt.
                Delmål: Farten er lav.
            Satsingsområde: Grønne parker
              Delmål: Alle har en park.
        """

        (finding,) = found("LT101", outline)

        assert finding.severity is Severity.ERROR
        assert finding.message() == "“Grønne parker” has no hovedmål."
        assert (finding.number, finding.level) == ("2", "theme")

    def test_a_theme_with_nothing_under_it_is_too(self) -> None:
        assert lines("LT101", "Satsingsområde: Grønne parker") == [1]

    def test_a_plan_without_such_a_level_is_not_asked_for_one(self) -> None:
        outline = """
            Tema: Grønne parker
              Mål: Alle har en park.
        """

        assert lines("LT101", outline, levels=THREE_LEVELS) == []


class TestMainGoalWithoutSubgoals:
    def test_a_main_goal_with_nothing_under_it_is_found(self) -> None:
        outline = """
            Satsingsområde: Trygg skolevei
              Hovedmål: Barn ferdes trygt.
            Satsingsområde: Grønne parker
              Hovedmål: Alle har et grønt sted.
                Delmål: Alle har en park.
        """

        (finding,) = found("LT102", outline)

        assert finding.message().startswith("“Barn ferdes trygt.” has no delmål.")

    def test_it_is_not_told_a_second_time_as_a_goal_without_strategies(self) -> None:
        outline = """
            Satsingsområde: Trygg skolevei
              Hovedmål: Barn ferdes trygt.
            Satsingsområde: Grønne parker
              Hovedmål: Alle har et grønt sted.
                Delmål: Alle har en park.
        """

        assert lines("LT103", outline) == []


class TestSubgoalWithoutStrategies:
    def test_the_one_without_is_found_by_the_plans_own_word(self) -> None:
        outline = """
            Delmål: Farten er lav.
              Strategi: Kommunen skal bygge fartsdumper.
            Delmål: Alle har en park.
        """

        (finding,) = found("LT103", outline)

        assert finding.element == "line-3"
        assert finding.message() == (
            "“Alle har en park.” has no strategier. Would you like to add one, or is it meant so?"
        )

    def test_a_plan_that_has_no_strategies_anywhere_is_left_alone(self) -> None:
        outline = """
            Delmål: Farten er lav.
            Delmål: Alle har en park.
        """

        assert lines("LT103", outline) == []

    def test_it_holds_for_every_level_but_the_last_whatever_it_is_called(self) -> None:
        outline = """
            Tema: Grønne parker
              Mål: Alle har en park.
                Tiltak: Kommunen kjøper et jorde.
              Mål: Alle har en benk.
            Tema: Trygg skolevei
        """

        assert lines("LT103", outline, levels=THREE_LEVELS) == [4, 5]


class TestEmptyText:
    def test_a_statement_and_a_heading_without_words_are_faults(self) -> None:
        outline = """
            Satsingsområde:
              Hovedmål: Alle har et grønt sted.
                Delmål:
        """

        told = found("LT104", outline)

        assert [finding.element for finding in told] == ["line-1", "line-3"]
        assert told[1].message() == "Number 1.1 (delmål) has no words."
        assert {finding.severity for finding in told} == {Severity.ERROR}


class TestSeveralMainGoals:
    def test_a_theme_with_two_is_found_at_the_theme(self) -> None:
        outline = """
            Satsingsområde: Trygg skolevei
              Hovedmål: Barn ferdes trygt.
              Hovedmål: Farten er lav.
        """

        (finding,) = found("LT106", outline)

        assert finding.element == "line-1"
        assert "has 2 hovedmål" in finding.message()
