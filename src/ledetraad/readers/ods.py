"""An OpenDocument spreadsheet → its sheets, with every cell as it is shown.

Cells and rows that are alike are written once with a count, so a small file may stand for a huge
sheet: what has no text is only counted, and what has is bounded.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.parsers import expat

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.readers import archive_bounds
from ledetraad.readers.blocks import Document
from ledetraad.readers.flat_sheets import read_flat_sheets
from ledetraad.readers.result import ReadResult
from ledetraad.readers.sheet import MOST_FILLED, Merged, Sheet, place_in
from ledetraad.readers.sheet_plan import plan_from_sheets, sheets_document
from ledetraad.readers.xlsx_bounds import LAST_COLUMN, LAST_ROW, MOST_CELLS

_SMALLER = N_("Copy the table alone to a new spreadsheet, and save that.")
_AGAIN = N_("Open the file in LibreOffice and save it again as .ods.")
_MOST_BLANKS = 1_000
_NOT_SHOWN = frozenset({"annotation", "frame", "custom-shape", "rect", "line", "g", "ruby-text"})


def read_ods(data: bytes, name: str) -> ReadResult:
    """Read a plan from an OpenDocument spreadsheet.

    Args:
        data: the spreadsheet.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no spreadsheet, no table in it, or a row that can't be so.
    """
    sheets, hidden = read_sheets(data, name)
    flat = read_flat_sheets({sheet.title: sheet.rows for sheet in sheets}, name)
    return flat if flat is not None else plan_from_sheets(sheets, hidden, name)


def ods_document(data: bytes, name: str) -> Document:
    """A spreadsheet's sheets as blocks, whatever form its tables have.

    Raises:
        UnreadableDocument: no spreadsheet.
    """
    return sheets_document(*read_sheets(data, name), name)


def read_sheets(data: bytes, name: str) -> tuple[list[Sheet], list[str]]:
    """The sheets that are shown, and the names of those that are hidden.

    Raises:
        UnreadableDocument: no OpenDocument spreadsheet, locked, or larger than a plan can be.
    """
    parser = _Parser(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive_bounds.is_too_large(archive):
                raise UnreadableDocument(
                    N_("The spreadsheet is too large when it is unpacked."),
                    where=name,
                    remedy=_SMALLER,
                )
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadableDocument(
                    N_("The spreadsheet is locked with a password."),
                    where=name,
                    remedy=N_("Open it in LibreOffice, take the password away, and save it again."),
                )
            parser.parse(archive.read("content.xml"))
    except _TooLarge:
        raise UnreadableDocument(
            N_("A sheet of the workbook is too large, or has cells far from its table."),
            where=name,
            remedy=_SMALLER,
        ) from None
    except (*archive_bounds.DAMAGED, *archive_bounds.STRANGELY_PACKED, expat.ExpatError):
        raise UnreadableDocument(
            N_("The file is damaged, or not an OpenDocument spreadsheet."),
            where=name,
            remedy=_AGAIN,
        ) from None
    return parser.sheets, parser.hidden


class _TooLarge(Exception):
    """A sheet has more cells than a plan can have."""


class _Table:
    """The cells of one sheet with text in them, and where it is."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.cells: dict[int, dict[int, str]] = {}
        self.merged: list[Merged] = []
        self.row = self.column = 0
        self.row_times = 1

    def sheet(self, file: str) -> Sheet:
        height = max(self.cells, default=-1) + 1
        width = max((max(row) for row in self.cells.values()), default=-1) + 1
        if height * width > MOST_CELLS:
            raise _TooLarge
        rows: list[Sequence[str]] = []
        for number in range(height):
            row = self.cells.get(number, {})
            rows.append([row.get(column, "") for column in range(width)] if row else [])
        return Sheet(self.title, rows, place_in(file, self.title), self.merged)


class _Parser:
    """Goes through the document from beginning to end."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Sheet] = []
        self.hidden: list[str] = []
        self._file = file
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._tables: list[tuple[_Table, bool]] = []
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._in_paragraph = False
        self._passing_over = 0
        self._filled = 0

    def parse(self, content: bytes) -> None:
        """Gather the sheets of `content.xml`."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.Parse(content, True)

    def _doctype(self, *_: object) -> None:
        raise ValueError("a spreadsheet declares no entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if self._passing_over or (self._cell is not None and kind in _NOT_SHOWN):
            self._passing_over += 1
            return
        if not self._tables or name == "table:table":
            self._start_table(name, attributes)
            return
        table = self._tables[-1][0]
        match name:
            case "table:table-row":
                table.row_times = _count(attributes, "table:number-rows-repeated")
                table.column = 0
            case "table:table-cell" | "table:covered-table-cell":
                self._cell, self._text = attributes, []
            case "text:p":
                self._in_paragraph = True
                if self._text:
                    self._text.append("\n")
            case "text:s":
                self._text.append(" " * min(_count(attributes, "text:c"), _MOST_BLANKS))
            case "text:tab":
                self._text.append(" ")
            case "text:line-break":
                self._text.append("\n")

    def _start_table(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "style:style":
                self._style = attributes.get("style:name", "")
            case "style:table-properties":
                if attributes.get("table:display") == "false":
                    self._hidden_styles.add(self._style)
            case "table:table":
                hidden = attributes.get("table:style-name", "") in self._hidden_styles
                self._tables.append((_Table(attributes.get("table:name", "")), hidden))

    def _end(self, name: str) -> None:
        if self._passing_over:
            self._passing_over -= 1
            return
        if not self._tables:
            return
        table, hidden = self._tables[-1]
        match name:
            case "table:table":
                self._tables.pop()
                if hidden:
                    self.hidden.append(table.title)
                else:
                    self.sheets.append(table.sheet(self._file))
            case "table:table-row":
                table.row += table.row_times
            case "table:table-cell":
                self._end_cell(table, "".join(self._text).strip())
            case "table:covered-table-cell":
                self._end_cell(table, "")
            case "text:p":
                self._in_paragraph = False

    def _end_cell(self, table: _Table, text: str) -> None:
        attributes, self._cell = self._cell or {}, None
        times = _count(attributes, "table:number-columns-repeated")
        first = table.column
        table.column += times
        if not text:
            return
        if table.column > LAST_COLUMN or table.row + table.row_times > LAST_ROW:
            raise _TooLarge
        self._filled += times * table.row_times
        if self._filled > MOST_FILLED:
            raise _TooLarge
        for row in range(table.row, table.row + table.row_times):
            cells = table.cells.setdefault(row, {})
            cells.update((column, text) for column in range(first, table.column))
        columns = _count(attributes, "table:number-columns-spanned")
        rows = _count(attributes, "table:number-rows-spanned")
        if columns > 1 or rows > 1:
            bottom, right = table.row + rows - 1, first + columns - 1
            table.merged.append(Merged(table.row, first, bottom, right))

    def _characters(self, text: str) -> None:
        if self._in_paragraph and not self._passing_over and self._cell is not None:
            self._text.append(text)


def _count(attributes: dict[str, str], name: str) -> int:
    """How many times something comes, 1 unless it says so.

    Raises:
        ValueError: it says something that is no number above 0.
    """
    count = int(attributes.get(name, 1))
    if count < 1:
        raise ValueError("nothing comes less than once")
    return count
