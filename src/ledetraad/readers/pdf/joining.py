"""Tables that run over pages made one: repeated heads dropped, rows cut by a page's end mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from ledetraad.readers.heal import sentences_end
from ledetraad.readers.pdf.pieces import PartCell, TablePart

_NEAR = 6.0


@dataclass(slots=True)
class Joined:
    """A whole table.

    Args:
        parts: on each page.
        grid: all of its rows.
        head: how many rows are a head.
    """

    parts: list[TablePart]
    grid: list[list[PartCell]] = field(default_factory=list)
    head: int = 0


def whole(part: TablePart) -> Joined:
    """A table that has one part so far."""
    bold = any(cell.bold and cell.lines for cell in part.grid[0])
    bold = bold and (len(part.grid) > 1 or bool(part.or_lines))
    return Joined([part], list(part.grid), head=int(bold))


def goes_on(table: Joined, part: TablePart) -> bool:
    """Whether a table goes on in a part that follows it with nothing between."""
    last = table.parts[-1]
    if part.page == last.page or part.ruled != last.ruled:
        return False
    if not part.ruled:
        return _places(table, part) is not None and not _own_head(table, part)
    if len(part.columns) != len(last.columns):
        return False
    shift = part.columns[0] - last.columns[0]
    if any(
        abs(there - here - shift) > _NEAR
        for here, there in zip(last.columns, part.columns, strict=True)
    ):
        return False
    return not _own_head(table, part)


def _places(table: Joined, part: TablePart) -> list[int] | None:
    """Which of an unruled table's columns a part's are, by where they begin; none if some is not.

    A page that has text in some of the columns alone shows only those.
    """
    known, here = _begins(table.grid), _begins(part.grid)
    places = [
        min(range(len(known)), key=lambda column: abs(known[column] - begin)) for begin in here
    ]
    near = all(abs(known[at] - begin) < _NEAR for at, begin in zip(places, here, strict=True))
    return places if near and len(set(places)) == len(places) else None


def _begins(grid: list[list[PartCell]]) -> list[float]:
    return [
        min(
            (line.left for cell in column if cell.columns == 1 for line in cell.lines),
            default=0.0,
        )
        for column in zip(*grid, strict=True)
    ]


def _spread(part: TablePart, places: list[int], columns: int) -> None:
    """Give a part all of its table's columns, the others empty."""
    for row, cells in enumerate(part.grid):
        wide = [PartCell([], row, column) for column in range(columns)]
        for place, cell in zip(places, cells, strict=True):
            cell.column = place
            wide[place] = cell
        part.grid[row] = wide


def _own_head(table: Joined, part: TablePart) -> bool:
    bold = any(cell.bold and cell.lines for cell in part.grid[0]) and len(part.grid) > 1
    return bold and _words(part.grid[0]) != _words(table.grid[0])


def go_on(table: Joined, part: TablePart) -> None:
    """Put a part to the table that goes on in it."""
    if not part.ruled:
        _spread(part, _places(table, part) or [], len(table.grid[0]))
    repeated = 0
    while (
        repeated < min(len(part.grid), len(table.grid))
        and any(cell.lines for cell in part.grid[repeated])
        and _words(part.grid[repeated]) == _words(table.grid[repeated])
        and (repeated < table.head or len(table.parts) == 1)
    ):
        repeated += 1
    table.head = max(table.head, repeated)
    rows = part.grid[repeated:]
    if rows and table.grid:
        _mend_merged(table.grid[-1], rows[0])
    if rows and table.grid and _is_rest(table.grid, rows[0]):
        for cell, rest in _pairs(table.grid[-1], rows[0]):
            cell.lines.extend(rest.lines)
        rows = rows[1:]
    table.grid.extend(rows)
    table.parts.append(part)


def _words(row: list[PartCell]) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row]


def _pairs(above: list[PartCell], below: list[PartCell]) -> list[tuple[PartCell, PartCell]]:
    """The cells that stand under one another, each pair once."""
    pairs = {(id(one), id(two)): (one, two) for one, two in zip(above, below, strict=True)}
    return list(pairs.values())


def _mend_merged(last: list[PartCell], row: list[PartCell]) -> None:
    """Put the rest of a text to the merged cell that it begins in, on the page before."""
    for cell, rest in _pairs(last, row):
        if cell.rows > 1 and cell.lines and rest.lines and rest.lines[0].text[0].islower():
            cell.lines.extend(rest.lines)
            rest.lines = []


def _filled(row: list[PartCell]) -> frozenset[int]:
    """The columns that have text of this row alone."""
    return frozenset(place for place, cell in enumerate(row) if cell.lines and cell.rows == 1)


def _is_rest(grid: list[list[PartCell]], row: list[PartCell]) -> bool:
    """Whether a page's first row is the rest of the last page's last row."""
    last = grid[-1]
    here, there = _filled(row), _filled(last)
    if not here or not here <= there:
        return False
    if all(not cell.lines for cell in chain(row, last)):
        return False
    pairs = [(cell, rest) for cell, rest in _pairs(last, row) if rest.lines]
    if any(rest.lines[0].text[0].islower() for _, rest in pairs):
        return True
    if here < there:
        return here not in {_filled(other) for other in grid}
    return all(not sentences_end(cell.lines[-1].text) for cell, _ in pairs) and any(
        sentences_end(rest.lines[-1].text) for _, rest in pairs
    )
