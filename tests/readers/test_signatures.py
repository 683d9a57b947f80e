"""A file whose name ends in another way than it should is told what it is, and what to call it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import LANGUAGES, catalogue
from ledetraad.readers import read_bytes, read_document
from ledetraad.readers.registry import READERS
from ledetraad.readers.signatures import kind_of

DOCUMENTS = Path(__file__).parents[1] / "documents"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000


def packed(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return out.getvalue()


def stream(name: str) -> bytes:
    return OLD + f"{name}\0".encode("utf-16-le")


WORD = packed("[Content_Types].xml", "word/document.xml")
EXCEL = packed("[Content_Types].xml", "xl/workbook.xml")
CALC = packed("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet")
CASES = {
    "Word as Excel": (WORD, "plan.xlsx", "a Word document", "“.docx”"),
    "Excel as .ods": (EXCEL, "plan.ods", "an Excel workbook", "“.xlsx”"),
    ".ods as Excel": (CALC, "plan.xlsx", "an OpenDocument spreadsheet", "“.ods”"),
    "Excel as CSV": (EXCEL, "plan.csv", "an Excel workbook", "“.xlsx”"),
    "PDF as Excel": (b"%PDF-1.7\n", "plan.xlsx", "a PDF", "“.pdf”"),
    "a page as Excel": (b"<html><table><tr><td>a", "plan.xlsx", "a web page", "“.html”"),
    "macros": (
        packed("xl/workbook.xml", "xl/vbaProject.bin"),
        "plan.xlsx",
        "an Excel workbook with macros",
        "save it as .xlsx",
    ),
    "binary": (packed("xl/workbook.bin"), "plan.xlsx", "a binary Excel workbook", "as .xlsx"),
    "locked": (stream("EncryptedPackage"), "plan.xlsx", "locked with a password", "password away"),
    "before 2007": (stream("Workbook"), "plan.xlsx", "used before 2007", "save it as .xlsx"),
    "Word before 2007": (stream("WordDocument"), "plan.csv", "used before 2007", "as .docx"),
    "an OpenDocument text": (
        packed("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "plan.ods",
        "an OpenDocument text",
        "save it as .docx",
    ),
    "rich text": (rb"{\rtf1\ansi", "plan.html", "rich text", "save it as .docx"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "plan.md", "a picture", "can't be read"),
    "an archive": (packed("plan.txt"), "plan.html", "a packed archive", "Unpack it"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_of_another_kind_is_named_for_what_it_is(case: str) -> None:
    data, name, kind, remedy = CASES[case]

    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data, name)

    assert refused.value.where == name
    assert kind in refused.value.what() and remedy in refused.value.remedy()
    for language in LANGUAGES:
        assert "%" not in refused.value.told(catalogue(language).gettext)


def test_a_wrong_ending_is_told_of_a_file_on_disk_too(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(WORD)

    with pytest.raises(UnreadableDocument, match="a Word document"):
        read_document(tmp_path / "plan.xlsx")


def test_a_damaged_archive_is_left_to_the_reader_of_its_format() -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(EXCEL[:-40], "plan.xlsx")


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(DOCUMENTS.rglob("*.*")) if path.suffix in {".xlsx", ".ods", ".docx"}],
    ids=lambda path: path.name,
)
def test_documents_are_known_for_what_they_are(path: Path) -> None:
    kind = kind_of(path.read_bytes())

    assert kind is not None and path.suffix in kind.endings


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("plan.xls", "save it as .xlsx"), ("plan.doc", "save it as .docx"), ("plan.xyz", ".csv, ")],
)
def test_an_ending_that_can_not_be_read_is_told_what_to_do_instead(name: str, remedy: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(b"x", name)

    assert remedy in refused.value.remedy()


def test_the_endings_of_every_format_are_in_the_register() -> None:
    assert READERS.keys() >= {".xlsx", ".ods", ".csv", ".md", ".html", ".htm", ".json", ".txt"}
