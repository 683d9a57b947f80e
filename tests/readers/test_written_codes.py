"""References as somebody writes them in a field."""

from __future__ import annotations

import pytest

from ledetraad.plan.model import CodeDefinition, Plan, Reference
from ledetraad.readers.written_codes import InvalidReference, references_from
from tests.build import LEGEND, a_plan

THEME = "Satsingsområde: Skole"


def read(text: str, plan: Plan | None = None) -> list[str]:
    """What is understood, each as "printed = framework code, basis"."""
    found = references_from(text, a_plan(THEME) if plan is None else plan)
    return [f"{one.printed} = {one.framework} {one.code}, {one.basis}" for one in found]


def refused(text: str, plan: Plan | None = None) -> InvalidReference:
    with pytest.raises(InvalidReference) as error:
        references_from(text, a_plan(THEME) if plan is None else plan)
    return error.value


@pytest.mark.parametrize(
    "text", ["FN-T 11.3, EK", " FN-T  11.3;EK; ", "FN-T 11.3\r\nEK\n", "fn-t11.3, ek"]
)
def test_codes_are_parted_by_commas_semicolons_and_line_ends(text: str) -> None:
    assert read(text) == ["FN-T 11.3 = un-sdg 11.3, adapted", "EK = own EK, own"]


def test_nothing_written_is_no_references() -> None:
    assert read(" ,\n") == []


def test_a_number_alone_has_the_legends_code_for_adapted_goals() -> None:
    direct = CodeDefinition(prefix="FN", framework="un-sdg", basis="direct")
    both = a_plan(THEME, legend=(direct, *LEGEND))

    assert read("11.3") == read("11.3", both) == ["FN-T 11.3 = un-sdg 11.3, adapted"]
    assert read("4", a_plan(THEME, legend=(direct,))) == ["FN 4 = un-sdg 4, direct"]
    assert read("11.3", a_plan(THEME, legend=())) == ["FN 11.3 = un-sdg 11.3, direct"]


def test_a_number_alone_belongs_to_the_code_before_it() -> None:
    assert read("FN 4, 11.3, FN-T 3.4, EK, 3.a") == [
        "FN 4 = un-sdg 4, direct",
        "FN 11.3 = un-sdg 11.3, direct",
        "FN-T 3.4 = un-sdg 3.4, adapted",
        "EK = own EK, own",
        "FN-T 3.a = un-sdg 3.a, adapted",
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FN-T 11.3 og 11.7", ["11.3", "11.7"]),
        ("FN-T 11.3 / 11.7", ["11.3", "11.7"]),
        ("FN-T 3.4-3.6", ["3.4", "3.5", "3.6"]),
        ("bærekraftsmål 11", ["11"]),
        ("SDG 11.3", ["11.3"]),
        ("God helse og livskvalitet", ["3"]),
        ("11.3, 11.3, FN-T 11.3", ["11.3"]),
    ],
)
def test_what_documents_print_is_understood(text: str, codes: list[str]) -> None:
    assert [one.code for one in references_from(text, a_plan(THEME))] == codes


@pytest.mark.parametrize(
    ("text", "number"),
    [("11.99", "11.99"), ("EK, FN-T 11.99", "11.99"), ("FN 18", "18"), ("FN-T 3.4-3.99", "3.99")],
)
def test_a_goal_or_target_that_the_un_does_not_have_is_named(text: str, number: str) -> None:
    assert refused(text).what() == f"The UN has no goal or target {number}."


def test_the_targets_that_there_are_are_told() -> None:
    assert "11.1, 11.2, 11.3" in refused("FN-T 11.99").remedy()
    assert "from 1 to 17" in refused("19").remedy()


@pytest.mark.parametrize("text", ["Tull", "EK, Tull", "FN-T 11.3, Tull", "Tull 11.3 og mer"])
def test_what_is_no_code_is_named_and_the_plans_codes_are_told(text: str) -> None:
    error = refused(text)

    assert "Tull" in error.what()
    assert "FN-T 11.3, " not in error.what()
    assert "EK, FN-T 11.3" in error.remedy()


@pytest.mark.parametrize("text", ["FN-T", "FN"])
def test_a_code_that_has_a_number_needs_one(text: str) -> None:
    assert refused(text).what() == f"“{text}” needs the number of a goal or target."


def test_too_much_is_refused() -> None:
    assert "more than 200" in refused("EK," * 201).what()
    assert len(refused("x" * 100_000).what()) < 200


def test_what_the_plan_prints_means_what_it_means_there() -> None:
    odd = Reference(printed="Nasjonal forventning", framework="other", code="NF", basis="direct")
    plan = a_plan("Delmål: Alle leser.")
    goal = plan.elements[0].model_copy(update={"references": (odd,)})
    plan = plan.model_copy(update={"elements": (goal,)})

    assert references_from("Nasjonal forventning, EK", plan)[0] == odd


def test_the_example_plans_own_references_are_read_back(example_plan: Plan) -> None:
    for element in example_plan.walk():
        printed = ", ".join(one.printed for one in element.references)

        assert references_from(printed, example_plan) == element.references
        unprinted = example_plan.model_copy(update={"elements": ()})
        assert references_from(printed, unprinted) == element.references
