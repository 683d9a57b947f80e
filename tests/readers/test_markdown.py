"""Markdown is read by its headings, lists and tables; what we write ourselves comes back whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import LANGUAGES, Language
from ledetraad.plan.model import Element, Plan, SourcePlace
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import markdown, read_bytes, read_document
from ledetraad.readers.blocks import Block, Heading, Item, Paragraph, Table
from ledetraad.readers.markdown import markdown_document
from tests.build import a_plan

DOCUMENTS = Path(__file__).parents[1] / "documents"


def blocks(text: str) -> tuple[Block, ...]:
    return markdown_document(text.encode(), "plan.md").blocks


def told(plan: Plan) -> list[tuple[object, ...]]:
    def about(element: Element) -> tuple[object, ...]:
        words = " ".join(element.words.split())
        return element.number, element.level, bool(element.title), words, element.references

    return [about(element) for element in plan.walk()]


def written(plan: Plan, language: Language = "nb") -> bytes:
    out = io.BytesIO()
    WRITERS[".md"].write(plan, out, language=language)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_we_write_reads_back_to_the_same_elements(
    example_plan: Plan, language: Language
) -> None:
    result = read_bytes(written(example_plan, language), "plan.md")

    plan = result.plan
    assert told(plan) == told(example_plan)
    assert (plan.title, plan.subtitle, plan.owner) == (
        example_plan.title,
        example_plan.subtitle,
        example_plan.owner,
    )
    assert (plan.period, plan.status, plan.levels, plan.scheme) == (
        example_plan.period,
        example_plan.status,
        example_plan.levels,
        example_plan.scheme,
    )
    assert result.findings == ()


def test_a_plan_with_other_levels_reads_back_too() -> None:
    for name in ("merged.xlsx", "letterhead.xlsx", "theme-tables.xlsx"):
        plan = read_document(DOCUMENTS / "sheets" / name).plan

        again = read_bytes(written(plan), "plan.md").plan

        assert [(one[0], *one[2:4]) for one in told(again)] == [
            (one[0], *one[2:4]) for one in told(plan)
        ]
        assert [element.level for element in again.walk()] == [e.level for e in plan.walk()]


def test_marks_in_a_text_and_brackets_that_are_no_reference_come_back_as_they_are() -> None:
    plan = a_plan(
        "Satsingsområde: 17 mål & <b>* [x](y)\n"
        "  Hovedmål: Vekst på 2 % (se kapittel 3)\n"
        "    Delmål [EK]: Alle har det _godt_ #1 (og trygt).\n"
        "      Strategi: 1. Kommunen skal | bygge\n"
    )

    assert told(read_bytes(written(plan), "plan.md").plan) == told(plan)


def test_a_text_of_ours_that_people_have_changed_is_read_like_any_other(example_plan: Plan) -> None:
    text = written(example_plan).decode().replace("Strategi 1.1.2:", "Strategi 1.1.7:")

    plan = read_bytes(text.encode(), "plan.md").plan

    assert len(list(plan.walk())) == len(list(example_plan.walk()))


def test_each_element_knows_its_line() -> None:
    plan = read_document(DOCUMENTS / "pages" / "list.md").plan

    assert plan.elements[1].source == SourcePlace(file="list.md", line=24)


def test_headings_lists_and_tables_are_blocks_with_their_lines() -> None:
    read = blocks(
        "Tittel\n======\n\n## 2.1 Helse\n\nEt *avsnitt*\nsom går videre.\n\n"
        "- en\n\n  mer\n  1) under\n* 3. tre\n\n"
        "| Mål | Tiltak |\n|---|---|\n| a<br>b \\| c | `d` |\n\n> sitat\n"
    )

    assert read[0] == Heading("Tittel", 1, SourcePlace(file="plan.md", line=1))
    assert read[1] == Heading("Helse", 2, SourcePlace(file="plan.md", line=4), "2.1")
    assert read[2] == Paragraph("Et avsnitt som går videre.", SourcePlace(file="plan.md", line=6))
    assert [(b.text, b.depth, b.mark) for b in read if isinstance(b, Item)] == [
        ("en mer", 1, "•"),
        ("under", 2, "1)"),
        ("tre", 1, "3."),
    ]
    (table,) = (block for block in read if isinstance(block, Table))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Mål", "Tiltak"],
        ["a\nb | c", "d"],
    ]
    assert table.rows[1][0].place == SourcePlace(file="plan.md", line=17, table=1, row=2)


def test_a_title_above_the_text_is_the_document_s_own() -> None:
    document = markdown_document(b'---\ntitle: "Handlingsplan"\ndate: 2030\n---\n# A\n', "plan.md")

    assert document.title == "Handlingsplan"
    assert document.blocks == (Heading("A", 1, SourcePlace(file="plan.md", line=5)),)


def test_tags_of_a_page_are_left_out_and_their_text_kept() -> None:
    (paragraph,) = blocks("<div>\n<b>Helse</b> &\n</div>\n")

    assert isinstance(paragraph, Paragraph) and paragraph.text == "Helse &"


@pytest.mark.parametrize("text", ["", "# Bare en overskrift\n", "Vanlig tekst uten mål.\n"])
def test_a_text_without_goals_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_bytes(text.encode(), "plan.md")


def test_a_text_that_is_far_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "LARGEST", 1_000)

    with pytest.raises(UnreadableDocument, match="too long"):
        read_bytes(b"# A\n" * 1_000, "plan.md")


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "> " * 10_000 + "a", "- " * 5_000 + "a", "*a " * 20_000, "`" * 99_999]
)
def test_a_text_made_to_be_hard_to_read_ends(text: str) -> None:
    assert len(blocks(text)) < 100
