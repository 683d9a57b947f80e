"""Which column of a sheet's table holds what: the numbers, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.heads import Head, Means, read_head
from ledetraad.statistics.formats.layout import Layout, said
from ledetraad.statistics.formats.numbers import (
    Column,
    Writing,
    ambiguous,
    cleaned,
    read_numbers,
    writing_of,
)
from ledetraad.statistics.formats.periods import looks_like_period
from ledetraad.statistics.formats.sheets import Sheet

_MOST_WRONG = 0.5
_SURE = 0.9
_NOT_NUMBERS = {
    Means.PERIOD,
    Means.REGION_CODE,
    Means.REGION,
    Means.COUNTY,
    Means.CONTENT,
    Means.UNIT,
    Means.SORT,
}


@dataclass(frozen=True, slots=True)
class Series:
    """One column of numbers.

    Args:
        content: what it counts; empty where its head does not say.
        unit: what it is counted in; empty where its head does not say.
        period: the period that it is of, in a wide table; empty in a long one.
        numbers: its cells.
    """

    content: str
    unit: str
    period: str
    numbers: Column


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns, each as long as its rows.

    Args:
        values: those of numbers.
        filled: the rows that have a number or a sign in any of them.
        period, region_codes, regions, content, unit: those that say this of each row, if any.
        sorts: the others, with their names.
    """

    values: tuple[Series, ...]
    filled: npt.NDArray[np.bool_]
    period: tuple[str, ...] | None
    region_codes: tuple[str, ...] | None
    regions: tuple[str, ...] | None
    content: tuple[str, ...] | None
    unit: tuple[str, ...] | None
    sorts: tuple[tuple[str, tuple[str, ...]], ...]


def find_columns(sheet: Sheet, layout: Layout) -> Columns:
    """What each column holds, by its head and its cells.

    Raises:
        UnreadableStatistics: no column of numbers, or a cell in one that is no number.
    """
    cells = [
        [row[at] if at < len(row) else None for row in (sheet.rows[n] for n in layout.body)]
        for at in range(len(layout.heads))
    ]
    wide = any(head.period for head in layout.heads)
    asked = [at for at, head in enumerate(layout.heads) if _may_be_numbers(head, wide)]
    texts = {at: cleaned(cells[at]) for at in asked}
    writing = writing_of(list(texts.values()), commas_part_cells=sheet.commas)
    found = {at: read_numbers(column, writing) for at, column in texts.items()}
    numbers = [at for at in asked if _is_numbers(layout.heads[at], found[at], wide)]
    if not numbers:
        raise UnreadableStatistics(
            N_("No column of the table holds numbers."),
            where=sheet.place(layout.head_row, 0),
            remedy=N_("Write each number in a cell of its own, with a head such as “Antall”."),
        )
    for at in numbers:
        _refuse_wrong(sheet, layout, at, found[at], texts[at], writing)
    filled = np.zeros(len(layout.body), dtype=np.bool_)
    for at in numbers:
        filled |= ~found[at].empty
    others = {
        at: _told(cells[at], fill=at < numbers[0])
        for at in range(len(layout.heads))
        if at not in numbers and any(said(cell) for cell in cells[at])
    }
    values = tuple(_series(layout, at, found[at]) for at in numbers)
    return _arranged(layout, values, filled, others)


def _may_be_numbers(head: Head, wide: bool) -> bool:
    return bool(head.period) if wide else head.means not in _NOT_NUMBERS


def _is_numbers(head: Head, column: Column, wide: bool) -> bool:
    if wide or head.means is Means.VALUE or head.unit:
        return column.share > _MOST_WRONG
    return column.share > _SURE


def _refuse_wrong(  # noqa: PLR0917
    sheet: Sheet, layout: Layout, at: int, column: Column, texts: pa.Array, writing: Writing
) -> None:
    wrong = np.flatnonzero(column.wrong)
    if len(wrong):
        raise UnreadableStatistics(
            N_("“%(text)s” is no number, and no sign that stands for one."),
            where=sheet.place(layout.body[int(wrong[0])], at),
            remedy=N_("Write a number, or one of the signs . .. : - for what is missing."),
            text=texts[int(wrong[0])].as_py()[:40],
        )
    unsure = ambiguous(texts, writing)
    if unsure is not None:
        raise UnreadableStatistics(
            N_("“%(text)s” can be read in two ways: a point may part thousands or decimals."),
            where=sheet.place(layout.body[unsure], at),
            remedy=N_("Write decimals with a comma, and thousands without a point."),
            text=texts[unsure].as_py(),
        )


def _series(layout: Layout, at: int, numbers: Column) -> Series:
    head = layout.heads[at]
    over = layout.above[at]
    unit = head.unit
    content = head.text
    if over:
        told = read_head(over)
        content, unit = told.text or content, told.unit or unit
    return Series(content, unit, head.period, numbers)


def _told(cells: Sequence[object], *, fill: bool) -> tuple[str, ...]:
    """A column of texts; a cell left empty says the same as the one above, where asked."""
    told: list[str] = []
    for cell in cells:
        text = " ".join(said(cell).split())
        told.append(told[-1] if fill and not text and told else text)
    return tuple(told)


def _arranged(
    layout: Layout,
    values: tuple[Series, ...],
    filled: npt.NDArray[np.bool_],
    others: dict[int, tuple[str, ...]],
) -> Columns:
    """The other columns by what they mean; one that says nothing new beside a code is a name."""
    by_meaning: dict[Means, tuple[str, ...]] = {}
    sorts: list[tuple[str, tuple[str, ...]]] = []
    for at, told in others.items():
        head = layout.heads[at]
        means = head.means
        if means is None and all(looks_like_period(text) for text in told):
            means = Means.PERIOD
        if means in (None, Means.SORT, Means.VALUE) or means in by_meaning:
            first = not head.text and at == min(others)
            if first and Means.REGION not in by_meaning:
                by_meaning[Means.REGION] = told
            else:
                sorts.append((head.text or f"{at + 1}", told))
        else:
            by_meaning[means] = told
    county = by_meaning.pop(Means.COUNTY, None)
    if county is not None and not by_meaning.keys() & {Means.REGION, Means.REGION_CODE}:
        by_meaning[Means.REGION] = county
    wide = any(series.period for series in values)
    result = Columns(
        values=values,
        filled=filled,
        period=None if wide else by_meaning.get(Means.PERIOD),
        region_codes=by_meaning.get(Means.REGION_CODE),
        regions=by_meaning.get(Means.REGION),
        content=by_meaning.get(Means.CONTENT),
        unit=by_meaning.get(Means.UNIT),
        sorts=tuple(sorts),
    )
    if result.content is not None and all(_is_plain_value(each) for each in values):
        return replace(result, values=tuple(replace(each, content="") for each in values))
    return result


def _is_plain_value(series: Series) -> bool:
    """Whether a head of numbers says no more than that they are numbers."""
    return not series.content or read_head(series.content).means is Means.VALUE
