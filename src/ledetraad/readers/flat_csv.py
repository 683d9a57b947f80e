"""A table in CSV → a plan: what `publish.write_csv` writes, or a table made by people.

Cells may be parted by semicolons, commas or tabs; the rows show which.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat_guard import unguarded
from ledetraad.plan.flat_row import FlatRow
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Document
from ledetraad.readers.decode import decode
from ledetraad.readers.flat_rows import HEAD_WITHIN, Head, find_head, read_rows
from ledetraad.readers.result import ReadResult
from ledetraad.readers.sheet import Sheet
from ledetraad.readers.sheet_plan import plan_from_sheets, sheets_document

DELIMITERS = (";", ",", "\t")
_TOLD = re.compile(r"\Asep=(.)[ \t]*(?=\n)", re.IGNORECASE)
"""The line by which some programs tell Excel what parts the cells."""


def read_csv(data: bytes, name: str) -> ReadResult:
    """Read a plan from a table with one row for each element.

    Args:
        data: the table, in any common encoding, with a byte-order mark or without.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no table, or a row that can't be so; names the line.
    """
    text = _TOLD.sub("", decode(data, name))
    delimiter, head = _head(text, name)
    if head is None:
        return plan_from_sheets([_sheet(text, name, delimiter)], (), name)
    rows = []
    for place, (line, cells) in enumerate(_records(text, name, delimiter)):
        if place <= head.row:
            heads, head_line = cells, line
            continue
        extra = next((cell for cell in cells[len(heads) :] if cell.strip()), None)
        if extra is not None:
            raise UnreadableDocument(
                N_("The row has more cells than there are heads; the first is “%(cell)s”."),
                where=f"{name}:{line}",
                remedy=N_("Put quotation marks around text that holds “%(delimiter)s”."),
                cell=extra.strip()[:60],
                delimiter=delimiter,
            )
        if any(cells):
            rows.append(_row(cells, line, name, head))
    passed_over = [(other, SourcePlace(file=name, line=head_line)) for other in head.others]
    return read_rows(rows, name, passed_over)


def csv_document(data: bytes, name: str) -> Document:
    """A table in CSV as a block, whatever its form.

    Raises:
        UnreadableDocument: no table.
    """
    text = _TOLD.sub("", decode(data, name))
    delimiter, _ = _head(text, name)
    return sheets_document([_sheet(text, name, delimiter)], (), name)


def _row(cells: list[str], line: int, name: str, head: Head) -> FlatRow:
    said = {
        key: unguarded(cells[column])
        for key, column in head.columns.items()
        if column < len(cells) and cells[column]
    }
    return FlatRow(cells=said, columns=head.columns, file=name, number=line)


def _head(text: str, name: str) -> tuple[str, Head | None]:
    """The delimiter, and the head row of a table with a row for each element, if it is one."""
    likely, most = DELIMITERS[0], 0
    for delimiter in DELIMITERS:
        rows: list[list[str]] = []
        with suppress(UnreadableDocument):  # quotation marks that make no sense, here or later
            rows.extend(cells for _, cells in islice(_records(text, name, delimiter), HEAD_WITHIN))
        head = find_head(rows, name)
        if head is not None:
            return delimiter, head
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        alike = max(widths.values(), default=0)
        if alike > most:
            likely, most = delimiter, alike
    return likely, None


def _sheet(text: str, name: str, delimiter: str) -> Sheet:
    """All the rows as a sheet, each cell's place the line that its row begins on."""
    lines, rows = [], []
    for line, cells in _records(text, name, delimiter):
        lines.append(line)
        rows.append([unguarded(cell) for cell in cells])
    return Sheet("", rows, lambda row, _: SourcePlace(file=name, line=lines[row]))


def _records(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row of cells with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableDocument(
                N_("The row can't be read: %(reason)s."),
                where=f"{name}:{line}",
                remedy=N_("See that each quotation mark that opens a cell also closes it."),
                reason=error,
            ) from None
        if cells is None:
            return
        yield line, cells
