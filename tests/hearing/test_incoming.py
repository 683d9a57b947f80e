"""Statements read from mails, letters and sheets, with what is unsure left to a person."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
import xlsxwriter
from docx import Document as WordDocument

from ledetraad.errors import LedetraadError
from ledetraad.hearing.incoming import known_by, parts_of, read_incoming
from ledetraad.hearing.sending import LONGEST_TEXT
from ledetraad.hearing.speakers import Speaker

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEADS = ["Journalnr", "Dato", "Avsender", "Type", "Gjelder mål", "Innspill"]


def sheet(rows: list[list[Any]], above: int = 0) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        days = book.add_format({"num_format": "dd.mm.yyyy"})
        page = book.add_worksheet("Innspill")
        for at in range(above):
            page.write(at, 0, "Høring av kommuneplanens samfunnsdel")
        for down, row in enumerate([HEADS, *rows]):
            for across, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(above + down, across, cell, days)
                else:
                    page.write(above + down, across, cell)
    return out.getvalue()


def letter(*paragraphs: str) -> bytes:
    document = WordDocument()
    for one in paragraphs:
        document.add_paragraph(one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_sheet_has_a_statement_in_each_row() -> None:
    rows = [
        ["20/709-12", date(2020, 2, 3), "Heggedal vel", "Forening", "delmål 2.1", "Mer sykkel."],
        ["20/709-13", "4. feb. 2020", "Ola Nordmann", "Privatperson", "", "Mindre bil.\n\nTakk."],
        ["", "", "", "", "", ""],
    ]
    first, second = read_incoming(sheet(rows, above=2), "liste.xlsx", NOW)

    assert (first.name, first.speaker, first.journal, first.place, first.row) == (
        "Heggedal vel",
        Speaker.ASSOCIATION,
        "20/709-12",
        "delmål 2.1",
        4,
    )
    assert first.day == date(2020, 2, 3)
    assert second.day == date(2020, 2, 4)
    assert second.speaker is Speaker.RESIDENT
    assert second.text == "Mindre bil.\n\nTakk."
    assert first.mail == second.mail == ""


def test_a_row_is_known_by_what_it_says_and_not_by_where_it_stands() -> None:
    row, other = ["1", "", "Ola", "", "", "Ja."], ["2", "", "Kari", "", "", "Nei."]
    one = {known_by(each, b"") for each in read_incoming(sheet([row]), "a.xlsx", NOW)}
    both = {known_by(each, b"") for each in read_incoming(sheet([other, row]), "b.xlsx", NOW)}
    twice = {known_by(each, b"") for each in read_incoming(sheet([row, row]), "c.xlsx", NOW)}

    assert one < both
    assert len(twice) == 2


def test_a_sheet_without_the_columns_says_which_are_needed() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Noe annet")

    with pytest.raises(LedetraadError) as told:
        read_incoming(out.getvalue(), "x.xlsx", NOW)
    assert "Avsender" in told.value.remedy()


def test_a_word_letter_is_one_statement_with_what_its_name_and_its_head_tell() -> None:
    data = letter(
        "Heggedal vel", "Asker, 3. februar 2020", "Vi mener at strategi 2.1.1 er god.", "Hilsen oss"
    )
    (one,) = read_incoming(data, "20_709_14 Høringsuttalelse fra Heggedal vel.docx", NOW)

    assert one.name == "Heggedal vel"
    assert one.journal == "20/709-14"
    assert one.day == date(2020, 2, 3)
    assert "Vi mener at strategi 2.1.1 er god." in one.text.split("\n\n")


def test_a_file_of_another_kind_is_refused_by_what_it_is_and_not_by_its_name() -> None:
    for data, name in ((b"MZ\x90", "innspill.pdf"), (b"%PDF-1.7", "x.exe"), (b"", "tom.docx")):
        with pytest.raises(LedetraadError):
            read_incoming(data, name, NOW)


def test_a_long_letter_is_parted_between_paragraphs_and_nothing_of_it_is_lost() -> None:
    text = "\n\n".join(f"Avsnitt {n}. " + "ord " * 100 for n in range(200))
    parts = parts_of(text)

    assert all(len(one) <= LONGEST_TEXT for one in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
