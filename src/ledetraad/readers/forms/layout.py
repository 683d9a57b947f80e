"""Where in a table the heads are, and which rows stand under which heads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledetraad.readers.blocks import Block, Cell, Table
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.forms.cells import is_empty
from ledetraad.readers.forms.columns import REFERENCE, Column, read_columns
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.numbered_rows import (
    Depths,
    depths_of,
    first_numbered,
    with_text_column,
)
from ledetraad.readers.forms.words import OPENS, head_meanings, is_head, level_words, rank

HEAD_WITHIN = 30
"""How many rows there may be above the heads."""
LEAST_LEVEL = 0.5
"""The least certainty of a level's column for a table to be one of a plan."""
_NEAR_BEST = 0.8
_LEAST_KNOWN = 0.25
_FEWEST_HEADS = 2
_LONGEST_HEAD = 70


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's rows under one row of heads.

    Args:
        columns: what they mean.
        heads: the row of the heads, from 0; None where another table's heads hold here too.
        first, last: the rows under them, from 0, the last not included.
        depths: how numbers say the rows' levels, where they do.
    """

    columns: tuple[Column, ...]
    heads: int | None
    first: int
    last: int
    depths: Depths | None = None

    @property
    def levels(self) -> list[Column]:
        """The columns of elements, from the highest level."""
        return sorted(
            (column for column in self.columns if column.is_level),
            key=lambda column: rank()[column.meaning],
        )

    @property
    def heads_told(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return tuple(column.head for column in self.columns)

    @property
    def is_plan(self) -> bool:
        """Whether there are statements under these heads."""
        return self.depths is not None or any(
            not level_words()[column.meaning].titled and column.confidence >= LEAST_LEVEL
            for column in self.levels
        )

    @property
    def confidence(self) -> float:
        """How sure the levels are, together."""
        levels = self.levels
        return sum(column.confidence for column in levels) / len(levels) if levels else 0.0


def find_layouts(
    table: Table,
    codes: CodeReader | None = None,
    mapping: Mapping | None = None,
    above: Layout | None = None,
) -> list[Layout]:
    """The parts of a table with their heads; none where it is no table of a plan.

    Args:
        table: any table.
        codes: recognises the document's own codes.
        mapping: what somebody has said of the columns.
        above: the last part of the table right before, which this one may go on.
    """
    heads = _head_rows(table, mapping)
    if not heads:
        numbered = _numbered_layout(table, codes, mapping)
        if numbered is not None:
            return [numbered]
        goes_on = (
            above is not None
            and len(above.columns) == len(table.rows[0])
            and not any(cell.head for cell in table.rows[0])
        )
        return [Layout(above.columns, None, 0, len(table.rows))] if above and goes_on else []
    layouts = []
    for place, row in enumerate(heads):
        last = heads[place + 1] if place + 1 < len(heads) else len(table.rows)
        texts, first = _head_texts(table, row, last)
        columns = read_columns(texts, table.rows[first:last], codes, mapping)
        layouts.append(Layout(columns, row, first, last))
    return [layout for layout in layouts if layout.is_plan]


def _numbered_layout(
    table: Table, codes: CodeReader | None, mapping: Mapping | None
) -> Layout | None:
    """A table without heads that say a level, where numbers do: 1, 1.1, 1.1.1."""
    first = first_numbered(table.rows, HEAD_WITHIN)
    if first is None:
        return None
    heads = first - 1 if first and _may_be_heads(table.rows[first - 1]) else None
    texts = [" ".join(cell.text.split()) for cell in table.rows[heads]] if heads is not None else []
    rows = table.rows[first:]
    columns = read_columns(texts or [""] * len(rows[0]), rows, codes, mapping)
    depths = depths_of(columns, rows, mapping)
    if depths is None:
        return None
    columns = with_text_column(columns, depths, rows)
    return Layout(columns, heads, first, len(table.rows), depths)


def _may_be_heads(row: Sequence[Cell]) -> bool:
    cells = _told(row)
    return len(cells) >= min(_FEWEST_HEADS, len(row)) and all(
        len(cell.text) <= _LONGEST_HEAD for cell in cells
    )


def understood_together(
    layouts: dict[int, list[Layout]],
    tables: Sequence[Block],
    codes: CodeReader | None = None,
    mapping: Mapping | None = None,
) -> dict[int, list[Layout]]:
    """The same layouts, those with the same heads understood by the rows of all of them.

    What a column means, and of which level it speaks, is so the same in a table for each theme,
    however few rows one of them has.

    Args:
        layouts: by their tables' places among the blocks.
        tables: the document's blocks.
        codes: recognises the document's own codes.
        mapping: what somebody has said of the columns.
    """
    rows: dict[tuple[str, ...], list[tuple[Cell, ...]]] = defaultdict(list)
    for place, told in layouts.items():
        table = tables[place]
        grid = table.rows if isinstance(table, Table) else ()
        for layout in told:
            rows[layout.heads_told].extend(grid[layout.first : layout.last])
    together: dict[tuple[str, ...], Layout] = {}
    for heads, shared in rows.items():
        columns = read_columns(heads, shared, codes, mapping)
        depths = depths_of(columns, shared, mapping)
        if depths is not None:
            columns = with_text_column(columns, depths, shared)
        together[heads] = Layout(columns, None, 0, 0, depths)
    return {
        place: [
            replace(
                layout,
                columns=together[layout.heads_told].columns,
                depths=together[layout.heads_told].depths,
            )
            for layout in told
        ]
        for place, told in layouts.items()
    }


def same_heads(one: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether a row repeats the heads."""
    return [cell.text.casefold() for cell in one] == [cell.text.casefold() for cell in other]


def _head_rows(table: Table, mapping: Mapping | None) -> list[int]:
    first = _first_heads(table, mapping)
    if first is None:
        return []
    rows = [first]
    for place in range(first + 1, len(table.rows)):
        row = table.rows[place]
        if _is_new_head(row, mapping) and not same_heads(row, table.rows[rows[-1]]):
            rows.append(place)
    return rows


def _first_heads(table: Table, mapping: Mapping | None) -> int | None:
    """The first row of heads: one without doubt, or the first of those that look most like one."""
    scores: list[float] = []
    doubtless = None
    for place, row in enumerate(table.rows[:HEAD_WITHIN]):
        scores.append(_score(row, mapping))
        if _is_new_head(row, mapping):
            doubtless = place
            break
    best = max(scores, default=0.0)
    return next(
        (
            place
            for place, score in enumerate(scores)
            if score > 0 and (score >= best * _NEAR_BEST or place == doubtless)
        ),
        None,
    )


def _told(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that say something, a merged one once."""
    return list({id(cell): cell for cell in row if not is_empty(cell.text)}.values())


def _score(row: Sequence[Cell], mapping: Mapping | None) -> float:
    """How much a row is one of heads; 0 where it can't be."""
    cells = _told(row)
    if not cells or (len(cells) < _FEWEST_HEADS and len(row) > 1):
        return 0.0
    total, has_level = 0.0, False
    for cell in cells:
        if len(cell.text) > _LONGEST_HEAD:
            total -= 1.0
            continue
        meanings = head_meanings(cell.text)
        said = mapping.column(cell.text) if mapping else None
        if said is not None:
            meanings = {said: 1.0}
        total += max(meanings.values(), default=0.0)
        has_level |= any(
            meaning in rank() and certainty >= LEAST_LEVEL
            for meaning, certainty in meanings.items()
        )
    return total if has_level and total / len(cells) >= _LEAST_KNOWN else 0.0


def _is_new_head(row: Sequence[Cell], mapping: Mapping | None) -> bool:
    """Whether a row further down is one of heads without doubt."""
    cells = _told(row)
    return (
        len(cells) >= _FEWEST_HEADS
        and all(len(cell.text) <= _LONGEST_HEAD for cell in cells)
        and any(is_head(cell.text) for cell in cells)
        and all(max(head_meanings(cell.text).values(), default=0.0) >= OPENS for cell in cells)
        and _score(row, mapping) > 0
    )


def _head_texts(table: Table, row: int, last: int) -> tuple[list[str], int]:
    """Each column's head on one line, and the row after the heads, which may go over two rows."""
    top = table.rows[row]
    texts = [" ".join(cell.text.split()) for cell in top]
    if row + 1 >= last:
        return texts, row + 1
    below = table.rows[row + 1]
    parted = any(
        1 < cell.columns < len(top) and len(set(map(id, _under(top, below, cell)))) > 1
        for cell in _told(top)
    )
    others_empty = all(
        under is head or is_empty(under.text) or head.columns > 1
        for head, under in zip(top, below, strict=True)
    )
    short = all(len(cell.text) <= _LONGEST_HEAD and not cell.text.endswith(".") for cell in below)
    shared = {id(cell) for cell in top} & {id(cell) for cell in below}
    headlike = bool(shared) or any(cell.head for cell in below) or _known(below)
    if not (parted and others_empty and short and headlike):
        return texts, row + 1
    whole = [
        text if under is head or is_empty(under.text) else f"{text} {' '.join(under.text.split())}"
        for text, head, under in zip(texts, top, below, strict=True)
    ]
    return whole, row + 2


def _under(top: Sequence[Cell], below: Sequence[Cell], cell: Cell) -> list[Cell]:
    return [under for head, under in zip(top, below, strict=True) if head is cell]


def _known(row: Sequence[Cell]) -> bool:
    return any(head_meanings(cell.text) for cell in _told(row))


def has_references(layout: Layout) -> bool:
    """Whether a column is one of references."""
    return any(column.meaning == REFERENCE for column in layout.columns)
