"""A list as a workbook, opened again by another library."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from ledetraad.publish.list_sheet import Cell, Column, Figure, NotHere, list_workbook


def opened(cells: list[Cell], title: str = "Tiltak", frozen: int = 1) -> Worksheet:
    columns = [Column(f"Kolonne {number}", 12) for number, _ in enumerate(cells, start=1)]
    made = list_workbook(title, columns, [cells], frozen=frozen)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_each_kind_of_cell_is_read_back_as_what_it_is() -> None:
    sheet = opened(["Lys", 7, Figure(Decimal("12.30"), 2), date(2027, 3, 1), None])

    assert [cell.value for cell in sheet[2]][:3] == ["Lys", 7, 12.3]
    assert sheet["C2"].number_format == "#,##0.00"
    assert sheet["D2"].value.date() == date(2027, 3, 1)
    assert sheet["E2"].value is None


def test_what_looks_like_a_formula_stays_text() -> None:
    sheet = opened(["=1+1", "@SUM(A1)"])

    assert [cell.data_type for cell in sheet[2]] == ["s", "s"]


def test_a_number_longer_than_a_cell_keeps_is_written_in_whole() -> None:
    sheet = opened([Figure(Decimal("1234567890.1234567"), 7)])

    assert sheet["A2"].value == "1234567890.1234567"


def test_a_cell_to_fill_in_is_told_from_one_where_nothing_can_stand() -> None:
    sheet = opened([Figure(None, 1), NotHere.NOT_HERE])

    assert sheet["A2"].number_format == "#,##0.0"
    assert sheet["A2"].fill.fill_type is None
    assert sheet["B2"].fill.fill_type == "solid"


def test_the_sheets_name_is_one_that_excel_takes() -> None:
    assert opened(["a"], "1. tertial 2026 [foreløpig] for alle enheter").title == (
        "1. tertial 2026  foreløpig  for"
    )


def test_heads_stay_in_sight_and_can_be_filtered() -> None:
    sheet = opened(["a", 1, 2], frozen=2)

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:C2")
