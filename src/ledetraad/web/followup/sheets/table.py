"""A spreadsheet's bytes → its sheets' cells, as what they hold: text, numbers, days.

What a cell can't be read as is told at the cell: a formula that has not been reckoned, an error,
a cell inside several that are joined. Cells are called as spreadsheets call them: "D14".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ledetraad.errors import LedetraadError, UnreadableDocument
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.plan.flat_guard import unguarded
from ledetraad.readers.decode import decode
from ledetraad.readers.ods import read_sheets
from ledetraad.readers.signatures import refuse_misnamed
from ledetraad.readers.xlsx_bounds import refuse_unsafe
from ledetraad.readers.xlsx_formats import cell_formats
from ledetraad.web.followup.sheets.formulas import broken_cells

ENDINGS = (".xlsx", ".ods", ".csv")
LARGEST = 5_000_000
"""The most bytes of a file; a list of 2 000 measures is about a tenth of it."""
MOST_ROWS = 2_000
_MOST_COLUMNS = 500
_DELIMITERS = (";", "\t", ",")
_HEAD_CELLS = 2
Place = tuple[int, int]
Value = str | Decimal | date | None


class CellRefused(LedetraadError):
    """A cell that can't be read as it is."""


@dataclass(frozen=True)
class Table:
    """A sheet's cells.

    Args:
        title: the sheet's name; empty for CSV.
        rows: what the cells hold, from A1.
        broken: cells with an error, or a formula that has not been reckoned.
        joined: cells that are hidden inside several that are joined.
    """

    title: str
    rows: list[list[Value]]
    broken: frozenset[Place] = frozenset()
    joined: frozenset[Place] = field(default=frozenset())

    def value(self, row: int, column: int) -> Value:
        """What a cell holds; None where it is empty.

        Raises:
            CellRefused: it can't be read.
        """
        if (row, column) in self.broken:
            raise CellRefused(
                N_("The formula here gives an error, or has not been reckoned."),
                where=cell_name(row, column),
                remedy=N_("Write the value itself, or open and save the file in Excel."),
            )
        if (row, column) in self.joined:
            raise CellRefused(
                N_("The cell is joined with others."),
                where=cell_name(row, column),
                remedy=N_("Split the cells, and write the value in each."),
            )
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def is_blank(self, row: int) -> bool:
        """Whether a row has nothing in it."""
        return all(cell is None for cell in self.rows[row]) and not any(
            place[0] == row for place in self.broken
        )


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell, by its row and column from 0: "D14"."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def text_of(value: Value) -> str:
    """What a cell holds as one would type it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    return value


def read_tables(data: bytes, name: str) -> list[Table]:
    """The sheets of a file that are shown, or the one table of CSV.

    Args:
        data: the file.
        name: its name; the ending says what it is.

    Raises:
        UnreadableDocument: too large, of another kind, damaged, or unsafe to open.
    """
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableDocument(
            N_("This is not a spreadsheet that can be read."),
            where=name,
            remedy=N_("Save it as one of these: %(endings)s."),
            endings=", ".join(ENDINGS),
        )
    if len(data) > LARGEST:
        raise UnreadableDocument(
            N_("The spreadsheet is too large: the most is %(most)s MB."),
            where=name,
            remedy=N_("Fetch the list anew, choosing fewer rows."),
            most=LARGEST // 1_000_000,
        )
    refuse_misnamed(data, ending, name)
    if ending == ".csv":
        return [_csv(decode(data, name), name)]
    return _workbook(data, name, ending)


def _workbook(data: bytes, name: str, ending: str) -> list[Table]:
    percent: dict[str, set[Place]] = {}
    filled: dict[str, set[Place]] = {}
    if ending == ".xlsx":
        refuse_unsafe(data, name)
        for title, forms in cell_formats(data).items():
            percent[title] = {place for place, form in forms.items() if "%" in form}
        filled = broken_cells(data)
    else:
        for sheet in read_sheets(data, name)[0]:
            shown = {
                (row, column): text
                for row, cells in enumerate(sheet.rows)
                for column, text in enumerate(cells)
                if text.strip()
            }
            filled[sheet.title] = set(shown)
            percent[sheet.title] = {place for place, text in shown.items() if text.endswith("%")}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return [
                _table(
                    book, about.name, percent.get(about.name, set()), filled.get(about.name, set())
                )
                for about in book.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
                and about.visible == SheetVisibleEnum.Visible
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableDocument(
            N_("The workbook can't be opened: %(reason)s."),
            where=name,
            remedy=N_("Open the file in Excel or LibreOffice and save it again as .xlsx."),
            reason=str(error)[:200],
        ) from None


def _table(book: CalamineWorkbook, title: str, percent: set[Place], filled: set[Place]) -> Table:
    sheet = book.get_sheet_by_name(title)
    raw: list[list[object]] = [
        list(row[:_MOST_COLUMNS]) for row in sheet.to_python(skip_empty_area=False)
    ]
    rows = [
        [_value(cell, (row, column) in percent) for column, cell in enumerate(cells)]
        for row, cells in enumerate(raw)
    ]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    broken = {
        (row, column)
        for row, column in filled
        if row < len(rows) and (column >= len(rows[row]) or rows[row][column] is None)
    }
    joined = {
        (row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        for row in range(top, min(bottom, len(rows)) + 1)
        for column in range(left, min(right, _MOST_COLUMNS) + 1)
        if (row, column) != (top, left)
    }
    return Table(title, rows, frozenset(broken), frozenset(joined))


def _value(cell: object, percent: bool) -> Value:
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, int | float):
        number = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
        return f"{number_text((number * 100).normalize())} %" if percent else _plain(number)
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return cell.isoformat() if isinstance(cell, time) else str(cell)


def _plain(number: Decimal) -> Decimal:
    """A number without noughts that say nothing."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def _text(cell: str) -> str | None:
    return cell.replace("_x000D_", "").replace("\r\n", "\n").replace("\0", "").strip() or None


def _csv(text: str, name: str) -> Table:
    first, _, rest = text.partition("\n")
    told = first.lower().startswith("sep=")
    body = rest if told else text
    delimiter = max(_DELIMITERS, key=lambda one: _columns(body, one))
    rows: list[list[Value]] = []
    try:
        for cells in csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True):
            rows.append([_text(unguarded(cell)) for cell in cells[:_MOST_COLUMNS]])
    except csv.Error as error:
        raise UnreadableDocument(
            N_("The row can't be read: %(reason)s."),
            where=f"{name}:{len(rows) + 1}",
            remedy=N_("See that each quotation mark that opens a cell also closes it."),
            reason=error,
        ) from None
    return Table("", [[None], *rows] if told else rows)


def _columns(text: str, delimiter: str) -> int:
    """How many cells the first row with several has, were they parted so."""
    for line in text.split("\n", maxsplit=20)[:20]:
        cells: Sequence[str] = line.split(delimiter)
        if len(cells) >= _HEAD_CELLS:
            return len(cells)
    return 0
