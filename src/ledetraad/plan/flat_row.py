"""A row of a table that a plan is read from: what it says, and where each cell stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat import COLUMNS, FACT, Column, known_heads
from ledetraad.plan.model import SourcePlace

MEND = N_("Mend that cell, and read the file again.")
_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*")
_YES = frozenset({"yes", "ja", "true", "sann", "1", "x"})
_NO = frozenset({"", "no", "nei", "false", "usann", "0"})


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a table.

    Args:
        cells: what stands there, by the column's key; empty cells may be left out.
        columns: the column of every key that the table has, from 0.
        file: the document's name.
        number: the row's number in the sheet, or its line in the file, from 1.
        sheet: the sheet's name; None where the document has none.
    """

    cells: Mapping[str, str]
    columns: Mapping[str, int]
    file: str
    number: int
    sheet: str | None = None

    def says(self, key: str) -> str:
        """What a cell says, on one line without white space around it."""
        text = self.cells.get(key, "")
        return _LINE_BREAKS.sub(" ", text.strip()) if text else ""

    def place(self, key: str = "text") -> SourcePlace:
        """Where a cell stands; the row, where the table has no such column or no sheets."""
        if self.sheet is None:
            return SourcePlace(file=self.file, line=self.number)
        letters = column_letters(self.columns.get(key, 0))
        return SourcePlace(file=self.file, sheet=self.sheet, cell=f"{letters}{self.number}")


def column_letters(column: int) -> str:
    """A column's name in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def find_columns(head: Sequence[str], columns: tuple[Column, ...] = COLUMNS) -> dict[str, int]:
    """The known columns of a head row, by key; the first of two for the same thing."""
    known = known_heads(columns)
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        key = known.get(" ".join(cell.split()).casefold())
        if key is not None:
            found.setdefault(key, place)
    return found


def is_element(row: FlatRow) -> bool:
    """Whether a row is an element: no fact, and not empty."""
    return row.says("kind").casefold() != FACT and any(map(row.says, row.cells))


def yes(value: str, row: FlatRow) -> bool:
    """Whether a cell says yes; nothing is no.

    Raises:
        UnreadableDocument: it says neither.
    """
    said = value.casefold()
    if said not in _YES | _NO:
        raise wrong(row, "text", N_("“%(value)s” is neither yes nor no."), value=value[:60])
    return said in _YES


def wrong(row: FlatRow, key: str, what: str, **values: object) -> UnreadableDocument:
    """The error for a cell, at its place."""
    return UnreadableDocument(what, where=str(row.place(key)), remedy=MEND, **values)
