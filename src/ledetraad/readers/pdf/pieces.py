"""What a page is made of, as plain values: words, lines of text, ruled lines, tables.

Places are in points from the page's upper left corner as its text is read, however it is turned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

DOUBLE_BLANK = "\x1f"
"""Stands in a page's text for two blanks, so that each character keeps its place."""


class Word(NamedTuple):
    """A word, or several on one line: the box, and the first character's place in the page's text.

    A hyphen at a line's end is the last character. `blank` says whether one is printed after it.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    at: int
    blank: bool = False


class Edge(NamedTuple):
    """A ruled line: where it stands across its direction, and from where to where it goes."""

    at: float
    start: float
    end: float


class Line(NamedTuple):
    """A line of text in one column.

    Args:
        left, top, right, bottom: its box.
        text: its words.
        size: of its letters, 0 where not asked for.
        bold: whether all of it is.
        page: from 1.
        blank: whether one is printed at its end, as where a line goes on in the next.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    size: float = 0.0
    bold: bool = False
    page: int = 1
    blank: bool = False

    @property
    def height(self) -> float:
        """From its top to its bottom."""
        return self.bottom - self.top


@dataclass(slots=True)
class PartCell:
    """A cell of a table's part on one page.

    Args:
        lines: of text.
        row, column: of its first corner, from 0.
        rows, columns: how many it reaches over.
        bold: whether its text is, asked for in the first row alone.
    """

    lines: list[Line]
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    bold: bool = False


@dataclass(slots=True)
class TablePart:
    """What stands of a table on one page.

    Args:
        page: from 1.
        box: left, top, right, bottom.
        columns: where its columns begin and end.
        grid: rows of cells; a merged one is the same object wherever it reaches.
        ruled: whether lines are drawn around its cells.
        size: of the letters in its last row, 0 where not known.
        rows: where its rows begin, and where the last ends.
        or_lines: what it is where no table goes on in it; empty where it is a table for sure.
    """

    page: int
    box: tuple[float, float, float, float]
    columns: tuple[float, ...]
    grid: list[list[PartCell]]
    ruled: bool = True
    size: float = 0.0
    rows: tuple[float, ...] = ()
    or_lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A page as it was understood.

    Args:
        number: from 1.
        label: as the document calls it ("iv").
        width, height: as its text is read.
        turn: degrees that its text is turned, against the clock.
        rows: lines of text that stand in no ruled table, those side by side together.
        parts: of tables.
        picture: whether there is one on it.
        text: whether there is any text on it.
        dropped: running heads and feet.
    """

    number: int
    label: str
    width: float
    height: float
    turn: int
    rows: list[list[Line]]
    parts: list[TablePart]
    picture: bool
    text: bool
    dropped: list[Line] = field(default_factory=list)
