"""What was understood of a document, drawn on it: one web page in one file, for every format."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import html5lib
import pytest

from ledetraad.cli.app import run
from ledetraad.publish.debug_page import debug_page
from ledetraad.readers.opened import open_and_read

DOCUMENTS = Path(__file__).parents[1] / "documents"
EXAMPLE = Path(__file__).parents[2] / "examples" / "asker-2020-2032-forslag.txt"
SVG = "{http://www.w3.org/2000/svg}"


def page(path: Path) -> str:
    data = path.read_bytes()
    return debug_page(open_and_read(data, path.name), data, path.name, "nb")


def test_each_page_of_a_pdf_is_drawn_with_what_was_read_and_what_was_left_out() -> None:
    shown = page(DOCUMENTS / "pdf" / "asker-rotated.pdf")

    drawn = html5lib.parse(shown, namespaceHTMLElements=False)
    assert len(drawn.findall(".//figure")) == len(drawn.findall(".//img")) == 17
    kinds = Counter(
        name for box in drawn.iter(f"{SVG}rect") for name in (box.get("class") or "").split()
    )
    assert kinds["box--dropped"] == 34
    assert kinds["box--0"] == 8
    assert kinds["box--1"] >= 8
    assert kinds["box--2"] >= 28
    assert kinds["box--3"] >= 87


@pytest.mark.parametrize(
    "path",
    [
        EXAMPLE,
        DOCUMENTS / "pdf" / "asker.pdf",
        DOCUMENTS / "word" / "measures.docx",
        DOCUMENTS / "sheets" / "merged.xlsx",
    ],
    ids=lambda path: path.suffix,
)
def test_the_command_draws_a_document_of_any_kind_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: Path
) -> None:
    out = tmp_path / "seen.html"

    assert run(["read", str(path), "--debug", str(out)]) == 0

    assert out.read_text("utf-8").startswith("<!doctype html>")
    assert str(out) in capsys.readouterr().err


def test_a_document_without_a_plan_is_drawn_all_the_same() -> None:
    data = b"Hva vi vil;Grep\nAlle har det godt.;Vi skal lytte.\n"

    shown = debug_page(open_and_read(data, "egne-ord.csv"), data, "egne-ord.csv", "nb")

    assert "Alle har det godt." in shown


def test_the_page_takes_nothing_from_elsewhere() -> None:
    shown = page(DOCUMENTS / "word" / "measures.docx")

    assert "<script" not in shown
    assert "http://" not in shown.replace("http://www.w3.org/", "")
