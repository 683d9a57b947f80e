"""How much is read right of the documents that have an expected plan, in every format and form."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.fidelity import DOCUMENTS, documents, is_asker, score

from ledetraad.readers.registry import READERS

ALL = documents()


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(DOCUMENTS)))
def test_elements_are_read_with_their_level_parent_text_and_references(path: Path) -> None:
    result = score(path)

    least = 0.99 if is_asker(path) else 0.95
    assert min(result.precision, result.recall) >= least, "\n".join(result.errors)


def test_asker_s_overview_is_measured_in_every_format_with_tables_or_text() -> None:
    measured = {path.suffix for path in ALL if is_asker(path)}

    assert measured >= READERS.keys() - {".txt", ".json", ".htm"}


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
