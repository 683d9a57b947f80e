"""The summary by theme: the figures agree with the table, and all forms say the same."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pypdfium2
from docx import Document
from hypothesis import given

from ledetraad.hearing.speakers import Speaker
from ledetraad.publish.hearing.table import Branch, HearingTable
from ledetraad.publish.hearing.themes import themes_of
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.hearing.write_docx import table_docx
from ledetraad.publish.hearing.write_pdf import table_pdf
from ledetraad.publish.hearing.write_xlsx import table_xlsx
from tests.publish.hearing.test_table import ROWS, SOME, table

BRANCHES = {"a": Branch("a", "a"), "b": Branch("a", "b"), "c": Branch("c", "c")}
SUMMARY = "Mange vil ha flere sykkelveier.\nDet er tatt inn."


def with_themes(made: HearingTable) -> HearingTable:
    return replace(made, branches=BRANCHES, summaries={"a": SUMMARY})


@given(ROWS)
def test_every_comment_is_counted_under_one_theme_and_one_goal(
    rows: list[tuple[int, str, Speaker, str]],
) -> None:
    found = themes_of(with_themes(table(rows)))

    assert sum(one.totals.comments for one in found) == len(rows)
    for one in found:
        if one.totals.key:
            assert sum(goal.comments for goal in one.goals) == one.totals.comments
        assert sum(count for _, count in one.totals.outcomes) == one.totals.comments
        assert sum(count for _, count in one.totals.kinds) == one.totals.statements


def test_a_theme_tells_how_many_by_whom_what_became_of_it_and_what_was_changed_once() -> None:
    whole, first, second = themes_of(with_themes(table(SOME)))

    assert (whole.totals.key, whole.totals.name) == ("", "Hele planen")
    assert (first.totals.statements, first.totals.comments, first.summary) == (2, 2, SUMMARY)
    assert first.totals.kinds == (("Resident", 1), ("State body", 1))
    assert first.totals.outcomes == (("Taken in", 1), ("Not taken in", 1))
    assert first.totals.changes == (("Delmål 1.1: Sykkel", "Før", "Etter"),)
    assert second.totals.outcomes == (("", 1),)


def test_a_table_that_does_not_know_where_its_elements_stand_has_no_themes() -> None:
    assert themes_of(table(SOME)) == ()


def test_word_excel_and_pdf_have_the_planners_words_and_the_same_figures() -> None:
    made = with_themes(table(SOME))
    out = io.BytesIO()
    table_docx(made, out)
    word = Document(out)
    words = [one.text for one in word.paragraphs]
    pages = pypdfium2.PdfDocument(table_pdf(made))
    pdf = " ".join(
        " ".join(pages[n].get_textpage().get_text_range().split()) for n in range(len(pages))
    )
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(made)))
    rows = list(book.worksheets[1].iter_rows(values_only=True))
    theme = TableWords(made).themes[1]

    for line in SUMMARY.split("\n"):
        assert line in words
        assert line in pdf
    assert next(row for row in rows if row[0] == theme.name)[6] == SUMMARY
    cells = [cell.text for each in word.tables for row in each.rows for cell in row.cells]
    for cell in theme.rows[0][:4]:
        assert cell in cells
        assert cell in pdf
