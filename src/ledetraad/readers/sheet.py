"""A spreadsheet's sheets → blocks: each table in a sheet with its merged cells filled.

The lines above a table that stand alone in their rows are its heading and the text around it. A
sheet may hold several tables below each other: where a head row comes, a new one begins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat_row import column_letters
from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Cell, Heading, Paragraph, Table
from ledetraad.readers.forms.words import OPENS, head_meanings, labelled
from ledetraad.readers.vocabulary import vocabulary
from ledetraad.readers.xlsx_bounds import MOST_CELLS

HEAD_WITHIN = 30
"""How many rows of a table are looked at for a head row that may come again."""
MOST_FILLED = 500_000
"""The most cells with text in all the sheets of a document."""
_LONGEST_HEADING = 120
_FEWEST_HEADS = 2

Place = Callable[[int, int], SourcePlace]
"""The place of a cell, by its row and column from 0."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one, by their first and last row and column from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it looks.

    Args:
        title: its name; empty where the document has no sheets.
        rows: the cells as shown, from the sheet's first row and column.
        place: where a cell stands.
        merged: the cells that are merged into one, whose text stands in the first.
    """

    title: str
    rows: Sequence[Sequence[str]]
    place: Place
    merged: Sequence[Merged] = field(default=())


def place_in(name: str, title: str) -> Place:
    """The places of a sheet's cells, such as B7."""
    return lambda row, column: SourcePlace(
        file=name, sheet=title, cell=f"{column_letters(column)}{row + 1}"
    )


def sheet_blocks(sheets: Sequence[Sheet], name: str) -> tuple[Block, ...]:
    """The blocks of all sheets, in order.

    Raises:
        UnreadableDocument: they hold more than a plan can.
    """
    filled = sum(1 for sheet in sheets for row in sheet.rows for cell in row if cell.strip())
    if filled > MOST_FILLED or any(map(_merges_too_much, sheets)):
        raise UnreadableDocument(
            N_("The sheets have more than %(most)s cells with text in them."),
            where=name,
            remedy=N_("Copy the table alone to a new workbook, and save that."),
            most=MOST_FILLED,
        )
    return tuple(block for sheet in sheets for block in _Blocks(sheet).all())


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet: its cells, and those of them that have text, a merged one once."""

    number: int
    cells: tuple[Cell, ...]
    filled: tuple[Cell, ...]

    @property
    def alone(self) -> bool:
        return len(self.filled) == 1

    @property
    def text(self) -> str:
        return " ".join(" ".join(cell.text.split()) for cell in self.filled)

    @property
    def adds_up(self) -> bool:
        first = " ".join(self.filled[0].text.split()).casefold()
        return first.rstrip(".: ") in vocabulary().sums

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(" ".join(cell.text.split()).casefold() for cell in self.cells)


class _Blocks:
    """Parts one sheet into headings, text and tables."""

    def __init__(self, sheet: Sheet) -> None:
        self._title = sheet.title.strip()
        self._rows = [row for row in _rows(sheet) if row.filled]

    def all(self) -> Iterator[Block]:
        first = True
        for above, table in self._parts():
            yield from _lines(above, before_table=bool(table), depth=1 if first else 2)
            first = False
            body = table[: _end(table)]
            if body:
                yield Table(
                    rows=tuple(row.cells for row in body),
                    place=body[0].filled[0].place,
                    title=self._title,
                )
            for row in table[len(body) :]:
                yield Paragraph(text=row.text, place=row.filled[0].place)

    def _parts(self) -> Iterator[tuple[list[_Row], list[_Row]]]:
        """Each table with the lines above it; the last may have no table."""
        above: list[_Row] = []
        table: list[_Row] = []
        for place, row in enumerate(self._rows):
            if table and self._begins_again(place, table):
                yield above, table
                above, table = [], []
            if not table and row.alone:
                if not (above and row.filled[0] is above[-1].filled[0]):
                    above.append(row)
            else:
                table.append(row)
        if above or table:
            yield above, table

    def _begins_again(self, place: int, table: Sequence[_Row]) -> bool:
        """Whether a new table begins here, with its head row or with lines above that."""
        if not self._parted(place):
            return False
        while place < len(self._rows) and self._rows[place].alone:
            place += 1
        if place == len(self._rows) or len(self._rows[place].filled) < _FEWEST_HEADS:
            return False
        words = self._rows[place].words
        return _is_head(words) or any(row.words == words for row in table[:HEAD_WITHIN])

    def _parted(self, place: int) -> bool:
        """Whether a row is the first after empty ones, or after none stands alone as a line."""
        row, before = self._rows[place], self._rows[place - 1]
        return row.alone or row.number > before.number + 1


def _end(table: Sequence[_Row]) -> int:
    """Where a table ends: before a row that adds it up, and lines some way below it."""
    end = place = len(table)
    while place > 1 and (table[place - 1].alone or table[place - 1].adds_up):
        place -= 1
        if table[place].adds_up or table[place].number > table[place - 1].number + 1:
            end = place
    return end


def _lines(above: Sequence[_Row], *, before_table: bool, depth: int) -> Iterator[Block]:
    """The lines above a table; the last is its heading, unless it goes on from the one before.

    A line that says what it is, such as "Delmål 1: …", may stand between the two.
    """
    last = max((n for n, row in enumerate(above) if labelled(row.text) is None), default=-1)
    for place, row in enumerate(above):
        cell, text = row.filled[0], row.text
        fits = len(text) <= _LONGEST_HEADING and not text.endswith(".")
        before = above[place - 1] if place else None
        opens = before is None or row.number > before.number + 1 or before.text.endswith(".")
        if fits and opens and before_table and place == last:
            yield Heading(text=text, depth=min(depth + bool(place), 2), place=cell.place)
        else:
            yield Paragraph(text=text, place=cell.place)


def _is_head(words: Sequence[str]) -> bool:
    """Whether two cells of a row or more are heads that documents use for their columns."""
    sure = (max(head_meanings(word).values(), default=0.0) >= OPENS for word in words if word)
    return sum(sure) >= _FEWEST_HEADS


def _merges_too_much(sheet: Sheet) -> bool:
    height, width = len(sheet.rows), max(map(len, sheet.rows), default=0)
    covered = 0
    for area in sheet.merged:
        rows = min(area.bottom, height - 1) - area.top + 1
        columns = min(area.right, width - 1) - area.left + 1
        covered += max(rows, 0) * max(columns, 0)
    return covered > MOST_CELLS


def _rows(sheet: Sheet) -> Iterator[_Row]:
    """Every row as wide as the widest, merged cells filled, empty columns left out."""
    width = max(map(len, sheet.rows), default=0)
    used = [
        column
        for column in range(width)
        if any(column < len(row) and row[column].strip() for row in sheet.rows)
    ]
    merged = _merged_cells(sheet, used)
    for number, row in enumerate(sheet.rows):
        empty = Cell(text="", place=sheet.place(number, 0))  # one for the row: there may be many
        cells = []
        for column in used:
            cell = merged.get((number, column))
            if cell is None:
                text = _clean(row[column]) if column < len(row) else ""
                cell = Cell(text=text, place=sheet.place(number, column)) if text else empty
            cells.append(cell)
        filled = {id(cell): cell for cell in cells if cell.text}
        yield _Row(number, tuple(cells), tuple(filled.values()))


def _merged_cells(sheet: Sheet, used: Sequence[int]) -> dict[tuple[int, int], Cell]:
    """The one cell that stands at each place of a merged area with text."""
    cells: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged:
        row = sheet.rows[area.top] if area.top < len(sheet.rows) else ()
        text = _clean(row[area.left]) if area.left < len(row) else ""
        if not text:
            continue
        numbers = range(area.top, min(area.bottom, len(sheet.rows) - 1) + 1)
        columns = used[bisect_left(used, area.left) : bisect_right(used, area.right)]
        cell = Cell(
            text=text,
            place=sheet.place(area.top, area.left),
            columns=len(columns),
            rows=len(numbers),
        )
        cells |= {(number, column): cell for number in numbers for column in columns}
    return cells


def _clean(text: str) -> str:
    """A cell's text without white space around its lines, nor empty lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
