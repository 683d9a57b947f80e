"""LT303 and LT304: strategies that act and goals that are, by the plan's own custom."""

from __future__ import annotations

from ledetraad.plan.model import Level
from tests.checks.looking import found, lines

GOALS = """
    Delmål: Barn går trygt til skolen.
    Delmål: Eldre ferdes trygt om vinteren.
    Delmål: Alle har en park nær hjemmet.
    Delmål: Naboer kjenner hverandre.
"""
ACTIONS = """
      Strategi: Kommunen skal bygge fortau.
      Strategi: Kommunen skal senke farten.
      Strategi: Skolene skal gå sammen med barna.
      Strategi: Kommunen skal sette opp lys.
"""
PLAN = GOALS.rstrip() + ACTIONS
BARE_GOALS = """
    Delmål: Innbyggerne kjenner hverandre.
    Delmål: Innbyggerne har en park.
    Delmål: Barn går trygt.
    Delmål: Barn kan svømme.
"""
BARE_ACTIONS = """
      Strategi: Bygge fortau.
      Strategi: Bygge broer.
      Strategi: Senke farten.
      Strategi: Sette opp lys.
"""
BARE_PLAN = BARE_GOALS.rstrip() + BARE_ACTIONS


class TestStrategyWithoutAction:
    def test_a_strategy_without_the_word_that_the_others_have_is_found(self) -> None:
        (finding,) = found("LT303", f"{PLAN}      Strategi: Foreldre kjører mindre.")

        assert finding.element == "line-9"
        assert finding.message() == (
            "“Foreldre kjører mindre.” does not say what will be done; most strategier say “skal”."
        )

    def test_who_acts_may_differ(self) -> None:
        assert lines("LT303", PLAN) == []

    def test_another_word_that_several_strategies_act_by_is_as_good(self) -> None:
        by_skal = "".join(f"      Strategi: Laget skal {what}.\n" for what in "abcdef")
        by_vil = "".join(f"      Strategi: Vi vil {what}.\n" for what in "abcd")

        assert lines("LT303", PLAN + by_skal + by_vil) == []

    def test_first_words_part_the_levels_where_no_one_word_does(self) -> None:
        (finding,) = found("LT303", f"{BARE_PLAN}      Strategi: Innbyggerne har lys.")

        assert finding.element == "line-9"
        assert finding.message() == (
            "“Innbyggerne har lys.” opens as the plan's delmål do, and not as its strategier."
        )

    def test_a_new_verb_is_no_fault(self) -> None:
        assert lines("LT303", f"{BARE_PLAN}      Strategi: Gi barn refleks.") == []


class TestGoalReadsAsAction:
    def test_a_goal_with_the_strategies_word_is_found(self) -> None:
        (finding,) = found("LT304", f"Delmål: Kommunen skal jobbe for alle.\n{_dedented(PLAN)}")

        assert finding.element == "line-1"
        assert "opens as the plan's strategier do" in finding.message()

    def test_a_goal_that_opens_as_several_strategies_do_is_found(self) -> None:
        assert lines("LT304", f"Delmål: Bygge tillit.\n{_dedented(BARE_PLAN)}") == [1]

    def test_a_goal_that_is_a_state_is_not(self) -> None:
        assert lines("LT304", PLAN) == []
        assert lines("LT304", BARE_PLAN) == []


class TestWithoutAPattern:
    def test_a_plan_with_few_statements_teaches_nothing(self) -> None:
        outline = """
            Delmål: Barn går trygt.
              Strategi: Kommunen skal bygge fortau.
              Strategi: Foreldre kjører mindre.
        """

        assert lines("LT303", outline) == []

    def test_a_plan_that_says_skal_of_goals_and_strategies_alike_teaches_nothing(self) -> None:
        outline = PLAN.replace("Delmål: ", "Delmål: Det skal være slik at ")

        assert lines("LT304", outline) == []
        assert lines("LT303", f"{outline}      Strategi: Foreldre kjører mindre.") == []

    def test_a_plan_with_headings_above_its_statements_has_no_goals_to_compare_with(self) -> None:
        levels = (
            Level(key="area", singular="delmål", plural="delmål", titled=True),
            Level(key="strategy", singular="strategi", plural="strategier"),
        )

        assert lines("LT303", f"{PLAN}      Strategi: Foreldre kjører.", levels=levels) == []

    def test_nor_has_a_plan_with_one_level(self) -> None:
        levels = (Level(key="strategy", singular="strategi", plural="strategier"),)

        assert lines("LT303", "Strategi: Foreldre kjører mindre.", levels=levels) == []


def _dedented(outline: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in outline.strip("\n").split("\n"))
