"""Ways between the elements of a plan."""

from __future__ import annotations

from hypothesis import given, settings

from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Plan
from tests.build import a_plan
from tests.plans import plans

PLAN = a_plan(
    """
    Satsingsområde: Helse
      Hovedmål [FN-T 3]: Alle har god helse.
        Delmål [EK]: Alle får hjelp.
          Strategi [EK]: Kommunen skal lytte.
          Strategi [EK]: Kommunen skal svare.
        Delmål [EK]: Alle rører seg.
    Satsingsområde: Skole
    """
)
INDEX = PlanIndex(PLAN)


def test_an_element_is_found_by_its_id() -> None:
    assert INDEX.by_id["line-4"].text == "Kommunen skal lytte."


def test_the_way_up_goes_from_the_top_to_the_parent() -> None:
    strategy = INDEX.by_id["line-5"]

    assert [above.id for above in INDEX.ancestors(strategy)] == ["line-1", "line-2", "line-3"]
    assert INDEX.top(strategy).title == "Helse"
    assert INDEX.parent(PLAN.elements[0]) is None
    assert INDEX.top(PLAN.elements[1]) is PLAN.elements[1]


def test_siblings_stand_under_the_same_parent() -> None:
    assert [one.id for one in INDEX.siblings(INDEX.by_id["line-5"])] == ["line-4", "line-5"]
    assert [one.id for one in INDEX.siblings(PLAN.elements[0])] == ["line-1", "line-7"]


def test_before_and_after_go_through_the_whole_document() -> None:
    first, last = INDEX.by_id["line-1"], INDEX.by_id["line-7"]

    assert INDEX.before(first) is None
    assert INDEX.after(last) is None
    assert INDEX.after(INDEX.by_id["line-5"]) is INDEX.by_id["line-6"]
    assert INDEX.before(last) is INDEX.by_id["line-6"]


def test_an_elements_level_is_named() -> None:
    assert INDEX.name(INDEX.by_id["line-3"]) == "delmål"


@settings(max_examples=30, deadline=None)
@given(plans())
def test_the_index_of_any_plan_agrees_with_the_plan(plan: Plan) -> None:
    index = PlanIndex(plan)

    assert index.ordered == list(plan.walk())
    for element in index.ordered:
        for child in element.children:
            assert index.parent(child) is element
            assert index.siblings(child) == element.children
            assert index.ancestors(child) == [*index.ancestors(element), element]
