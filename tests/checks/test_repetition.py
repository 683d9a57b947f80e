"""LT301 and LT302: the same thing said twice."""

from __future__ import annotations

from tests.checks.looking import found, lines


class TestSameText:
    def test_the_later_one_is_found_and_names_the_first(self) -> None:
        outline = """
            Delmål: Alle har en park.
              Strategi: Kommunen skal plante trær.
            Delmål: Luften er ren.
              Strategi: Kommunen skal plante trær.
        """

        (finding,) = found("LT301", outline)

        assert finding.element == "line-4"
        assert finding.message() == "“Kommunen skal plante trær.” also stands at 1.1 (strategi)."

    def test_blanks_marks_and_capitals_make_no_difference(self) -> None:
        outline = """
            Strategi: Kommunen skal plante trær, busker og blomster.
            Strategi: kommunen skal  plante trær  busker og blomster
        """

        assert lines("LT301", outline) == [2]

    def test_a_main_goal_may_say_what_its_heading_says(self) -> None:
        outline = """
            Satsingsområde: Alle har en park
              Hovedmål: Alle har en park.
        """

        assert lines("LT301", outline) == []

    def test_two_headings_may_not_be_the_same(self) -> None:
        outline = """
            Satsingsområde: Grønne parker
            Satsingsområde: Grønne parker
        """

        assert lines("LT301", outline) == [2]

    def test_elements_without_words_are_not_the_same(self) -> None:
        outline = """
            Strategi:
            Strategi:
        """

        assert lines("LT301", outline) == []


class TestNearlySameText:
    PAIR = """
        Delmål: Alle har en park nær hjemmet, med trær, vann og benker å hvile på.
        Delmål: Alle har en park nær hjemmet, med trær, lys og benker å hvile på.
    """

    def test_one_word_of_many_exchanged_is_found(self) -> None:
        (finding,) = found("LT302", self.PAIR)

        assert finding.element == "line-2"
        assert "is nearly the same as 1 (delmål)" in finding.message()

    def test_the_same_words_in_another_order_say_something_else(self) -> None:
        outline = """
            Delmål: Elever fra skolene lærer eldre på biblioteket å bruke nettet.
            Delmål: Eldre lærer på nettet å bruke biblioteket fra skolene elever.
        """

        assert lines("LT302", outline) == []

    def test_what_is_wholly_the_same_is_left_to_its_own_rule(self) -> None:
        outline = """
            Delmål: Alle har en park nær hjemmet, med trær, vann og benker å hvile på.
            Delmål: Alle har en park nær hjemmet, med trær, vann og benker å hvile på.
        """

        assert lines("LT302", outline) == []

    def test_short_statements_are_alike_by_chance(self) -> None:
        outline = """
            Delmål: Alle har en park.
            Delmål: Alle har en skole.
        """

        assert lines("LT302", outline) == []

    def test_how_alike_is_a_setting(self) -> None:
        assert lines("LT302", self.PAIR, settings={"similarity": 0.99}) == []
        assert lines("LT302", self.PAIR, settings={"similarity": 0.9}) == [2]

    def test_what_all_strategies_begin_with_does_not_make_them_alike(self) -> None:
        things = ["fortau", "parker", "bad", "broer", "skoler", "kaier", "torg", "stier", "lys"]
        things += ["benker", "trær", "haller"]
        outline = "\n".join(
            f"Strategi: Kommunen skal i samarbeid med frivillige og næringsliv bygge nye {thing}."
            for thing in things
        )

        assert lines("LT302", outline) == []

    def test_whichever_word_is_exchanged_the_pair_is_found(self) -> None:
        words = [f"ord{number}" for number in range(12)]
        alike = [words, *([*words[:place], "annet", *words[place + 1 :]] for place in range(12))]
        unlike = [[f"{place}u{number}" for number in range(12)] for place in range(60)]
        outline = "\n".join(f"Strategi: {' '.join(said)}." for said in [*alike, *unlike])

        told = lines("LT302", outline, settings={"similarity": 0.9})

        assert told == list(range(2, 14))
