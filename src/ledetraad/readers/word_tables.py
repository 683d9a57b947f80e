"""A Word table's rows → a grid in which every row has a cell in every column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Cell
from ledetraad.readers.word_package import COMPATIBILITY, WORD, Node
from ledetraad.readers.word_styles import is_on
from ledetraad.readers.word_text import DELETED, alternative, content_of

MOST_COLUMNS = 500
"""The most columns of a table; Word makes no more than 63."""
_HOLDERS = frozenset(
    f"{WORD}{name}" for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")
)


class TooWide(Exception):
    """A table has more columns than any can have."""


@dataclass(slots=True)
class RawCell:
    """A cell as Word has it.

    Args:
        text: its paragraphs, a line each.
        columns: how many columns it reaches over.
        goes_on: whether it is the lower part of the merged cell above it.
        place: where it stands.
        rows: how many rows it reaches over; counted when the grid is made.
    """

    text: str
    columns: int
    goes_on: bool
    place: SourcePlace
    rows: int = 1


@dataclass(slots=True)
class RawRow:
    """A row as Word has it: its cells from the column `before` on."""

    cells: list[RawCell]
    place: SourcePlace
    before: int = 0
    head: bool = False


def held(parent: Node, wanted: frozenset[str]) -> Iterator[Node]:
    """The elements of the wanted kinds in another, content controls and insertions opened."""
    stack: list[Node] = list(reversed(parent))
    while stack:
        node = stack.pop()
        if node.tag in wanted:
            yield node
        elif node.tag == f"{WORD}sdt":
            stack.extend(reversed(content_of(node)))
        elif node.tag == f"{COMPATIBILITY}AlternateContent":
            stack.extend(reversed(alternative(node)))
        elif node.tag in _HOLDERS:
            stack.extend(reversed(node))


def is_deleted(row: Node) -> bool:
    """Whether a row was deleted."""
    return any(node.tag in DELETED for node in row.iterfind(f"{WORD}trPr/*"))


def is_head(row: Node) -> bool:
    """Whether a row is marked as the table's head."""
    return is_on(row.find(f"{WORD}trPr/{WORD}tblHeader"))


def columns_before(row: Node) -> int:
    """How many columns are left out at the beginning of a row."""
    return _count(row.find(f"{WORD}trPr/{WORD}gridBefore"), 0)


def span(cell: Node) -> int:
    """How many columns a cell reaches over."""
    return max(1, _count(cell.find(f"{WORD}tcPr/{WORD}gridSpan"), 1))


def goes_on(cell: Node) -> bool:
    """Whether a cell is the lower part of the merged cell above it."""
    merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merged is not None and merged.get(f"{WORD}val", "continue") != "restart"


def goes_on_sideways(cell: Node) -> bool:
    """Whether a cell is the right part of the merged cell before it, in the old way of merging."""
    merged = cell.find(f"{WORD}tcPr/{WORD}hMerge")
    return merged is not None and merged.get(f"{WORD}val", "continue") != "restart"


def grid(rows: Sequence[RawRow]) -> tuple[tuple[Cell, ...], ...]:
    """The rows as a grid; a merged cell is the same object wherever it reaches.

    Raises:
        TooWide: a row has more than `MOST_COLUMNS` columns.
    """
    widths = [row.before + sum(cell.columns for cell in row.cells) for row in rows]
    width = max(widths, default=0)
    if width > MOST_COLUMNS:
        raise TooWide
    slots: list[list[RawCell]] = []
    for row in rows:
        line = [RawCell("", 1, False, row.place) for _ in range(row.before)]
        for cell in row.cells:
            above = slots[-1][len(line)] if slots and cell.goes_on else None
            if above is None or above.columns != cell.columns:
                above = cell
            else:
                above.rows += 1
            line.extend([above] * cell.columns)
        line.extend(RawCell("", 1, False, row.place) for _ in range(width - len(line)))
        slots.append(line)
    heads = {id(cell) for row, line in zip(rows, slots, strict=True) if row.head for cell in line}
    made: dict[int, Cell] = {}

    def finished(cell: RawCell) -> Cell:
        if id(cell) not in made:
            made[id(cell)] = Cell(cell.text, cell.place, id(cell) in heads, cell.columns, cell.rows)
        return made[id(cell)]

    return tuple(tuple(finished(cell) for cell in line) for line in slots)


def _count(node: Node | None, otherwise: int) -> int:
    number = "" if node is None else node.get(f"{WORD}val", "")
    if not (number.isascii() and number.isdigit()):
        return otherwise
    return min(int(number[:6]), MOST_COLUMNS + 1)
