"""Spreadsheets that people have made: columns in any order, merged cells, several sheets."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

import openpyxl
import pytest

from ledetraad.errors import UnreadableDocument
from ledetraad.plan.model import Plan, SourcePlace
from ledetraad.publish.registry import WRITERS
from ledetraad.readers import ReadResult, ods, read_bytes, read_document, sheet
from ledetraad.readers.blocks import Heading, Paragraph, Table
from ledetraad.readers.sheet import Merged, Sheet, place_in, sheet_blocks

FOLDER = Path(__file__).parents[1] / "documents" / "sheets"
ROWS = [
    ["Tema", "Mål", "Tiltak", "Frist"],
    ["Helse", "Alle innbyggere har god helse.", "Bygge turvei rundt vannet", "2031"],
]


def a_sheet(rows: Sequence[Sequence[str]], *merged: Merged) -> Sheet:
    return Sheet("Ark1", rows, place_in("plan.xlsx", "Ark1"), merged)


def tables(rows: Sequence[Sequence[str]], *merged: Merged) -> list[Table]:
    blocks = sheet_blocks([a_sheet(rows, *merged)], "plan.xlsx")
    return [block for block in blocks if isinstance(block, Table)]


def workbook(*sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        made = book.create_sheet()
        for row in rows:
            made.append(row)
    return book


def read(book: openpyxl.Workbook) -> ReadResult:
    out = io.BytesIO()
    book.save(out)
    return read_bytes(out.getvalue(), "plan.xlsx")


def outline(plan: Plan) -> list[str]:
    return [f"{element.number} {element.level} {element.words}" for element in plan.walk()]


def facts(plan: Plan, text: str) -> dict[str, str]:
    element = next(one for one in plan.walk() if one.words == text)
    return {fact.key: fact.value for fact in element.facts}


def test_each_element_knows_its_sheet_and_its_cell() -> None:
    plan = read_document(FOLDER / "merged.xlsx").plan

    places = {element.words: element.source for element in plan.walk()}
    assert places["Grønn omstilling"] == SourcePlace(file="merged.xlsx", sheet="Tiltak", cell="A6")
    assert places["Lage kart over alle myrer"] == SourcePlace(
        file="merged.xlsx", sheet="Tiltak", cell="E8"
    )


def test_each_element_of_a_csv_file_knows_its_line() -> None:
    plan = read_document(FOLDER / "repeated.csv").plan

    assert plan.elements[1].source == SourcePlace(file="repeated.csv", line=6)


def test_what_a_row_says_of_its_measure_is_kept_as_it_is_shown() -> None:
    for name in ("merged.xlsx", "merged.ods"):
        plan = read_document(FOLDER / name).plan
        assert facts(plan, "Luke parkslirekne langs elva")["deadline"] == "31.12.2031"

    for name in ("theme-tables.xlsx", "theme-tables.ods"):
        plan = read_document(FOLDER / name).plan
        assert facts(plan, "Luke parkslirekne langs elva") == {
            "responsible": "Teknisk",
            "deadline": "2031",
        }


def test_the_same_sheet_in_two_formats_is_the_same_plan() -> None:
    for name in ("stacked", "merged", "theme-tables", "asker"):
        excel, calc = (
            read_document(FOLDER / f"{name}.{ending}").plan for ending in ("xlsx", "ods")
        )
        assert outline(excel) == outline(calc)
        assert [one.references for one in excel.walk()] == [one.references for one in calc.walk()]


def test_a_hidden_sheet_is_passed_over_and_told_of() -> None:
    book = workbook(ROWS, [["Tema", "Mål", "Tiltak"], ["Annet", "Et mål er satt her.", "x"]])
    book.worksheets[1].sheet_state = "hidden"

    result = read(book)

    assert [element.title for element in result.plan.elements] == ["Helse"]
    told = [finding for finding in result.findings if "hidden" in finding.template]
    assert [finding.values for finding in told] == [{"title": "Sheet1"}]


def test_our_own_rows_saved_as_an_opendocument_spreadsheet_are_the_same_plan(
    example_plan: Plan,
) -> None:
    out = io.BytesIO()
    WRITERS[".csv"].write(example_plan, out, language="nb")
    text = out.getvalue().decode("utf-8-sig")

    data = calc(list(csv.reader(io.StringIO(text), delimiter=";")))

    assert read_bytes(data, "plan.ods").plan == example_plan


def test_dates_numbers_and_shares_are_text_as_excel_shows_them() -> None:
    book = workbook(
        [
            ["Mål", "Tiltak", "Frist", "Kostnad"],
            ["Alle innbyggere har god helse.", "Bygge turvei rundt vannet", date(2031, 6, 30), 2.5],
        ]
    )

    plan = read(book).plan

    assert facts(plan, "Bygge turvei rundt vannet") == {"deadline": "30.06.2031", "cost": "2,5"}


def test_a_cell_that_is_merged_stands_at_every_place_it_reaches_over() -> None:
    (table,) = tables(
        [["Mål", "Tiltak", ""], ["Alle har det godt.", "a", "b"], ["", "c", "d"]],
        Merged(1, 0, 2, 0),
        Merged(0, 1, 0, 2),
    )

    assert table.rows[1][0] is table.rows[2][0]
    assert table.rows[0][1] is table.rows[0][2]
    assert (table.rows[1][0].rows, table.rows[0][1].columns) == (2, 2)
    assert table.rows[1][0].place.cell == "A2"


def test_empty_rows_and_columns_are_left_out_and_places_stay() -> None:
    (table,) = tables([["", "Mål", "", "Tiltak"], [], ["", "Et mål.", "", "Et tiltak."]])

    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Mål", "Tiltak"],
        ["Et mål.", "Et tiltak."],
    ]
    assert table.rows[1][1].place.cell == "D3"


def test_lines_above_a_table_are_text_and_the_last_its_heading() -> None:
    blocks = sheet_blocks(
        [a_sheet([["Eksempel kommune"], ["Vedtatt 2030."], [], ["Helse"], *ROWS])], "plan.xlsx"
    )

    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Heading, Table]


def test_tables_below_each_other_are_parted_where_the_heads_come_again() -> None:
    blocks = sheet_blocks(
        [a_sheet([["Helse"], *ROWS, [], ["Skole"], *ROWS, [], *ROWS])], "plan.xlsx"
    )

    assert [type(block) for block in blocks] == [Heading, Table, Heading, Table, Table]


def test_a_line_in_the_middle_of_a_table_does_not_part_it() -> None:
    (table,) = tables([*ROWS, [], ["Del 2"], ["Skole", "Alle lærer å lese.", "Kjøpe bøker", ""]])

    assert len(table.rows) == 4


def test_sums_and_lines_below_a_table_are_no_part_of_it() -> None:
    blocks = sheet_blocks(
        [a_sheet([*ROWS, ["Sum", "", "", "200 000"], [], ["Kilde: økonomiavdelingen"]])],
        "plan.xlsx",
    )

    assert [type(block) for block in blocks] == [Table, Paragraph, Paragraph]
    assert isinstance(blocks[1], Paragraph) and blocks[1].text == "Sum 200 000"


def test_the_line_that_tells_excel_what_parts_the_cells_is_no_row() -> None:
    plan = read_bytes("sep=;\nNivå;Tekst\ntheme;Helse\n".encode(), "plan.csv").plan

    assert outline(plan) == ["1 theme Helse"]
    assert plan.elements[0].source == SourcePlace(file="plan.csv", line=3)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_rows_of_a_csv_file_show_what_parts_its_cells(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [["Plan for oss"], *ROWS])

    plan = read_bytes(text.encode(), "plan.csv").plan

    assert outline(plan)[-1] == "1.1.1 measure Bygge turvei rundt vannet"


def test_a_head_row_may_be_the_thirtieth() -> None:
    junk = [[f"Merknad {number}", "x"] for number in range(29)]

    assert outline(read(workbook([*junk, *ROWS])).plan)[-1].endswith("Bygge turvei rundt vannet")


def calc(rows: Sequence[Sequence[str]], extra: str = "") -> bytes:
    """An OpenDocument spreadsheet of the least that there can be."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>"
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t"'
        ' xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="Ark1">'
        f"{cells}{extra}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return calc_file(content)


def calc_file(content: str, manifest: str = "<manifest/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data, "plan.ods")
    assert refused.value.remedy() and refused.value.where == "plan.ods"
    return refused.value.what()


def test_cells_and_rows_written_once_for_many_are_read_as_many() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell'
        ' table:number-columns-repeated="3"><text:p>a<text:s text:c="2"/>b</text:p>'
        "<text:p>c</text:p></table:table-cell></table:table-row>"
    )
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16000"/></table:table-row>'
    )

    (read_sheet,), _ = ods.read_sheets(calc([["x"]], row + empty), "plan.ods")

    assert read_sheet.rows == [["x", "", ""], *[["a  b\nc"] * 3] * 2]


def test_notes_beside_cells_are_no_part_of_them() -> None:
    note = (
        "<table:table-row><table:table-cell><office:annotation><text:p>Husk!</text:p>"
        "</office:annotation><text:p>Helse</text:p></table:table-cell></table:table-row>"
    )

    (read_sheet,), _ = ods.read_sheets(calc([], note), "plan.ods")

    assert read_sheet.rows == [["Helse"]]


@pytest.mark.parametrize(
    "repeats",
    [
        'table:number-rows-repeated="1000000"',
        'table:number-rows-repeated="999999999999"',
        'table:number-rows-repeated="0"',
        'table:number-rows-repeated="many"',
    ],
)
def test_a_small_file_that_stands_for_a_huge_sheet_is_refused(repeats: str) -> None:
    row = (
        f"<table:table-row {repeats}><table:table-cell"
        ' table:number-columns-repeated="16000"><text:p>a</text:p></table:table-cell>'
        "</table:table-row>"
    )

    assert refusal(calc([], row))


def test_two_cells_far_apart_in_an_opendocument_spreadsheet_are_refused() -> None:
    far = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
        "</table:table-row><table:table-row>"
        '<table:table-cell table:number-columns-repeated="9000"/>'
        "<table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>"
    )

    assert "far from its table" in refusal(calc([["a"]], far))


def test_a_locked_and_a_damaged_opendocument_spreadsheet_are_told_apart() -> None:
    locked = calc_file("\0\1\2", '<manifest><encryption-data checksum="x"/></manifest>')
    entities = calc_file('<!DOCTYPE x [<!ENTITY a "b">]><office:document-content/>')

    assert "locked" in refusal(locked)
    for data in (calc_file("no XML"), entities, calc([["a"]])[:-60]):
        assert "damaged" in refusal(data)


def test_sheets_with_very_many_filled_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_FILLED", 100)

    with pytest.raises(UnreadableDocument, match="more than 100 cells"):
        read(workbook([*ROWS, *[["a", "b", "c", "d"]] * 30]))


def test_merged_areas_that_cover_far_too_much_are_refused() -> None:
    wide = Merged(0, 0, 10**6, 10**4)

    with pytest.raises(UnreadableDocument):
        sheet_blocks([a_sheet([["a"] * 500] * 500, *[wide] * 30)], "plan.xlsx")
