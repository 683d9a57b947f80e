"""Numbers by position, and ids that stay."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.plan.model import Element, Plan
from ledetraad.plan.numbering import make_id, numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from tests.build import a_plan
from tests.plans import plans
from tests.work import work


def numbers(plan: Plan) -> list[str]:
    return [element.number for element in plan.walk()]


def test_a_number_tells_the_way_down() -> None:
    plan = a_plan(
        """
        Satsingsområde: Helse
          Hovedmål: Alle har god helse.
            Delmål: Alle får hjelp.
              Strategi: Kommunen skal lytte.
              Strategi: Kommunen skal svare.
            Delmål: Alle rører seg.
        Satsingsområde: Skole
          Hovedmål: Alle lærer.
        """
    )

    assert numbers(plan) == ["1", "1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2"]


def test_a_theme_with_two_main_goals_numbers_them() -> None:
    plan = a_plan(
        """
        Satsingsområde: Helse
          Hovedmål: Alle har god helse.
            Delmål: Alle får hjelp.
          Hovedmål: Alle lever lenge.
        """
    )

    assert numbers(plan) == ["1", "1.1", "1.1.1", "1.2"]


def test_numbers_follow_the_position_and_ids_stay() -> None:
    plan = a_plan("Satsingsområde: Helse\nSatsingsområde: Skole")

    turned = numbered(plan.model_copy(update={"elements": plan.elements[::-1]}))

    assert [(element.id, element.number) for element in turned.elements] == [
        ("line-2", "1"),
        ("line-1", "2"),
    ]


@settings(max_examples=30, deadline=None)
@given(plans())
def test_numbering_changes_nothing_else_and_doing_it_again_changes_nothing(plan: Plan) -> None:
    again = numbered(plan)

    assert numbered(again) == again
    bare = [element.model_copy(update={"number": "", "children": ()}) for element in plan.walk()]
    assert bare == [
        element.model_copy(update={"number": "", "children": ()}) for element in again.walk()
    ]


def test_an_id_is_made_from_what_is_said_and_not_from_blanks_or_capitals() -> None:
    said = make_id(("strategy", "Helse", "Kommunen skal lytte."), set())

    assert said == make_id(("strategy", "helse", " Kommunen  skal\nlytte. "), set())
    assert said != make_id(("subgoal", "Helse", "Kommunen skal lytte."), set())
    assert said != make_id(("strategy", "Helse", "Kommunen skal lytte!"), set())
    assert make_id(("a", "b"), set()) != make_id(("ab",), set())


@given(st.lists(st.lists(st.text(max_size=8), max_size=3), max_size=30))
def test_ids_are_unlike_and_the_same_each_time(parts: list[list[str]]) -> None:
    taken: set[str] = set()

    ids = [make_id(part, taken) for part in parts]

    again: set[str] = set()
    assert ids == [make_id(part, again) for part in parts]
    assert len(set(ids)) == len(ids)
    assert taken == set(ids)
    for made in ids:
        assert Element(id=made, level="goal").id == made
        assert not made.isdigit()


def test_the_same_words_many_times_over_get_ids_with_no_more_work_for_each() -> None:
    def ids(count: int) -> set[str]:
        taken: set[str] = set()
        return {make_id(("strategy", "Vi skal."), taken) for _ in range(count)}

    assert len(ids(2_000)) == 2_000
    assert work(lambda: ids(2_000)) < 6 * work(lambda: ids(500))


def test_a_plan_without_elements_can_be_numbered() -> None:
    assert numbered(Plan(levels=GOALS_AND_STRATEGIES)).elements == ()
