"""Where in a sheet the table is: its head, its rows, and the lines around it.

Above the head stand a title and notes, maybe a row that says what the periods under it count;
below the rows stand notes and the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.heads import Head, read_head
from ledetraad.statistics.formats.periods import looks_like_period
from ledetraad.statistics.formats.sheets import Row, Sheet
from ledetraad.statistics.formats.signs import SIGNS

HEAD_WITHIN: Final = 100
"""How many rows are looked at for the first row with numbers."""
_FEWEST = 2
_NUMBER = re.compile(r"[+\-−–]?(kr )?[0-9][0-9\s.,\u00a0\u202f]*( ?%| ?kr)?|,[0-9]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's table.

    Args:
        title: the line that names it; empty where there is none.
        notes: the other lines around it.
        heads: what the heads of its columns say.
        above: what stands over each head in the row above, spread to the right.
        head_row: the row of the heads, from 0.
        body: the rows with numbers, from 0.
    """

    title: str
    notes: tuple[str, ...]
    heads: tuple[Head, ...]
    above: tuple[str, ...]
    head_row: int
    body: tuple[int, ...]


def find_layout(sheet: Sheet) -> Layout:
    """The table in a sheet.

    Raises:
        UnreadableStatistics: no row with numbers below a row of heads.
    """
    first = next(
        (n for n, row in enumerate(sheet.rows[:HEAD_WITHIN]) if _has_numbers(row)),
        None,
    )
    head = None if first is None else _head_above(sheet, first)
    if first is None or head is None:
        raise UnreadableStatistics(
            N_("There is no table here: no row with numbers below a row of heads."),
            where=sheet.place(0, 0),
            remedy=N_("Give each column a head in one row, and put the numbers below it."),
        )
    width = max(len(row) for row in sheet.rows[head : first + 1])
    written = [said(cell) for cell in _padded(sheet.rows[head], width)]
    heads = tuple(read_head(text) for text in written)
    above, over = _above(sheet, head, heads, width)
    lines = [line for row in sheet.rows[: head - over] if (line := _line(row))]
    body, below = _body(sheet.rows, head + 1)
    marked = [f"{text.strip()}" for text, each in zip(written, heads, strict=True) if each.note]
    return Layout(
        title=lines[0] if lines else "",
        notes=(*lines[1:], *below, *marked),
        heads=heads,
        above=above,
        head_row=head,
        body=tuple(body),
    )


def said(cell: object) -> str:
    """A cell as text; whole numbers without decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _padded(row: Row, width: int) -> list[object]:
    return [*row, *[None] * (width - len(row))]


def _line(row: Row) -> str:
    return " ".join(filter(None, map(said, row)))


def _is_number(cell: object) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return True
    text = said(cell)
    return _NUMBER.fullmatch(text) is not None or text in SIGNS


def _has_numbers(row: Row) -> bool:
    """Whether a row is one of numbers, and not one of heads that are periods."""
    filled = [cell for cell in row if said(cell)]
    numbers = [cell for cell in filled if _is_number(cell)]
    if len(filled) < _FEWEST or not numbers:
        return False
    return not all(looks_like_period(said(cell)) for cell in numbers)


def _head_above(sheet: Sheet, first: int) -> int | None:
    """The row of heads: the nearest above the numbers, or one further up that has known heads.

    The latter is where the first rows hold something that is no number, which is for the columns
    to refuse.
    """
    nearest = None
    for number in range(first - 1, -1, -1):
        cells = [said(cell) for cell in sheet.rows[number]]
        if sum(map(bool, cells)) >= _FEWEST or any(map(looks_like_period, cells[1:])):
            if nearest is None:
                nearest = number
                if not cells[0] or _known(cells):
                    return nearest
            elif _known(cells) >= _FEWEST:
                return number
        elif nearest is not None:
            break
    return nearest


def _known(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell and read_head(cell).means is not None)


def _above(
    sheet: Sheet, head: int, heads: Sequence[Head], width: int
) -> tuple[tuple[str, ...], int]:
    """What the row over the heads says of the periods below it, and whether it is such a row."""
    nothing = ("",) * width
    if head == 0 or not any(each.period for each in heads):
        return nothing, 0
    cells = [said(cell) for cell in _padded(sheet.rows[head - 1], width)][:width]
    over = [bool(text) and bool(each.period) for text, each in zip(cells, heads, strict=True)]
    if not any(over):
        return nothing, 0
    before, spread = "", []
    for text, each in zip(cells, heads, strict=True):
        before = text or before
        spread.append(before if each.period else "")
    return tuple(spread), 1


def _body(rows: Sequence[Row], first: int) -> tuple[list[int], list[str]]:
    """The rows below the head; lines after the last with several cells are notes."""
    body = [n for n in range(first, len(rows)) if any(said(cell) for cell in rows[n])]
    below: list[str] = []
    while body and sum(1 for cell in rows[body[-1]] if said(cell)) < _FEWEST:
        below.insert(0, _line(rows[body.pop()]))
    return body, below
