"""`ledetraad map` and `--map`: how a document is understood, corrected once and used again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledetraad.cli.app import run

DOCUMENT = Path(__file__).parents[1] / "documents" / "word" / "measures.docx"


def test_a_mapping_is_written_corrected_and_used(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "mapping.toml"

    assert run(["map", str(DOCUMENT), "-o", str(mapping)]) == 0
    text = mapping.read_text(encoding="utf-8")
    assert 'head = "Ansvar"\nmeaning = "responsible"' in text
    mapping.write_text(text.replace('meaning = "responsible"', 'meaning = "ignored"'), "utf-8")
    capfd.readouterr()
    assert run(["read", str(DOCUMENT), "--json", "--map", str(mapping)]) == 0

    told = capfd.readouterr().out
    assert json.loads(told)["title"] == "Handlingsplan for Eksempel kommune 2026-2030"
    assert '"deadline"' in told
    assert '"responsible"' not in told


def test_a_mapping_that_can_not_be_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[[columns]]\nhead = "Ansvar"\n', encoding="utf-8")

    assert run(["read", str(DOCUMENT), "--map", str(mapping)]) == 2

    assert "columns.0.meaning" in capfd.readouterr().err


def test_a_document_with_a_form_of_its_own_has_no_mapping(
    example: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["map", str(example)]) == 2

    assert ".txt" in capfd.readouterr().err
