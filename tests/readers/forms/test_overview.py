"""Asker's own form as tables: the same plan as from its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledetraad.plan.model import Element, Plan
from ledetraad.readers import read_document
from ledetraad.readers.blocks import Block
from ledetraad.readers.document_plan import plan_from_document
from tests.readers.forms.build import LEFT, doc, h, i, outline, p, t

EXAMPLE = Path(__file__).parents[3] / "examples" / "asker-2020-2032-forslag.txt"
HEADS = ["Referanse", "DELMÅL", "Referanse", "STRATEGIER TIL DELMÅL"]


@pytest.fixture(scope="module")
def from_text() -> Plan:
    return read_document(EXAMPLE).plan


def front(plan: Plan) -> list[Block]:
    return [
        h(plan.title),
        p(plan.subtitle),
        p("Referanse-kolonnen inneholder en kode som angir hva målet er basert på:"),
        *(
            i(f"{code.prefix}{' (nr.)' if code.numbered else ''}: {code.meaning}")
            for code in plan.scheme
        ),
        p("Nummereringen henviser til bærekraftsmålet."),
    ]


def printed(element: Element) -> str:
    """The references as the cells have them: a prefix once, numbers under it."""
    lines: list[str] = []
    before = ""
    for reference in element.references:
        prefix, _, number = reference.printed.partition(" ")
        lines += [number] if prefix == before else [prefix, number]
        before = prefix
    return "\n".join(line for line in lines if line)


def in_one_row_each(subgoal: Element) -> list[list[str]]:
    return [
        [printed(subgoal), subgoal.text, "", ""],
        *(["", "", printed(one), one.text] for one in subgoal.children),
    ]


def with_first_strategy_beside(subgoal: Element) -> list[list[str]]:
    first, *rest = [[printed(one), one.text] for one in subgoal.children] or [["", ""]]
    return [[printed(subgoal), subgoal.text, *first], *(["", "", *row] for row in rest)]


def with_empty_half_merged(subgoal: Element) -> list[list[str]]:
    return [
        [printed(subgoal), subgoal.text, "", LEFT],
        *(["", LEFT, printed(one), one.text] for one in subgoal.children),
    ]


def two_tables(theme: Element, rows) -> list[Block]:
    (main,) = theme.children
    return [
        h(theme.title, 2),
        h("Hovedmål", 3),
        t(["Referanse", "HOVEDMÅL"], [printed(main), main.text]),
        h("Delmål og strategier", 3),
        t(HEADS, *(row for subgoal in main.children for row in rows(subgoal))),
    ]


def one_table(theme: Element, rows) -> list[Block]:
    (main,) = theme.children
    return [
        p(theme.title) if False else h(theme.title, 1),
        t(
            ["Referanse", "HOVEDMÅL", LEFT, LEFT],
            [printed(main), main.text, LEFT, LEFT],
            HEADS,
            *(row for subgoal in main.children for row in rows(subgoal)),
        ),
    ]


@pytest.mark.parametrize("look", [two_tables, one_table])
@pytest.mark.parametrize(
    "rows", [in_one_row_each, with_first_strategy_beside, with_empty_half_merged]
)
def test_tables_give_the_same_plan_as_the_text(from_text: Plan, look, rows) -> None:
    blocks = [block for theme in from_text.elements for block in look(theme, rows)]

    result = plan_from_document(doc(*front(from_text), *blocks))

    assert outline(result.plan) == outline(from_text)
    assert without_places(result.plan) == without_places(from_text)


def without_places(plan: Plan) -> dict:
    document = plan.model_dump()
    stack = list(document["elements"])
    while stack:
        element = stack.pop()
        del element["source"]
        stack.extend(element["children"])
    return document


def test_what_the_text_reader_is_unsure_of_is_said_here_too(from_text: Plan) -> None:
    blocks = [block for theme in from_text.elements for block in two_tables(theme, in_one_row_each)]

    result = plan_from_document(doc(*front(from_text), *blocks))

    (undeclared,) = [finding for finding in result.findings if finding.code == "LT203"]
    assert undeclared.values["printed"] == "FN 11.4 / FN 12.2"
    assert {finding.code for finding in result.findings} <= {"LT203", "LT013"}
