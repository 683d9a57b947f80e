"""CSV and Excel → sheets of cells, before anybody asks what they mean."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ledetraad.i18n import N_
from ledetraad.plan.flat_row import column_letters
from ledetraad.readers.decode import decode
from ledetraad.readers.xlsx_bounds import refuse_unsafe
from ledetraad.statistics.faults import UnreadableStatistics

DELIMITERS: Final = (";", "\t", ",", "|")
_SAMPLE = 50
_TOLD = re.compile(r"\Asep=(.)[ \t]*\n", re.IGNORECASE)
Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's cells.

    Args:
        file: the file's name.
        title: the sheet's name; empty where there are no sheets.
        rows: the cells, from the first row and column.
        first_line: the line of each row, where the file has lines.
        commas: commas part its cells.
    """

    file: str
    title: str
    rows: Sequence[Row]
    lines: Sequence[int] = ()
    commas: bool = False

    def place(self, row: int, column: int) -> str:
        """Where a cell is, for people: "file.xlsx: Ark1!B7", or "file.csv:7, column B"."""
        letters = column_letters(column)
        if self.title:
            return f"{self.file}: {self.title}!{letters}{row + 1}"
        line = self.lines[row] if row < len(self.lines) else row + 1
        return f"{self.file}:{line} ({letters})"


def csv_sheet(data: bytes, name: str) -> Sheet:
    """A file in CSV as a sheet, whatever parts its cells.

    Raises:
        UnreadableStatistics: it is empty, or has a cell that does not end.
        UnreadableDocument: it is no text.
    """
    if not data.strip():
        raise UnreadableStatistics(
            N_("The file is empty."), where=name, remedy=N_("Choose the file with the numbers.")
        )
    text = decode(data, name)
    told = _TOLD.match(text)
    delimiter = told[1] if told is not None else _delimiter(text)
    reader = csv.reader(
        io.StringIO(text[told.end() if told else 0 :]), delimiter=delimiter, strict=True
    )
    rows, lines = [], []
    try:
        for row in reader:
            lines.append(reader.line_num + (told is not None))
            rows.append(row)
    except csv.Error:
        raise UnreadableStatistics(
            N_("A cell of the file does not end, or is far too long."),
            where=f"{name}:{reader.line_num + 1}",
            remedy=N_("Look for a quotation mark that is not closed, or stands within a text."),
        ) from None
    return Sheet(name, "", rows, lines, delimiter == ",")


def xlsx_sheets(data: bytes, name: str) -> list[Sheet]:
    """The visible sheets of a workbook.

    Raises:
        UnreadableStatistics: it can't be opened.
        UnreadableDocument: it is damaged, locked or far too large.
    """
    refuse_unsafe(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [
                Sheet(name, about.name, _cells(workbook, about.name))
                for about in workbook.sheets_metadata
                if about.typ == SheetTypeEnum.WorkSheet
                and about.visible == SheetVisibleEnum.Visible
            ]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableStatistics(
            N_("The workbook can't be opened: %(reason)s."),
            where=name,
            remedy=N_("Open the file in Excel or LibreOffice and save it again as .xlsx."),
            reason=str(error)[:200],
        ) from None


def _cells(workbook: CalamineWorkbook, title: str) -> list[list[object]]:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, date) else cell


def _delimiter(text: str) -> str:
    """What parts the cells: what there is as much of in most of the first lines."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best, most = ";", 0
    for delimiter in DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines)
        counts.pop(0, None)
        alike = max(counts.values(), default=0)
        if alike > most:
            best, most = delimiter, alike
    return best
