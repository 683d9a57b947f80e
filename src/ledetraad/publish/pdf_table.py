"""The overview as a ruled table: which cell stands where, and what may break over two pages.

Each level has a pair of columns: the references and the words. An element stands in the row of the
first that lies under it, and the cells below it are empty and belong to it: cells that reach over
several rows would look the same, but their text would come out of the PDF after that of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from ledetraad.plan.model import Element

MOST_PAIRS = 3
"""More levels than these are not wide enough to read beside each other on a page."""
_CHARACTER: Final = 1.75
_CELL_EDGES: Final = 5
_REFERENCE_LINES: Final = 1.3
_FACT_LINES: Final = 0.8


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page is laid out for so many pairs of columns.

    Args:
        landscape: whether the page is turned.
        widths: how wide the words of each pair are, in millimetres.
        lines: how many lines a row may have and still be kept on one page.
    """

    landscape: bool
    widths: tuple[int, ...]
    lines: int


SHEETS: dict[int, Sheet] = {
    1: Sheet(landscape=False, widths=(148,), lines=36),
    2: Sheet(landscape=False, widths=(54, 72), lines=36),
    3: Sheet(landscape=True, widths=(60, 62, 69), lines=20),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A pair of cells, references and words.

    Args:
        element: whose it is; None for an empty one.
        breakable: whether it may go over two pages.
        from_above: whether it belongs to the cell above, so that no line stands between them.
        goes_on: whether the cell below belongs to it.
    """

    element: Element | None
    breakable: bool
    from_above: bool
    goes_on: bool


def cells(elements: Sequence[tuple[Element, int]], sheet: Sheet) -> Iterator[Cell]:
    """The table's cells, row by row, from the left.

    Args:
        elements: in the document's order, each with its pair of columns, from 0.
        sheet: how the page is laid out.
    """
    rows = _rows(elements, len(sheet.widths))
    above: set[int] = set()
    firsts = [min(row) for row in rows]
    for row, first_after in zip(rows, [*firsts[1:], 0], strict=True):
        breakable = max(_lines(element, sheet.widths[pair]) for pair, element in row.items())
        below = {pair for pair in above | row.keys() if pair < first_after}
        for pair in range(len(sheet.widths)):
            yield Cell(
                element=row.get(pair),
                breakable=breakable > sheet.lines,
                from_above=pair in above and pair not in row,
                goes_on=pair in below,
            )
        above = below


def _rows(elements: Sequence[tuple[Element, int]], pairs: int) -> list[dict[int, Element]]:
    """The elements of each row, by their pair of columns."""
    rows: list[dict[int, Element]] = []
    used = pairs
    for element, pair in elements:
        if pair <= used:
            rows.append({})
        rows[-1][pair] = element
        used = pair
    return rows


def _lines(element: Element, width: int) -> float:
    """About how many lines an element takes in a cell so wide."""
    wide = (width - _CELL_EDGES) / _CHARACTER
    facts = sum(len(fact.name) + len(fact.value) + 4 for fact in element.facts) / wide
    lines = ceil(len(element.words) / wide) + _FACT_LINES * ceil(facts)
    return max(lines, _REFERENCE_LINES * len(element.references))
