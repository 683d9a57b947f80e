"""LT401 and LT402: the UN's goals and the plan as a whole."""

from __future__ import annotations

from tests.checks.looking import found, lines


class TestUnservedGoal:
    def test_each_goal_that_nothing_rests_on_is_told_by_name_and_at_no_element(
        self,
    ) -> None:
        told = found("LT401", "Delmål [FN-T 4.1, FN-T 11]: Alle lærer å lese der de bor.")

        assert [finding.values["code"] for finding in told] == [
            str(goal) for goal in range(1, 18) if goal not in {4, 11}
        ]
        assert all(finding.element is None and finding.place is None for finding in told)
        assert told[0].message() == ("Nothing in the plan rests on UN goal 1, “Utrydde fattigdom”.")

    def test_a_goal_is_named_in_the_plans_language(self) -> None:
        (first, *_) = found("LT401", "Delmål [FN-T 4]: Everyone can read.", language="en")

        assert "No poverty" in first.message()

    def test_a_plan_that_does_not_refer_to_the_un_is_not_asked(self) -> None:
        assert found("LT401", "Delmål [EK]: Alle lærer å lese.") == []


class TestTargetWithoutThread:
    def test_a_target_of_a_goal_that_nothing_above_rests_on_is_found(self) -> None:
        outline = """
            Hovedmål [FN-T 4]: Alle får lære.
              Delmål [EK]: Alle lærer å lese.
                Strategi [FN-T 4.1, FN-T 13.3]: Kommunen skal lage skolehager.
        """

        (finding,) = found("LT402", outline)

        assert finding.message() == (
            "“Kommunen skal lage skolehager.” rests on UN target 13.3, "
            "and nothing above it on UN goal 13."
        )

    def test_a_goal_anywhere_above_holds_the_thread(self) -> None:
        outline = """
            Hovedmål [FN-T 13]: Vi tar vare på naturen.
              Delmål [EK]: Alle lærer om naturen.
                Strategi [FN-T 13.3]: Kommunen skal lage skolehager.
        """

        assert lines("LT402", outline) == []

    def test_where_nothing_above_refers_to_the_un_there_is_no_thread_to_break(self) -> None:
        outline = """
            Delmål [EK]: Alle lærer om naturen.
              Strategi [FN-T 13.3]: Kommunen skal lage skolehager.
        """

        assert lines("LT402", outline) == []

    def test_a_whole_goal_and_a_subgoals_target_are_not_looked_at(self) -> None:
        outline = """
            Hovedmål [FN-T 4]: Alle får lære.
              Delmål [FN-T 13.3]: Alle lærer om naturen.
                Strategi [FN-T 15]: Kommunen skal lage skolehager.
        """

        assert lines("LT402", outline) == []
