"""What in the plan a text is about, suggested for a person to choose."""

from __future__ import annotations

import pytest

from ledetraad.hearing.placing import Placing, Why, pieces
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Plan


@pytest.fixture(scope="module")
def placing(example_plan: Plan) -> Placing:
    return Placing(PlanIndex(example_plan))


def of(plan: Plan, level: str, number: str) -> Element:
    return next(one for one in plan.walk() if (one.level, one.number) == (level, number))


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("Vi viser til delmål 2.1, som er uklart.", "subgoal", "2.1"),
        ("Til delmålet 2.1: flott!", "subgoal", "2.1"),
        ("Strategi nr. 2.1.1 må strammes inn.", "strategy", "2.1.1"),
        ("pkt. 2.1.1 er bra", "strategy", "2.1.1"),
        ("Hovedmål 3 mangler noe.", "main_goal", "3"),
        ("2.1.1 Dette støttes ikke.", "strategy", "2.1.1"),
    ],
)
def test_what_a_text_names_itself_comes_first(
    placing: Placing, example_plan: Plan, text: str, level: str, number: str
) -> None:
    first = placing.suggest(text)[0]

    assert first.element == of(example_plan, level, number).id
    assert first.why is Why.NUMBER


def test_several_that_are_named_together_are_all_suggested(
    placing: Placing, example_plan: Plan
) -> None:
    found = placing.named("Delmål 2.1, 2.2 og 3.1 henger sammen.")

    wanted = [of(example_plan, "subgoal", one).id for one in ("2.1", "2.2", "3.1")]
    assert [one.element for one in found] == wanted
    assert placing.only("Delmål 2.1 og 3.1") == ""
    assert placing.only("Delmål 2.1") == wanted[0]


@pytest.mark.parametrize("text", ["Møtet var 2.1.2020.", "Det koster 2.1 millioner.", "1.2.19"])
def test_dates_and_amounts_are_no_places(placing: Placing, text: str) -> None:
    assert placing.named(text.replace("1.2.19", "den 1.2.2019")) == []


def test_a_printed_code_leads_to_the_few_that_have_it(placing: Placing, example_plan: Plan) -> None:
    counted: dict[str, list[str]] = {}
    for one in example_plan.walk():
        for reference in one.references:
            counted.setdefault(reference.printed, []).append(one.id)
    code, elements = next(
        (code, found)
        for code, found in counted.items()
        if len(set(found)) == 1 and any(letter.isdigit() for letter in code)
    )

    found = placing.named(f"Vi leser {code} annerledes.")
    assert [one.element for one in found if one.why is Why.CODE] == elements[:1]


def test_every_strategy_is_among_the_three_that_its_own_words_suggest(
    placing: Placing, example_plan: Plan
) -> None:
    every = [one for one in example_plan.walk() if one.text]
    hits = sum(
        one.id in {each.element for each in placing.suggest(f"Jeg mener at {one.text.lower()}")}
        for one in every
    )

    assert hits / len(every) > 0.95


def test_a_text_without_a_word_in_common_gets_no_suggestion(placing: Placing) -> None:
    assert placing.suggest("Xyzzy qwerty.") == []


def test_a_statement_falls_into_its_paragraphs_and_a_heading_goes_with_what_it_heads() -> None:
    text = "Til kommunen.\n\nOm sykkel\n\nVeiene må henge sammen.\n\n\nOm skole\nBygg nytt."

    assert pieces(text) == [
        "Til kommunen.",
        "Om sykkel\nVeiene må henge sammen.",
        "Om skole\nBygg nytt.",
    ]
