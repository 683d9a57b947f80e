"""A table in CSV → a plan: what `publish.write_csv` writes, or a table made by hand.

Cells may be parted by semicolons, commas or tabs; the head row shows which.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat_guard import unguarded
from ledetraad.plan.flat_row import FlatRow
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.decode import decode
from ledetraad.readers.flat_rows import HEAD_WITHIN, Head, find_head, no_table, read_rows
from ledetraad.readers.result import ReadResult

DELIMITERS = (";", ",", "\t")


def read_csv(data: bytes, name: str) -> ReadResult:
    """Read a plan from a table with one row for each element.

    Args:
        data: the table, in any common encoding, with a byte-order mark or without.
        name: the document's name, for the source places and errors.

    Raises:
        UnreadableDocument: no table, or a row that can't be so; names the line.
    """
    text = decode(data, name)
    delimiter, head = _head(text, name)
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


def _row(cells: list[str], line: int, name: str, head: Head) -> FlatRow:
    said = {
        key: unguarded(cells[column])
        for key, column in head.columns.items()
        if column < len(cells) and cells[column]
    }
    return FlatRow(cells=said, columns=head.columns, file=name, number=line)


def _head(text: str, name: str) -> tuple[str, Head]:
    """The delimiter that makes a head row of one of the first rows, and that row."""
    nearest: list[list[str]] = []
    for delimiter in DELIMITERS:
        rows: list[list[str]] = []
        with suppress(UnreadableDocument):  # quotation marks that make no sense, here or later
            rows.extend(cells for _, cells in islice(_records(text, name, delimiter), HEAD_WITHIN))
        head = find_head(rows, name)
        if head is not None:
            return delimiter, head
        if max(map(len, rows), default=0) > max(map(len, nearest), default=0):
            nearest = rows
    raise no_table(nearest, name)


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
