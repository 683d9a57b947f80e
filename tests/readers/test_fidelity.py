"""How much is read right of the documents that have an expected plan, in every format and form."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks.fidelity import DOCUMENTS, EXPECTED, documents, is_asker, score

from ledetraad.readers.registry import READERS

ALL = documents()


def form_of(path: Path) -> str:
    """What the expected plan beside a document says of its form."""
    beside = path.with_name(path.name.split(".")[0] + EXPECTED)
    return str(json.loads(beside.read_text("utf-8"))["form"]) if beside.exists() else ""


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(DOCUMENTS)))
def test_elements_are_read_with_their_level_parent_text_and_references(path: Path) -> None:
    result = score(path)

    least = 0.99 if is_asker(path) else 0.95
    assert min(result.precision, result.recall) >= least, "\n".join(result.errors)


def test_asker_s_overview_is_measured_in_every_format_with_tables_or_text() -> None:
    measured = {path.suffix for path in ALL if is_asker(path)}

    assert measured >= READERS.keys() - {".txt", ".json", ".htm"}


@pytest.mark.parametrize(
    "form",
    [
        "a table per theme",
        "headings and lists",
        "numbered goals",
        "a scorecard",
        "measures with status and cost",
        "codes of the UN's goals",
    ],
)
def test_every_form_is_measured_in_three_looks_in_word_pdf_and_pages(form: str) -> None:
    measured = Counter(path.suffix for path in ALL if form_of(path) == form)

    assert {ending for ending, count in measured.items() if count >= 3} >= {
        ".docx",
        ".pdf",
        ".html",
        ".md",
    }


def test_facts_count_where_the_expected_plan_tells_any(tmp_path: Path) -> None:
    document = tmp_path / "plan.csv"
    document.write_text("Mål;Tiltak;Frist\nAlle er trygge.;Lys;2030\nAlle er friske.;Hall;2031\n")
    (tmp_path / "plan.expected.json").write_text(
        '{"elements": [{"level": "goal", "text": "Alle er trygge.", "children": [{"level":'
        ' "measure", "text": "Lys", "facts": {"deadline": "2030"}}]}, {"level": "goal", "text":'
        ' "Alle er friske.", "children": [{"level": "measure", "text": "Hall", "facts":'
        ' {"deadline": "2032"}}]}]}'
    )

    result = score(document)

    assert (result.wanted, result.right) == (4, 3)
    assert (
        result.errors[0] == "missed: measure [] 'Hall', deadline: 2032 under 'goal Alle er friske.'"
    )


def test_what_is_missed_and_what_should_not_be_there_is_told(tmp_path: Path) -> None:
    document = tmp_path / "plan.md"
    document.write_text(
        "# Plan for Eksempel\n## Helse\n### Mål\n- Alle har det godt.\n- Alle er trygge.\n"
    )
    (tmp_path / "plan.expected.json").write_text(
        '{"form": "a list", "elements": [{"level": "theme", "title": "Helse", "children": ['
        '{"level": "goal", "text": "Alle har det godt."},'
        '{"level": "goal", "text": "Ingen er alene."}]}]}'
    )

    result = score(document)

    assert (result.form, result.wanted, result.read, result.right) == ("a list", 3, 3, 2)
    assert [error.split(":")[0] for error in result.errors] == ["missed", "not so"]


def test_a_document_that_is_refused_has_nothing_right(tmp_path: Path) -> None:
    (tmp_path / "plan.expected.json").write_text('{"elements": [{"level": "goal", "text": "A"}]}')
    document = tmp_path / "plan.csv"
    document.write_text("A;B\n")

    result = score(document)

    assert (result.precision, result.recall, len(result.errors)) == (0.0, 0.0, 1)
