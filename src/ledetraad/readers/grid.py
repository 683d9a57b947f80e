"""Rows of cells that reach over others → a grid, as HTML tells of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from ledetraad.plan.model import SourcePlace
from ledetraad.readers.blocks import Cell

MOST_COLUMNS = 1_000
MOST_CELLS = 500_000


class TooManyCells(Exception):
    """A table has more cells than a plan can have."""


def as_grid(rows: Sequence[Sequence[Cell]], place: SourcePlace) -> tuple[tuple[Cell, ...], ...]:
    """Every row as wide as the table; a cell stands at each place that it reaches over.

    Args:
        rows: the cells that begin in each row, with how far they reach (0 rows: to the end).
        place: the table's, for cells that are missing.

    Raises:
        TooManyCells: the grid would be larger than a plan can be.
    """
    grid: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(rows):
        free = count()
        for cell in row:
            column = next(at for at in free if (number, at) not in grid)
            below = cell.rows or len(rows)
            columns = min(cell.columns, MOST_COLUMNS - column)
            height = min(below, len(rows) - number)
            if columns < 1 or len(grid) + columns * height > MOST_CELLS:
                raise TooManyCells
            reaching = replace(cell, columns=columns, rows=height)
            for down in range(height):
                for right in range(columns):
                    grid.setdefault((number + down, column + right), reaching)
    width = max((column for _, column in grid), default=-1) + 1
    if width * len(rows) > MOST_CELLS:
        raise TooManyCells
    return tuple(
        tuple(grid.get((number, column)) or Cell(text="", place=place) for column in range(width))
        for number in range(len(rows))
    )
