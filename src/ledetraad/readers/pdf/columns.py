"""Text that stands in columns without lines around it: unruled tables, and pages of two columns.

A run of lines has columns where the same white space goes down through all of them. Wide columns
full of lines that keep their own time are running text, to be read one after the other; others are
a table, whose rows are found by white space, and by which cells begin.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ledetraad.readers.heal import sentences_end
from ledetraad.readers.pdf.flow import usual_pitch
from ledetraad.readers.pdf.pieces import Line, PartCell, TablePart
from ledetraad.readers.pdf.settings import PdfSettings

_FAR = 1.8
_REST_APART = 2.5
"""Lone lines farther from a table's, in heights of a line, are not of it."""
_WIDE_PITCH = 1.8
"""Lines farther apart, in their height, are each a row of their own."""
_MOST_ROWS = 0.8
_EDGE = 3.0
"""A row over a table's columns begins no farther from its left edge."""

Row = list[Line]
Gap = tuple[float, float]


@dataclass(slots=True)
class Run:
    """Rows that stand in columns.

    Args:
        start, end: the first of them, and the first that is not of them.
        gutters: the white spaces that part the columns.
        prose: whether the columns hold running text.
        lone: whether there is but one row with several columns, at the top or the foot; so it is a
            table only if one goes on in it from another page.
    """

    start: int
    end: int
    gutters: list[Gap]
    prose: bool = False
    lone: bool = False


def columns_in(rows: list[Row], width: float, settings: PdfSettings) -> list[Run]:
    """The runs of rows that stand in columns.

    Args:
        rows: of the page, in no ruled table.
        width: of the page.
        settings: tolerances.
    """
    runs: list[Run] = []
    at = 0
    while at < len(rows):
        if len(rows[at]) == 1:
            at += 1
            continue
        before = runs[-1].end if runs else 0
        run = _run(rows, at, settings, to_gap=False)
        if run is not None:
            run.prose = is_prose(rows[run.start : run.end], run.gutters, width, settings)
        if run is None or not run.prose:
            run = _run(rows, at, settings, to_gap=True)
        if run is None:
            at += 1
            continue
        _begin_earlier(run, rows, before)
        runs.append(run)
        at = run.end
    return runs


def _run(rows: list[Row], start: int, settings: PdfSettings, *, to_gap: bool) -> Run | None:
    """The longest run from a row on, where the white spaces between its columns go through.

    Args:
        rows: of the page.
        start: where it begins.
        settings: tolerances.
        to_gap: whether it ends at a lone line far below the rows before it.
    """
    left = min([line.left for row in rows for line in row]) - 1
    right = max([line.right for row in rows for line in row]) + 1
    free: list[Gap] = [(left, right)]
    low, high = right, left
    gutters: list[Gap] = []
    end = start
    while end < len(rows):
        row = rows[end]
        less = _without(free, row, settings.gutter * row[0].height)
        low, high = min(low, row[0].left), max(high, row[-1].right)
        inner = [gap for gap in less if gap[0] > low and gap[1] < high]
        if to_gap and (_far(rows, end, start) or _heads(rows, end, start, settings)):
            break
        if len(inner) < max(len(gutters), 1):
            if to_gap and _is_band(rows, end, low, gutters, settings):
                end += 1
                continue
            break
        free, gutters = less, inner
        end += 1
    several = sum(len(row) > 1 for row in rows[start:end])
    if several > 1:
        return Run(start, end, gutters)
    at_edge = start == 0 or end == len(rows)
    return Run(start, end, gutters, lone=True) if several == 1 and at_edge else None


def _begin_earlier(run: Run, rows: list[Row], first: int) -> None:
    """Take in the lone lines above a run that stand in one of its columns.

    Above a table they are the rest of a row from the page before, so they come first on the page
    or stand in a column that is not the leftmost.
    """
    start = run.start
    while start > first and len(rows[start - 1]) == 1:
        line, below = rows[start - 1][0], rows[start][0]
        apart = (below.top - line.top) / line.height
        alike = line.size == below.size and not line.bold
        if _crosses(line, run.gutters) or (not run.prose and not (alike and apart < _REST_APART)):
            break
        start -= 1
    if run.prose or start == 0 or rows[start][0].left > run.gutters[0][0]:
        run.start = start


def _far(rows: list[Row], at: int, start: int) -> bool:
    """Whether a lone line stands so far below the rows before it that it is not of them."""
    if at - start < 2 or len(rows[at]) > 1:  # noqa: PLR2004
        return False
    pitch = usual_pitch([row[0] for row in rows[start:at]])
    return rows[at][0].top - rows[at - 1][0].top > _FAR * max(pitch, rows[at - 1][0].height)


def _heads(rows: list[Row], at: int, start: int, settings: PdfSettings) -> bool:
    """Whether a lone line is set in a heading's letters, larger than those of the row above."""
    if at == start or len(rows[at]) > 1:
        return False
    return rows[at][0].size > settings.heading_size * rows[at - 1][0].size > 0


def _is_band(
    rows: list[Row], at: int, left: float, gutters: list[Gap], settings: PdfSettings
) -> bool:
    """Whether a lone line over the columns is a row of a table that goes on below it."""
    if not gutters or len(rows[at]) > 1 or at + 1 >= len(rows) or len(rows[at + 1]) == 1:
        return False
    line, below = rows[at][0], rows[at + 1]
    near = below[0].top - line.top < _REST_APART * line.height
    fits = len(_without(gutters, below, settings.gutter * line.height)) == len(gutters)
    alike = abs(line.left - left) < _EDGE and line.size == below[0].size
    return near and fits and alike and abs(below[0].left - left) < _EDGE


def _crosses(line: Line, gutters: list[Gap]) -> bool:
    return any(line.left < end - 1 and line.right > begin + 1 for begin, end in gutters)


def _without(free: list[Gap], row: Row, narrow: float) -> list[Gap]:
    """White spaces, less what a row's lines cover."""
    for line in row:
        if any(line.left < end and line.right > start for start, end in free):
            free = [
                (low, high)
                for start, end in free
                for low, high in (
                    ((start, min(end, line.left)), (max(start, line.right), end))
                    if line.left < end and line.right > start
                    else ((start, end),)
                )
                if high - low >= narrow
            ]
    return free


def in_columns(rows: list[Row], gutters: list[Gap]) -> list[list[Line | None]]:
    """For each row, what stands in each column."""
    edges = [(start + end) / 2 for start, end in gutters]
    out: list[list[Line | None]] = []
    for row in rows:
        cells: list[Line | None] = [None] * (len(edges) + 1)
        for line in row:
            column = sum((line.left + line.right) / 2 > edge for edge in edges)
            held = cells[column]
            cells[column] = line if held is None else _beside(held, line)
        out.append(cells)
    return out


def _beside(first: Line, second: Line) -> Line:
    return Line(
        first.left,
        min(first.top, second.top),
        second.right,
        max(first.bottom, second.bottom),
        f"{first.text} {second.text}",
        first.size,
        first.bold and second.bold,
        first.page,
    )


def is_prose(rows: list[Row], gutters: list[Gap], width: float, settings: PdfSettings) -> bool:
    """Whether columns hold running text, and not a table's cells."""
    if len(gutters) > 2:  # noqa: PLR2004
        return False
    columns = list(zip(*in_columns(rows, gutters), strict=True))
    for column in columns:
        lines = [line for line in column if line is not None]
        if len(lines) < settings.prose_lines:
            return False
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        if right - left < settings.prose_width * width:
            return False
        if sum(line.right - line.left for line in lines) < (
            settings.prose_fill * (right - left) * len(lines)
        ):
            return False
    return not _starts_together(columns, settings)


def _starts_together(columns: list[tuple[Line | None, ...]], settings: PdfSettings) -> bool:
    """Whether the columns' white spaces stand beside one another, as a table's do."""
    gaps: list[set[int]] = []
    for column in columns:
        lines = [line for line in column if line is not None]
        pitch = usual_pitch(lines)
        gaps.append(
            {
                round(below.top)
                for above, below in pairwise(lines)
                if below.top - above.top > settings.row_gap * pitch
            }
        )
    shared = sum(any(abs(at - other) <= 1 for other in gaps[1]) for at in gaps[0])
    return shared > 1 and shared > settings.gaps_shared * max(map(len, gaps))


def prose(rows: list[Row], gutters: list[Gap]) -> list[Line]:
    """The lines of columns of running text, one column after the other."""
    columns = zip(*in_columns(rows, gutters), strict=True)
    return [line for column in columns for line in column if line is not None]


def unruled(rows: list[Row], gutters: list[Gap], settings: PdfSettings) -> TablePart:
    """The table that rows stand in without lines around its cells."""
    placed = in_columns(rows, gutters)
    over_all = {at for at, row in enumerate(rows) if len(row) == 1 and _crosses(row[0], gutters)}
    for at in over_all:
        placed[at] = [rows[at][0], *[None] * len(gutters)]
    forced = over_all | {at + 1 for at in over_all if at + 1 < len(rows)}
    starts = sorted({*_row_starts(placed, settings), *forced})
    grid: list[list[PartCell]] = []
    for row, (first, last) in enumerate(zip(starts, [*starts[1:], len(placed)], strict=True)):
        if first in over_all:
            columns = len(gutters) + 1
            grid.append([PartCell([rows[first][0]], row, 0, columns=columns)] * columns)
            continue
        grid.append(
            [
                PartCell(
                    [line for cells in placed[first:last] if (line := cells[column]) is not None],
                    row,
                    column,
                )
                for column in range(len(gutters) + 1)
            ]
        )
    for cell in grid[0]:
        cell.bold = bool(cell.lines) and all(line.bold for line in cell.lines)
    left = min(line.left for row in rows for line in row)
    right = max(line.right for row in rows for line in row)
    box = (left, rows[0][0].top, right, max(line.bottom for line in rows[-1]))
    edges = (left, *((start + end) / 2 for start, end in gutters), right)
    tops = (*(rows[start][0].top for start in starts), box[3])
    return TablePart(rows[0][0].page, box, edges, grid, ruled=False, rows=tops)


def _row_starts(placed: list[list[Line | None]], settings: PdfSettings) -> list[int]:
    """The rows of text that begin a row of the table."""
    firsts = [next(line for line in cells if line is not None) for cells in placed]
    steps = sorted(below.top - above.top for above, below in pairwise(firsts))
    pitch = min(steps[len(steps) // 4], _WIDE_PITCH * firsts[0].height) if steps else 0.0
    lone = _are_single(placed)
    starts = [0]
    for at in range(1, len(placed)):
        gap = firsts[at].top - firsts[at - 1].top
        full = lone and None not in placed[at]
        if full or gap > settings.row_gap * pitch or _begins(placed, starts[-1], at):
            starts.append(at)
    return starts


def _are_single(placed: list[list[Line | None]]) -> bool:
    """Whether most rows are one line high: all columns filled, and room left for the next word."""
    widest = max(range(len(placed[0])), key=lambda column: _ends(placed, column))
    end = _ends(placed, widest)
    full = [
        (above[widest], below[widest])
        for above, below in pairwise(placed)
        if None not in above and None not in below
    ]
    roomy = sum(
        above is not None
        and below is not None
        and above.right + (below.right - below.left) / (below.text.count(" ") + 1) < end
        and not below.text[0].islower()
        for above, below in full
    )
    return len(full) > _MOST_ROWS * (len(placed) - 1) and roomy > len(full) / 2


def _ends(placed: list[list[Line | None]], column: int) -> float:
    return max((line.right for cells in placed if (line := cells[column]) is not None), default=0.0)


def _begins(placed: list[list[Line | None]], start: int, at: int) -> bool:
    """Whether a new row of the table begins here, by which cells have text."""
    here = [column for column, line in enumerate(placed[at]) if line is not None]
    filled = {
        column
        for cells in placed[start:at]
        for column, line in enumerate(cells)
        if line is not None
    }
    if not filled & set(here):
        return True
    above = placed[at - 1]
    if start == at - 1 and all(line is None or line.bold for line in above):
        return any(line is not None and not line.bold for line in placed[at])
    if any(column in filled and above[column] is None for column in here):
        return True
    first, last = here[0], here[-1]
    ended, begun = above[last], placed[at][last]
    if begun is not None and ended is not None and first != last:
        figures = begun.text.isdecimal() and ended.text.isdecimal()
        if figures and last == len(above) - 1:
            return True
    return (
        first == min(filled)
        and first != last
        and ended is not None
        and begun is not None
        and sentences_end(ended.text)
        and begun.text[0].isupper()
    )
