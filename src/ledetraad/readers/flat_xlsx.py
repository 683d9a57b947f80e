"""A workbook in Excel → a plan: what `publish.write_xlsx` writes, or tables made by people."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, time

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers.blocks import Document
from ledetraad.readers.flat_sheets import read_flat_sheets
from ledetraad.readers.number_formats import GENERAL, shown_date, shown_number
from ledetraad.readers.result import ReadResult
from ledetraad.readers.sheet import Merged, Sheet, place_in
from ledetraad.readers.sheet_plan import plan_from_sheets, sheets_document
from ledetraad.readers.xlsx_bounds import refuse_unsafe
from ledetraad.readers.xlsx_formats import Formats, cell_formats


def read_xlsx(data: bytes, name: str) -> ReadResult:
    """Read a plan from a workbook.

    Args:
        data: the workbook.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no workbook, no table in it, or a row that can't be so; names the cell.
    """
    refuse_unsafe(data, name)
    sheets = _sheets(data, name)
    flat = read_flat_sheets(
        {title: [list(map(_said, row)) for row in sheet.rows] for title, sheet in sheets.items()},
        name,
    )
    if flat is not None:
        return flat
    return plan_from_sheets(*_by_people(sheets, cell_formats(data), name), name)


def xlsx_document(data: bytes, name: str) -> Document:
    """A workbook's sheets as blocks, whatever form its tables have.

    Raises:
        UnreadableDocument: no workbook.
    """
    refuse_unsafe(data, name)
    return sheets_document(*_by_people(_sheets(data, name), cell_formats(data), name), name)


def _by_people(
    sheets: dict[str, _Values], forms: dict[str, Formats], name: str
) -> tuple[list[Sheet], list[str]]:
    """The sheets that are shown, as people see them, and the names of those that are not."""
    shown = [
        Sheet(
            title,
            _shown_rows(sheet, forms.get(title, {})),
            place_in(name, title),
            sheet.merged,
        )
        for title, sheet in sheets.items()
        if not sheet.hidden
    ]
    return shown, [title for title, sheet in sheets.items() if sheet.hidden]


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a sheet's cells, from its first row and column."""

    rows: list[list[object]]
    merged: list[Merged]
    hidden: bool


def _sheets(data: bytes, name: str) -> dict[str, _Values]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return {
                about.name: _values(workbook, about.name, about.visible != SheetVisibleEnum.Visible)
                for about in workbook.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
            }
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(
            N_("The workbook can't be opened: %(reason)s."),
            where=name,
            remedy=N_("Open the file in Excel or LibreOffice and save it again as .xlsx."),
            reason=str(error)[:200],
        ) from None


def _values(workbook: CalamineWorkbook, title: str, hidden: bool) -> _Values:
    sheet = workbook.get_sheet_by_name(title)
    merged = [
        Merged(top, left, bottom, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return _Values(rows, merged, hidden)


def _said(cell: object) -> str:
    """A cell as text: whole numbers without decimals, yes and no as facts say them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _shown_rows(sheet: _Values, forms: Formats) -> list[list[str]]:
    return [
        [_shown(cell, forms.get((row, column), GENERAL)) for column, cell in enumerate(cells)]
        for row, cells in enumerate(sheet.rows)
    ]


def _shown(cell: object, form: str) -> str:
    """A cell as a Norwegian Excel shows it, by its format."""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, int | float):
        return shown_number(cell, form)
    if isinstance(cell, date):
        return shown_date(cell, form)
    return f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)
