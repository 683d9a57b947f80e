"""The table of statements: both groupings hold every comment once, and all totals agree."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pikepdf
import pypdfium2
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.hearing.outcomes import Outcome
from ledetraad.hearing.speakers import Speaker
from ledetraad.publish.hearing.table import OTHER_AREAS, HearingTable, TableRow
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.hearing.write_docx import table_docx
from ledetraad.publish.hearing.write_pdf import table_pdf, volumes
from ledetraad.publish.hearing.write_xlsx import table_xlsx

ORDER = {
    "a": ("Tema 1: Klima", "1 Klima"),
    "b": ("Delmål 1.1: Sykkel", "1 Klima"),
    "c": ("Tema 2: Skole", "2 Skole"),
}
GOALS = {"a": frozenset({"13"}), "b": frozenset({"11", "13"}), "c": frozenset({"4"})}
PLACES = st.sampled_from(["", "a", "b", "c", "borte"])
ROWS = st.lists(
    st.builds(
        lambda statement, place, kind, outcome: (statement, place, kind, outcome),
        st.integers(1, 6),
        PLACES,
        st.sampled_from(list(Speaker)),
        st.sampled_from(["", *(one.value for one in Outcome)]),
    ),
    max_size=30,
)


def table(rows: list[tuple[int, str, Speaker, str]], **more: str) -> HearingTable:
    kinds = {statement: kind for statement, _, kind, _ in rows}
    made = [
        TableRow(
            statement=statement,
            number=f"{statement}.{place}",
            day=date(2020, 2, 3),
            sender=f"Avsender {statement}",
            kind=kinds[statement],
            journal="20/709-1",
            element=element,
            place=ORDER.get(element, ("Hele planen", ""))[0],
            summary=more.get("summary", "Vil ha flere sykkelveier."),
            assessment="Enig." if outcome else "",
            outcome=outcome,
            old="Før",
            new=more.get("new", "Etter"),
        )
        for place, (statement, element, _, outcome) in enumerate(rows, start=1)
    ]
    return HearingTable(
        title="Høring av samfunnsdelen",
        plan="Samfunnsdelen",
        municipality="Asker kommune",
        case="20/709",
        opens=date(2019, 12, 4),
        closes=date(2020, 2, 28),
        made=date(2020, 3, 2),
        rows=tuple(made),
        order=ORDER,
        goals=GOALS,
        whole="Hele planen",
    )


SOME = [
    (1, "", Speaker.RESIDENT, "taken-in"),
    (1, "b", Speaker.RESIDENT, "not"),
    (2, "b", Speaker.STATE, "taken-in"),
    (3, "c", Speaker.CHILD, ""),
]


@given(ROWS)
def test_each_grouping_holds_every_comment_once_and_the_totals_agree(
    rows: list[tuple[int, str, Speaker, str]],
) -> None:
    made = table(rows)

    for groups in (made.by_sender, made.by_place):
        assert sorted(row.number for group in groups for row in group.rows) == sorted(
            row.number for row in made.rows
        )
    assert sum(count for _, count in made.outcomes) == len(rows)
    assert sum(count for *_, count in made.kinds) == len(rows)
    assert sum(count for _, count, _ in made.kinds) == made.statements
    assert sum(count for _, count in made.themes) == len(rows)
    for _, _, lines in TableWords(made).totals:
        *parts, last = lines
        assert [sum(int(line[at]) for line in parts) for at in range(1, len(last))] == [
            int(cell) for cell in last[1:]
        ]


def test_the_goals_most_spoken_of_come_first() -> None:
    assert table(SOME).spoken_goals == [("11", 2), ("13", 2), ("4", 1)]


def test_word_has_the_table_by_sender_and_by_place() -> None:
    out = io.BytesIO()
    table_docx(table(SOME), out)

    document = Document(io.BytesIO(out.getvalue()))

    headings = [one.text for one in document.paragraphs if one.style.name.startswith("heading")]
    headings = headings or [
        one.text for one in document.paragraphs if "eading" in (one.style.name or "")
    ]
    assert len(document.tables) == 4 + 3 + 3
    assert any(text.startswith("1. Avsender 1") for text in headings)
    text = " ".join(cell.text for each in document.tables for cell in each._cells)
    assert text.count("Vil ha flere sykkelveier.") == 8


def test_excel_has_a_row_a_comment_and_runs_no_formula() -> None:
    made = table_xlsx(table(SOME, summary='=HYPERLINK("http://x")'))

    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert sheet is not None
    assert sheet.max_row == 5
    assert sheet["H2"].value == '=HYPERLINK("http://x")'
    assert sheet["H2"].data_type == "s"


def test_excel_has_the_totals_as_numbers_each_in_a_sheet() -> None:
    made = table(SOME)

    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(made)))

    totals = [sheet for sheet in book.worksheets[1:] if sheet["A2"].value]
    for name, _, rows in TableWords(made).totals:
        (sheet,) = (one for one in totals if name.startswith(one.title.strip()))
        assert [sheet.cell(sheet.max_row, 2).value] == [int(rows[-1][1])]


def test_the_pdf_is_tagged_and_says_it_all() -> None:
    made = table_pdf(table(SOME))

    with pikepdf.open(io.BytesIO(made)) as found:
        assert found.Root.MarkInfo.Marked
        assert "StructTreeRoot" in str(found.Root.keys())
    document = pypdfium2.PdfDocument(made)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Avsender 3" in text
    assert "Hele planen" in text


def words_of(pdf: bytes) -> str:
    """All that a PDF says."""
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def test_a_long_table_is_written_in_tagged_volumes_that_hold_every_comment_twice() -> None:
    rows = [(number, "abc"[number % 3], Speaker.RESIDENT, "") for number in range(1, 701)]
    made = dict(volumes(table(rows, summary="Sykkelvei!")))

    assert sorted(made) == [f"merknadstabell-{number:02d}.pdf" for number in range(len(made))]
    for one in made.values():
        with pikepdf.open(io.BytesIO(one)) as found:
            assert found.Root.MarkInfo.Marked
    first, *rest = (words_of(made[name]) for name in sorted(made))
    assert "700" in first
    assert "Sykkelvei!" not in first
    assert sum(text.count("Sykkelvei!") for text in rest) == 1_400


@pytest.mark.parametrize("nasty", ['"] #panic("x")', "= * _ $ @a #let", "👩‍👩‍👧 \u202e مرحبا"])
def test_nothing_that_is_said_is_taken_for_markup(nasty: str) -> None:
    made = table(SOME, summary=nasty, new=nasty)

    assert table_pdf(made).startswith(b"%PDF")
    table_docx(made, io.BytesIO())
    assert table_xlsx(made)


@given(ROWS)
def test_who_spoke_of_what_adds_up_both_ways(rows: list[tuple[int, str, Speaker, str]]) -> None:
    made = table(rows)

    assert [sum(counts) for _, counts in made.kinds_by_theme] == [count for _, count in made.themes]
    by_kind = [sum(column) for column in zip(*(c for _, c in made.kinds_by_theme), strict=True)]
    assert by_kind == [count for *_, count in made.kinds]


def test_how_the_statements_came_is_counted_by_statement() -> None:
    rows = [
        replace(row, channel="By mail" if row.statement == 1 else "By letter")
        for row in table(SOME).rows
    ]
    made = replace(table(SOME), rows=tuple(rows))

    assert made.channels == [("By letter", 2), ("By mail", 1)]
    assert TableWords(made).totals[-1][2][-1][1] == "3"


def test_where_those_who_spoke_live_is_counted_by_statement_and_only_where_somebody_says() -> None:
    assert table(SOME).areas == []
    rows = [replace(row, area="Heggedal" if row.statement < 3 else "") for row in table(SOME).rows]
    made = replace(table(SOME), rows=tuple(rows))

    assert made.areas == [("Heggedal", 2), ("", 1)]
    assert TableWords(made).totals[-1][2][-1][1] == "3"


@given(st.lists(st.sampled_from(["", "Heggedal", "Røyken", "Vollen", "Nærsnes"]), max_size=40))
def test_areas_that_few_live_in_are_told_of_together_and_never_as_few(lived: list[str]) -> None:
    rows = [(at, "a", Speaker.RESIDENT, "") for at in range(len(lived))]
    made = table(rows)
    exact = replace(made, rows=tuple(replace(row, area=lived[row.statement]) for row in made.rows))
    told = replace(exact, fewest=5).areas

    assert all(count >= 5 for name, count in told if name)
    assert sum(count for _, count in told) in {0, len(lived)}
    assert {one for one in told if one[0] in lived} <= set(exact.areas)
    assert not told or max(count for name, count in exact.areas if name) >= 5


def test_others_take_the_smallest_area_with_them_where_they_would_be_few() -> None:
    lived = ["A"] * 9 + ["B"] * 6 + ["C"] * 2 + [""]
    made = table([(at, "a", Speaker.RESIDENT, "") for at in range(len(lived))])
    rows = tuple(replace(row, area=lived[row.statement]) for row in made.rows)
    made = replace(made, rows=rows, fewest=5)

    assert made.areas == [("A", 9), (OTHER_AREAS, 8), ("", 1)]
    assert TableWords(made).totals[-1][2][1] == [TableWords(made).translate(OTHER_AREAS), "8"]
