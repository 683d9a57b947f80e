"""The plan that the form was learnt from, checked statement by statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pytest

from ledetraad.plan.model import Element, Plan, PlanStatus, Reference
from ledetraad.readers import ReadResult, read_document

GOLDEN = Path(__file__).parents[1] / "documents" / "asker.golden.txt"
HEADS = {
    "Hovedmål",
    "Delmål og strategier",
    "Referanse HOVEDMÅL",
    "Referanse DELMÅL Referanse STRATEGIER TIL DELMÅL",
}
DEPTHS = {"theme": 0, "main_goal": 1, "subgoal": 2, "strategy": 3}


@dataclass(frozen=True)
class Golden:
    """One line of the golden file."""

    number: str
    level: str
    references: list[str]
    line: int
    text: str


def printed_one_by_one(cell: str) -> list[str]:
    """From "FN-T 11.3 / 11.7 / AK" the three references that it prints."""
    references: list[str] = []
    prefix = ""
    for part in cell.split(" / ") if cell != "-" else []:
        if not part[0].isdigit():
            prefix = part.split(" ")[0]
        references.append(f"{prefix} {part}" if part[0].isdigit() else part)
    return references


def golden() -> list[Golden]:
    lines = [line for line in GOLDEN.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Golden(number, level, printed_one_by_one(cell), int(line), text)
        for number, level, cell, line, text in (line.split(" | ", 4) for line in lines)
    ]


@pytest.fixture(scope="module")
def elements(example_plan: Plan) -> list[Element]:
    return list(example_plan.walk())


def test_every_element_has_its_number_level_references_and_place(elements: list[Element]) -> None:
    read = [
        Golden(
            element.number,
            element.level,
            [reference.printed for reference in element.references],
            element.source.line if element.source and element.source.line else 0,
            element.words,
        )
        for element in elements
    ]

    assert read == golden()


def test_every_level_is_whole(elements: list[Element]) -> None:
    assert Counter(element.level for element in elements) == {
        "theme": 8,
        "main_goal": 8,
        "subgoal": 28,
        "strategy": 87,
    }


def test_main_goals_subgoals_and_strategies_stand_under_one_another(example_plan: Plan) -> None:
    def levels_below(element: Element, depth: int) -> None:
        assert DEPTHS[element.level] == depth
        for child in element.children:
            levels_below(child, depth + 1)

    for theme in example_plan.elements:
        levels_below(theme, 0)
        assert len(theme.children) == 1


def test_a_theme_has_a_title_and_the_others_have_a_text(elements: list[Element]) -> None:
    for element in elements:
        assert bool(element.title) == (element.level == "theme")
        assert bool(element.text) == (element.level != "theme")


def test_every_printed_reference_is_there(elements: list[Element]) -> None:
    references = [reference for element in elements for reference in element.references]

    assert len(references) == 139
    assert Counter(reference.printed.split(" ")[0] for reference in references) == {
        "AK": 69,
        "FN-T": 68,
        "FN": 2,
    }


def test_statements_with_several_references_keep_all_of_them(elements: list[Element]) -> None:
    several = [element for element in elements if len(element.references) > 1]
    mixed = [
        element
        for element in several
        if {reference.framework for reference in element.references} == {"own", "un-sdg"}
    ]

    assert len(several) == 13
    assert [element.number for element in mixed] == ["2.1.3", "2.1.4", "2.1.8", "4.1.3"]


def test_references_are_understood_by_the_legend(elements: list[Element]) -> None:
    bases = {"AK": ("own", "own"), "FN-T": ("un-sdg", "adapted"), "FN": ("un-sdg", "direct")}

    for element in elements:
        for reference in element.references:
            prefix, _, number = reference.printed.partition(" ")
            assert (reference.framework, reference.basis) == bases[prefix]
            assert reference.code == (number or prefix)
            assert reference.prefix == prefix


def test_the_legend_is_kept(example_plan: Plan) -> None:
    own, adapted = example_plan.scheme

    assert (own.prefix, own.meaning) == ("AK", "Laget av Asker kommune")
    assert (own.framework, own.basis, own.numbered) == ("own", "own", False)
    assert adapted.prefix == "FN-T"
    assert adapted.meaning == "Basert på FNs bærekraftsmål og tilpasset Asker kommune."
    assert (adapted.framework, adapted.basis, adapted.numbered) == ("un-sdg", "adapted", True)


def test_the_front_page_says_what_plan_it_is(example_plan: Plan) -> None:
    assert example_plan.title == "Samlet oversikt over mål og strategier for Asker kommune"
    assert example_plan.subtitle == "Forslag til kommuneplanens samfunnsdel 2020-2032"
    assert example_plan.owner == "Asker kommune"
    assert str(example_plan.period) == "2020–2032"
    assert example_plan.status is PlanStatus.PROPOSAL
    assert example_plan.language == "nb"


def test_the_code_that_is_not_in_the_legend_is_kept_as_printed_and_reported(
    example_read: ReadResult,
) -> None:
    goal = next(element for element in example_read.plan.walk() if element.number == "2.6")
    (finding,) = example_read.findings

    assert [reference.printed for reference in goal.references] == ["FN 11.4", "FN 12.2"]
    assert {reference.basis for reference in goal.references} == {"direct"}
    assert finding.code == "LT203"
    assert (finding.element, finding.number, finding.level) == (goal.id, "2.6", "subgoal")
    assert finding.place == goal.source


def test_a_subgoal_on_the_first_line_of_a_page_is_a_subgoal(elements: list[Element]) -> None:
    goal = next(element for element in elements if element.number == "2.3")

    assert goal.level == "subgoal"
    assert goal.text.startswith("Asker kommune forebygger og håndterer")
    assert [strategy.number for strategy in goal.children] == ["2.3.1", "2.3.2", "2.3.3"]


def test_a_subgoal_without_strategies_stays_one(elements: list[Element]) -> None:
    bare = [element for element in elements if element.level == "subgoal" and not element.children]

    assert [element.number for element in bare] == ["5.2"]


def test_every_source_line_holds_the_beginning_of_its_element(
    example: Path, elements: list[Element]
) -> None:
    lines = example.read_text("utf-8").split("\n")

    for element in elements:
        assert element.source is not None
        assert element.source.file == example.name
        line = lines[(element.source.line or 0) - 1].split()
        beginning = (element.references[0].printed if element.references else element.title).split()
        assert line[: len(beginning)] == beginning[: len(line)]


def test_source_lines_go_forward(elements: list[Element]) -> None:
    lines = [element.source.line or 0 for element in elements if element.source]

    assert lines == sorted(set(lines))


def test_every_text_is_one_line_with_the_documents_own_blanks_between_its_words(
    elements: list[Element],
) -> None:
    doubled = [element.number for element in elements if "  " in element.words]

    assert doubled == ["2", "2.6", "7.4.1"]
    for element in elements:
        assert element.words == element.words.strip()
        assert len(element.words.splitlines()) == 1


def test_the_words_of_the_document_are_the_words_of_the_plan_and_its_heads(
    example: Path, example_plan: Plan
) -> None:
    """Nothing is lost and nothing is added; a prefix that a cell prints once stands once."""
    lines = [" ".join(line.split()) for line in example.read_text("utf-8").split("\n")]
    first = example_plan.elements[0].source
    assert first is not None and first.line is not None
    front, body = lines[: first.line - 1], lines[first.line - 1 :]

    in_body = Counter(word for line in body if line not in HEADS for word in line.split())
    in_plan = Counter(
        word
        for element in example_plan.walk()
        for word in [*cell_words(element.references), *element.words.split()]
    )

    assert in_plan == in_body
    legend = " ".join(definition.meaning for definition in example_plan.scheme)
    told = Counter(f"{example_plan.title} {example_plan.subtitle} {legend}".split())
    assert told <= Counter(normalize("NFC", " ".join(front)).split())


def cell_words(references: Sequence[Reference]) -> list[str]:
    """A reference cell's words: the prefix is not printed again before the next number."""
    words: list[str] = []
    prefix = ""
    for reference in references:
        named, _, number = reference.printed.partition(" ")
        words.extend([number] if number and named == prefix else reference.printed.split(" "))
        prefix = named
    return words


def test_reading_twice_gives_the_same_plan(example: Path, example_read: ReadResult) -> None:
    assert read_document(example) == example_read
