"""A document's blocks, or the lines of a text, as parts of a flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from string import ascii_uppercase

from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Block, Heading, Item, Table
from ledetraad.readers.blocks import Cell as BlockCell
from ledetraad.readers.view.finder import Finder
from ledetraad.readers.view.shapes import Cell, Flow, Grid, Marks, Row, Said

MOST_WORDS = 4_000
"""How much text one part of a flow has, in letters, before the next block begins a new one."""
MOST_ROWS = 60
"""How many rows of a table one part has."""
MOST_LINES = 80
_A = ord("A")
_LETTERS = 26


def flow_parts(blocks: Sequence[Block], finder: Finder) -> list[Flow]:
    """Parts of a flow of blocks; each sheet of a workbook begins one of its own."""
    parts: list[Flow] = []
    held: list[Said | Grid] = []
    title, size = "", 0

    def end() -> None:
        nonlocal held, size
        if held:
            parts.append(Flow(title=title, blocks=tuple(held)))
        held, size = [], 0

    for block in blocks:
        sheet = block.place.sheet or ""
        if sheet != title or size > MOST_WORDS:
            end()
            title = sheet
        if isinstance(block, Table):
            for grid in _grids(block, finder):
                if held and size > MOST_WORDS:
                    end()
                held.append(grid)
                size += sum(len(cell.text) for row in grid.rows for cell in row.cells)
                if len(grid.rows) >= MOST_ROWS:
                    end()
            continue
        held.append(_said(block, finder))
        size += len(block.text)
    end()
    return parts


def line_parts(text: str, name: str, finder: Finder, places: dict[int, Marks]) -> list[Flow]:
    """Parts of a text's lines: one for each page where it has page breaks, else a screenful.

    Args:
        text: the whole text.
        name: the document's name, as its places have it.
        finder: finds the elements.
        places: the elements that begin on each line, by the line's number.
    """
    parts: list[Flow] = []
    number = 0
    current: Marks = ()
    for page in _pages(text):
        said = []
        for line in page:
            number += 1
            begun = places.get(number, ())
            current = begun or finder.going_on(current, line)
            at = str(SourcePlace(file=name, line=number))
            said.append(Said(kind="line", text=line, label=str(number), at=at, marks=current))
        if any(line.text.strip() for line in said):
            parts.append(Flow(title="", blocks=tuple(said)))
    return parts


def _pages(text: str) -> Iterator[list[str]]:
    for page in text.split("\f"):
        lines = iter(page.split("\n"))
        while some := list(islice(lines, MOST_LINES)):
            yield some


def _said(block: Block, finder: Finder) -> Said:
    assert not isinstance(block, Table)  # noqa: S101
    marks, at = finder.at(block.place, block.text), str(block.place)
    if isinstance(block, Heading):
        return Said(
            kind="heading",
            text=block.text,
            depth=block.depth,
            label=block.number,
            at=at,
            marks=marks,
        )
    if isinstance(block, Item):
        return Said(
            kind="item", text=block.text, depth=block.depth, label=block.mark, at=at, marks=marks
        )
    return Said(kind="text", text=block.text, at=at, marks=marks)


def _grids(table: Table, finder: Finder) -> Iterator[Grid]:
    """A table in pieces of so many rows that they can be shown."""
    letters = tuple(map(_letter, range(len(table.rows[0])))) if table.place.sheet else ()
    seen: set[int] = set()
    for start in range(0, len(table.rows), MOST_ROWS):
        chunk = table.rows[start : start + MOST_ROWS]
        rows = []
        for nth, row in enumerate(chunk):
            cells = []
            for cell in row:
                if id(cell) in seen:
                    continue
                seen.add(id(cell))
                cells.append(
                    Cell(
                        text=cell.text,
                        columns=cell.columns,
                        rows=min(cell.rows, len(chunk) - nth),
                        head=cell.head,
                        at=str(cell.place),
                        marks=finder.at(cell.place, cell.text),
                    )
                )
            rows.append(Row(label=_row_label(row), cells=tuple(cells)))
        yield Grid(letters=letters, rows=tuple(rows))


def _row_label(row: Sequence[BlockCell]) -> str:
    """A sheet's number for a row: that of the cells that begin in it, which others reach into."""
    cells = (cell.place.cell for cell in row if cell.place.sheet)
    numbers = [int(said.lstrip(ascii_uppercase)) for said in cells if said]
    return str(max(numbers)) if numbers else ""


def _letter(column: int) -> str:
    """A sheet's name for a column, from 0: A, B … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(_A + rest) + name
    return name
