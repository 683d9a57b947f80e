"""Ruled lines to tables: snapped, joined, grouped where they cross, and read as a grid of cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from ledetraad.readers.pdf.pieces import Edge
from ledetraad.readers.pdf.settings import PdfSettings


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table's skeleton.

    Args:
        xs, ys: where its columns and rows begin and end.
        owner: for each row, for each column, which cell the place belongs to: the number of its
            first corner, row times columns plus column.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[int, ...], ...]

    @property
    def cells(self) -> int:
        """How many cells there are, a merged one counted once."""
        return len({cell for row in self.owner for cell in row})

    def cell_at(self, x: float, y: float) -> int | None:
        """The cell that a point lies in."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.owner[row][column] if inside else None


def find_grids(lying: list[Edge], standing: list[Edge], settings: PdfSettings) -> list[Grid]:
    """The tables that ruled lines draw, from the top; a frame around one cell is none."""
    if len(lying) < 2 or len(standing) < 2:  # noqa: PLR2004
        return []
    lying = join(snap(lying, settings.snap), settings.join)
    standing = join(snap(standing, settings.snap), settings.join)
    grids = [
        _grid(across, down, settings) for across, down in _crossing(lying, standing, settings.reach)
    ]
    return sorted(
        (grid for grid in grids if grid is not None and grid.cells > 1),
        key=lambda grid: (grid.ys[0], grid.xs[0]),
    )


def snap(edges: list[Edge], near: float) -> list[Edge]:
    """The edges, those that nearly stand at one place put there."""
    places: dict[float, float] = {}
    group: list[float] = []
    for at in sorted({edge.at for edge in edges}):
        if group and at - group[-1] > near:
            places |= dict.fromkeys(group, sum(group) / len(group))
            group = []
        group.append(at)
    places |= dict.fromkeys(group, sum(group) / len(group)) if group else {}
    return [Edge(places[edge.at], edge.start, edge.end) for edge in edges]


def join(edges: list[Edge], gap: float) -> list[Edge]:
    """The edges, pieces of one line made one."""
    joined: list[Edge] = []
    for edge in sorted(edges):
        last = joined[-1] if joined else None
        if last is not None and last.at == edge.at and edge.start <= last.end + gap:
            joined[-1] = Edge(last.at, last.start, max(last.end, edge.end))
        else:
            joined.append(edge)
    return joined


def _crossing(
    lying: list[Edge], standing: list[Edge], reach: float
) -> list[tuple[list[Edge], list[Edge]]]:
    """Edges in groups that hang together, those that lie and those that stand."""
    parent = list(range(len(lying) + len(standing)))

    def root(of: int) -> int:
        while parent[of] != of:
            parent[of] = parent[parent[of]]
            of = parent[of]
        return of

    for first, (y, start, end) in enumerate(lying):
        for second, (x, top, bottom) in enumerate(standing, start=len(lying)):
            if start - reach <= x <= end + reach and top - reach <= y <= bottom + reach:
                parent[root(second)] = root(first)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for number, edge in enumerate([*lying, *standing]):
        groups[root(number)][number >= len(lying)].append(edge)
    return [(across, down) for across, down in groups.values() if len(across) > 1 and down]


def _grid(lying: list[Edge], standing: list[Edge], settings: PdfSettings) -> Grid | None:
    xs = _with_open_sides(standing, lying, settings.snap)
    ys = _with_open_sides(lying, standing, settings.snap)
    if len(xs) < 2 or len(ys) < 2:  # noqa: PLR2004
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    walls = _walls(standing, xs, ys, settings.reach)
    floors = _walls(lying, ys, xs, settings.reach)
    owner = list(range(rows * columns))

    def root(of: int) -> int:
        while owner[of] != of:
            of = owner[of]
        return of

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not walls[column + 1][row]:
                _merge(owner, root(here), root(here + 1))
            if row + 1 < rows and not floors[row + 1][column]:
                _merge(owner, root(here), root(here + columns))
    roots = [root(number) for number in range(rows * columns)]
    if len(set(roots)) < len(roots):
        roots = _only_rectangles(roots, columns)
    return Grid(
        tuple(xs),
        tuple(ys),
        tuple(tuple(roots[row * columns : (row + 1) * columns]) for row in range(rows)),
    )


def _merge(owner: list[int], first: int, second: int) -> None:
    low, high = min(first, second), max(first, second)
    owner[high] = low


def _with_open_sides(edges: list[Edge], across: list[Edge], near: float) -> list[float]:
    """Where edges stand, and where those across them end together beyond the outermost."""
    places = sorted({edge.at for edge in edges})
    starts, ends = sorted(edge.start for edge in across), sorted(edge.end for edge in across)
    if len(across) > 1 and places:
        if places[0] - starts[1] > 2 * near and starts[1] - starts[0] <= near:
            places.insert(0, starts[0])
        if ends[-2] - places[-1] > 2 * near and ends[-1] - ends[-2] <= near:
            places.append(ends[-1])
    return places


def _walls(
    edges: list[Edge], places: list[float], along: list[float], reach: float
) -> list[list[bool]]:
    """For each place, for each stretch along it, whether an edge is drawn there."""
    drawn: dict[float, list[Edge]] = defaultdict(list)
    for edge in edges:
        drawn[edge.at].append(edge)
    return [
        [
            any(
                edge.start <= min(low + reach, middle) and edge.end >= max(high - reach, middle)
                for edge in drawn[place]
            )
            for low, high in pairwise(along)
            for middle in ((low + high) / 2,)
        ]
        for place in places
    ]


def _only_rectangles(roots: list[int], columns: int) -> list[int]:
    """The cells, those that are no rectangle taken apart again."""
    members: dict[int, list[int]] = defaultdict(list)
    for number, root in enumerate(roots):
        members[root].append(number)
    for root, numbers in members.items():
        if len(numbers) == 1:
            continue
        rows = {number // columns for number in numbers}
        across = {number % columns for number in numbers}
        whole = (max(rows) - min(rows) + 1) * (max(across) - min(across) + 1)
        if root != min(numbers) or whole != len(numbers):
            for number in numbers:
                roots[number] = number
    return roots
