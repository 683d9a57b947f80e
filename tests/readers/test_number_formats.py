"""What stands in a cell with a number or a date is read as the spreadsheet shows it."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from ledetraad.readers import read_bytes
from ledetraad.readers.number_formats import shown_date, shown_number
from ledetraad.readers.xlsx_formats import cell_formats


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (2030.0, "General", "2030"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (0.95, "0%", "95 %"),
        (0.954, "0.0%", "95,4 %"),
        (1234567.0, "#,##0", "1 234 567"),
        (1500.0, '#,##0 "kr"', "1 500 kr"),
        (1500.0, '_-"kr" * #,##0.00_-;-"kr" * #,##0.00_-', "kr 1 500,00"),
        (1500.0, "[$kr-414] #,##0", "kr 1 500"),
        (12.0, "0.00", "12,00"),
        (12.5, "0.##", "12,5"),
        (3.0, "# ?/?", "3"),
        (12.0, "0.00E+00", "12"),
        (-4.0, "0", "-4"),
        (7.0, "@", "7"),
    ],
)
def test_numbers_by_their_formats(value: float, form: str, shown: str) -> None:
    assert shown_number(value, form) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("dd.mm.yyyy", "30.06.2031"),
        ("yyyy-mm-dd", "30.06.2031"),
        ("General", "30.06.2031"),
        ("mmm yyyy", "06.2031"),
        ("yyyy", "2031"),
    ],
)
def test_dates_by_how_much_of_them_is_shown(form: str, shown: str) -> None:
    assert shown_date(date(2031, 6, 30), form) == shown
    assert shown_date(datetime(2031, 6, 30), form) == shown


def test_facts_from_a_workbook_are_as_excel_shows_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Indikator", "Ønsket resultat", "Laveste aksepterte", "Kostnad"])
    sheet.append(["Andel elever som trives på skolen", 0.95, 0.9, 1200000])
    sheet["B2"].number_format = "0%"
    sheet["C2"].number_format = "0.0%"
    sheet["D2"].number_format = '#,##0 "kr"'
    out = io.BytesIO()
    book.save(out)

    plan = read_bytes(out.getvalue(), "plan.xlsx").plan

    (indicator,) = plan.elements
    assert [fact.value for fact in indicator.facts] == ["95 %", "90,0 %", "1 200 000 kr"]


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04" + b"\0" * 50])
def test_a_workbook_that_tells_no_formats_has_none(data: bytes) -> None:
    assert cell_formats(data) == {}
