"""The words of a page put into its ruled tables' cells."""

from __future__ import annotations

from collections import defaultdict

from ledetraad.readers.pdf.grid import Grid
from ledetraad.readers.pdf.lines import as_line, group_rows
from ledetraad.readers.pdf.pieces import PartCell, TablePart, Word
from ledetraad.readers.pdf.settings import PdfSettings
from ledetraad.readers.pdf.text import PageText

Sample = tuple[list[Word], Word]
"""The first words of the cells in a table's first row, and the last word of its last cell."""


def fill(
    grids: list[Grid], text: PageText, page: int, settings: PdfSettings
) -> tuple[list[TablePart], list[Sample], list[Word]]:
    """A page's words put into the cells that they stand in.

    Returns:
        The tables that have text, with the words to ask for their letters, and the words in none.
    """
    runs = text.runs()
    if not grids:
        return [], [], text.words(runs)
    inside: list[dict[int, list[Word]]] = [defaultdict(list) for _ in grids]
    free: list[Word] = []
    over: list[Word] = []
    for run in runs:
        y = (run.top + run.bottom) / 2
        for grid, cells in zip(grids, inside, strict=True):
            if grid.ys[0] < y < grid.ys[-1]:
                cell = grid.cell_at(run.left, y)
                if cell is not None and cell == grid.cell_at(run.right, y):
                    cells[cell].append(run)
                    break
        else:
            over.append(run)
    for word in text.words(over):
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        for grid, cells in zip(grids, inside, strict=True):
            cell = grid.cell_at(x, y)
            if cell is not None:
                cells[cell].append(word)
                break
        else:
            free.append(word)
    filled = [(grid, cells) for grid, cells in zip(grids, inside, strict=True) if cells]
    return (
        [_part(grid, cells, page, settings) for grid, cells in filled],
        [_sample(grid, cells) for grid, cells in filled],
        free,
    )


def _sample(grid: Grid, cells: dict[int, list[Word]]) -> Sample:
    firsts = [cells[cell][0] for cell in dict.fromkeys(grid.owner[0]) if cells.get(cell)]
    return firsts, cells[max(cells)][-1]


def _part(grid: Grid, words: dict[int, list[Word]], page: int, settings: PdfSettings) -> TablePart:
    columns = len(grid.xs) - 1
    cells: dict[int, PartCell] = {}
    rows: list[list[PartCell]] = []
    for row, owners in enumerate(grid.owner):
        out: list[PartCell] = []
        for column, owner in enumerate(owners):
            cell = cells.get(owner)
            if cell is None:
                inside = words.get(owner)
                lines = (
                    [as_line(line, page) for line in group_rows(inside, settings)] if inside else []
                )
                cell = cells[owner] = PartCell(lines, owner // columns, owner % columns)
            else:
                cell.rows = max(cell.rows, row - cell.row + 1)
                cell.columns = max(cell.columns, column - cell.column + 1)
            out.append(cell)
        rows.append(out)
    box = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    return TablePart(page, box, grid.xs, rows, rows=grid.ys)
