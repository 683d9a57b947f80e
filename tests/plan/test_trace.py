"""The thread between the UN's goals and the plan."""

from __future__ import annotations

import pytest

from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.trace import Trace, trace
from tests.build import a_plan

PARENTS = {"3": None, "3.4": "3", "3.8": "3", "4": None, "4.1": "4", "17": None}
PLAN = a_plan(
    """
    Satsingsområde: Helse
      Hovedmål [FN-T 3]: Alle har god helse.
        Delmål [FN-T 3.4]: Alle rører seg.
          Strategi [FN-T 3.8, FN-T 4.1]: Kommunen skal gå turer.
          Strategi [EK]: Kommunen skal bygge stier.
          Strategi [EK, FN-T 4.1, FN-T 3.4]: Kommunen skal lære opp.
        Delmål [EK]: Alle får hjelp.
          Strategi: Kommunen skal lytte.
    Satsingsområde: Skole
      Hovedmål [FN 4.12, FN 4.1]: Alle lærer.
    """
)
TRACE = trace(PLAN, PARENTS)


def ids(elements: tuple[Element, ...]) -> list[int]:
    return [int(element.id.removeprefix("line-")) for element in elements]


def test_every_item_of_the_framework_is_there_in_its_order() -> None:
    assert list(TRACE.items) == list(PARENTS)


def test_an_element_rests_on_the_target_it_names_and_on_its_goal() -> None:
    assert ids(TRACE.items["3.4"].named) == [3, 6]
    assert ids(TRACE.items["3.4"].resting) == [3, 6]
    assert ids(TRACE.items["3"].named) == [2]
    assert ids(TRACE.items["3"].resting) == [2, 3, 4, 6]


def test_an_element_rests_through_what_stands_below_it() -> None:
    assert ids(TRACE.items["3.8"].through) == [1, 2, 3]
    assert ids(TRACE.items["4.1"].through) == [1, 2, 3, 9]
    assert ids(TRACE.items["3"].through) == [1]


def test_resting_elements_are_counted_by_level_and_by_theme() -> None:
    item = TRACE.items["4.1"]

    assert item.by_level == {"strategy": 2, "main_goal": 1}
    assert item.by_theme == {"line-1": 2, "line-9": 1}
    assert TRACE.by_level == {"theme": 2, "main_goal": 2, "subgoal": 2, "strategy": 4}


def test_what_nothing_rests_on_is_unserved() -> None:
    assert TRACE.unserved() == ["17"]


def test_own_references_are_told_apart_from_those_that_stand_alone() -> None:
    assert ids(TRACE.own) == [5, 6, 7]
    assert ids(TRACE.only_own) == [5, 7]


def test_statements_without_any_reference_are_listed_and_headings_are_not() -> None:
    assert ids(TRACE.unreferenced) == [8]


def test_codes_that_the_framework_does_not_have_are_listed_with_who_prints_them() -> None:
    assert {code: ids(elements) for code, elements in TRACE.unknown.items()} == {"4.12": [10]}


def test_references_are_counted_in_all_and_by_framework() -> None:
    assert TRACE.references == 11
    assert TRACE.references_to == {"un-sdg": 8, "own": 3}


def test_an_index_made_before_serves_as_well_as_the_plan() -> None:
    assert trace(PlanIndex(PLAN), PARENTS) == TRACE


def test_another_framework_can_be_followed() -> None:
    followed = trace(PLAN, {"EK": None}, framework="own")

    assert ids(followed.items["EK"].named) == [5, 6, 7]


@pytest.fixture(scope="module")
def example_trace(example_plan: Plan) -> Trace:
    return trace(example_plan, un_sdg().parents())


def test_the_examples_unserved_goals(example_trace: Trace) -> None:
    goals = [item.code for item in un_sdg().goals]

    assert [code for code in example_trace.unserved() if code in goals] == ["1", "2", "5"]


def test_the_examples_counts_by_level(example_trace: Trace) -> None:
    counts = {
        goal.code: tuple(
            example_trace.items[goal.code].by_level.get(level, 0)
            for level in ("main_goal", "subgoal", "strategy")
        )
        for goal in un_sdg().goals
        if example_trace.items[goal.code].resting
    }

    assert counts == {
        "3": (1, 2, 3),
        "4": (1, 3, 4),
        "6": (0, 1, 0),
        "7": (0, 0, 1),
        "8": (1, 2, 1),
        "9": (1, 2, 3),
        "10": (0, 1, 2),
        "11": (1, 4, 9),
        "12": (0, 1, 5),
        "13": (1, 1, 2),
        "14": (0, 0, 1),
        "15": (0, 0, 2),
        "16": (0, 1, 2),
        "17": (1, 1, 3),
    }


def test_the_examples_counts_by_theme(example_plan: Plan, example_trace: Trace) -> None:
    place = {theme.id: theme.number for theme in example_plan.elements}

    def by_theme(code: str) -> dict[str, int]:
        return {place[theme]: n for theme, n in example_trace.items[code].by_theme.items()}

    assert by_theme("11") == {"2": 14}
    assert by_theme("12") == {"1": 1, "2": 1, "3": 2, "4": 1, "5": 1}
    assert by_theme("17") == {"1": 4, "2": 1}


def test_the_examples_references(example_trace: Trace) -> None:
    assert example_trace.references == 139
    assert example_trace.references_to == {"un-sdg": 70, "own": 69}
    assert (len(example_trace.own), len(example_trace.only_own)) == (69, 65)
    assert example_trace.unreferenced == ()
    assert example_trace.unknown == {}
