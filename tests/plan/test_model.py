"""What makes a plan whole: its levels, its ids, its depth and its period."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ledetraad.plan.model import MAX_DEPTH, Element, Level, Period, Plan, Reference, SourcePlace
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from tests.build import a_plan


def refusal(**fields: Any) -> str:
    with pytest.raises(ValidationError) as raised:
        Plan(**{"levels": GOALS_AND_STRATEGIES, **fields})
    return str(raised.value)


def nested(depth: int) -> Plan:
    levels = tuple(Level(key=f"l{d}", singular="nivå", plural="nivåer") for d in range(depth))
    element: tuple[Element, ...] = ()
    for level in reversed(levels):
        element = (Element(id=level.key, level=level.key, text="Mål", children=element),)
    return Plan(levels=levels, elements=element)


def test_a_plan_with_each_level_under_the_one_above_is_whole() -> None:
    plan = a_plan(
        """
        Satsingsområde: Helse
          Hovedmål [FN-T 3]: Alle har god helse.
            Delmål [EK]: Alle får hjelp.
              Strategi [EK]: Kommunen skal lytte.
        """
    )

    assert [element.level for element in plan.walk()] == [
        "theme",
        "main_goal",
        "subgoal",
        "strategy",
    ]


def test_levels_may_be_left_out_but_not_turned_round() -> None:
    goal = Element(id="g", level="subgoal", text="Mål")
    strategy = Element(id="s", level="strategy", text="Strategi")
    theme = Element(id="t", level="theme", title="Helse", children=(strategy,))

    assert Plan(levels=GOALS_AND_STRATEGIES, elements=(theme,)).elements == (theme,)
    turned = strategy.model_copy(update={"children": (goal,)})
    assert "element g" in refusal(elements=(turned,))
    own = strategy.model_copy(update={"id": "x", "children": (strategy,)})
    assert "own or a lower level" in refusal(elements=(own,))


def test_a_level_that_the_plan_does_not_declare_is_refused() -> None:
    assert "unknown level “measure”" in refusal(elements=(Element(id="m", level="measure"),))


def test_two_levels_or_two_elements_may_not_share_a_name() -> None:
    level = Level(key="goal", singular="mål", plural="mål")
    element = Element(id="same", level="goal", text="Mål")

    assert "same key" in refusal(levels=(level, level))
    assert "the id same" in refusal(levels=(level,), elements=(element, element))


def test_a_plan_is_so_deep_and_no_deeper() -> None:
    assert sum(1 for _ in nested(MAX_DEPTH).walk()) == MAX_DEPTH
    with pytest.raises(ValidationError, match=f"more than {MAX_DEPTH} levels deep"):
        nested(MAX_DEPTH + 1)


def test_a_plan_and_its_parts_never_change() -> None:
    plan = nested(2)

    with pytest.raises(ValidationError):
        plan.title = "Ny"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        plan.elements[0].text = "Nytt"  # type: ignore[misc]


def test_a_field_that_nobody_knows_is_refused() -> None:
    assert "tittel" in refusal(tittel="Plan")


def test_a_period_includes_both_its_years_and_runs_forward() -> None:
    period = Period.model_validate({"from": 2030, "to": 2042})

    assert str(period) == "2030–2042"
    assert Period(from_year=2030, to_year=2030).to_year == 2030
    with pytest.raises(ValidationError, match="before it begins"):
        Period(from_year=2042, to_year=2030)


@pytest.mark.parametrize("identifier", ["", "-a", "a b", "å", "a" * 65, "a/b"])
def test_an_id_is_short_and_plain(identifier: str) -> None:
    with pytest.raises(ValidationError):
        Element(id=identifier, level="goal")


@pytest.mark.parametrize(
    ("printed", "code", "prefix"),
    [("FN-T 11.3", "11.3", "FN-T"), ("AK", "AK", "AK"), ("FN-T", "FN-T", "FN-T")],
)
def test_a_reference_knows_its_prefix(printed: str, code: str, prefix: str) -> None:
    reference = Reference(printed=printed, framework="un-sdg", code=code, basis="adapted")

    assert reference.prefix == prefix


def test_a_place_is_said_with_what_it_has() -> None:
    assert str(SourcePlace(file="plan.txt", line=12)) == "plan.txt:12"
    assert str(SourcePlace(file="plan.xlsx", sheet="Mål", cell="B3")) == "plan.xlsx:Mål:B3"
    assert str(SourcePlace(file="plan.txt")) == "plan.txt"


def test_a_level_is_found_by_its_key() -> None:
    plan = nested(1)

    assert plan.level("l0").singular == "nivå"
    with pytest.raises(KeyError):
        plan.level("l1")


def test_an_element_has_a_title_or_a_text_but_not_both(example_plan: Plan) -> None:
    document = example_plan.model_dump(by_alias=True)
    document["elements"][0]["text"] = "En tekst under en tittel."

    with pytest.raises(ValidationError, match="both a title and a text"):
        Plan.model_validate(document)
