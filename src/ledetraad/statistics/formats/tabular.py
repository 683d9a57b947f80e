"""A sheet's table → observations, long (a row for each number) or wide (a column for each year)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.columns import Columns, Series, find_columns
from ledetraad.statistics.formats.cube import ONLY
from ledetraad.statistics.formats.layout import Layout, find_layout
from ledetraad.statistics.formats.periods import year_of
from ledetraad.statistics.formats.places import place_names, places
from ledetraad.statistics.formats.sheets import Sheet
from ledetraad.statistics.formats.signs import mark_column, settle
from ledetraad.statistics.observations import OBSERVATIONS, Observed


def read_table(sheet: Sheet, *, source: str = "", code: str = "") -> Observed:
    """Read the table of a sheet.

    Args:
        sheet: the cells.
        source: whose it is, for `Dataset.source`.
        code: its name there; the file's or sheet's name where empty.

    Raises:
        UnreadableStatistics: no table, a cell that is no number where one should be, no year, or
            two rows that say the same thing; with the cell's place.
    """
    layout = find_layout(sheet)
    columns = find_columns(sheet, layout)
    parts = [_part(columns, series, layout, sheet) for series in columns.values]
    table = pa.concat_tables(parts).combine_chunks()
    _refuse_twice(table, columns, layout, sheet)
    contents = {
        content: Content(content, content, unit)
        for part, series in zip(parts, columns.values, strict=True)
        for content, unit in _units(part, series, columns)
    }
    dataset = Dataset(
        source=source,
        code=code or sheet.title or sheet.file,
        title=layout.title or sheet.title or sheet.file,
        contents=tuple(contents.values()),
        regions=place_names(columns.region_codes, columns.regions),
        categories={name: {each: each for each in _once(told)} for name, told in columns.sorts},
        notes=tuple(dict.fromkeys(layout.notes)),
    )
    return Observed(dataset, table)


def _part(columns: Columns, series: Series, layout: Layout, sheet: Sheet) -> pa.Table:
    """The rows of one column of numbers."""
    rows = len(layout.body)
    values, marks = series.numbers.values.copy(), series.numbers.marks.copy()
    settle(values, marks)
    period = _periods(columns, series, layout, sheet)
    return pa.table(
        [
            _contents(columns, series, layout),
            places(columns.region_codes, columns.regions, rows),
            _categories(columns.sorts, rows),
            period,
            _years(period, layout, sheet),
            pa.array(values, pa.float64(), mask=np.isnan(values)),
            mark_column(marks),
        ],
        schema=OBSERVATIONS,
    ).filter(pa.array(columns.filled))


def _contents(columns: Columns, series: Series, layout: Layout) -> pa.Array:
    rows = len(layout.body)
    if columns.content is None:
        told = series.content or layout.title or ONLY
        return pa.repeat(pa.scalar(told, pa.string()), rows)
    content = pa.array(columns.content, pa.string())
    if series.content:
        content = pc.binary_join_element_wise(content, pa.scalar(series.content), " – ")
    if columns.unit is None or not _several_units(columns):
        return content
    unit = pa.array(columns.unit, pa.string())
    return pc.binary_join_element_wise(content, pa.scalar(" ("), unit, pa.scalar(")"), "")


def _several_units(columns: Columns) -> bool:
    """Whether one thing is told in several units, such as number and percent."""
    pairs = set(zip(columns.content or (), columns.unit or (), strict=True))
    return len({content for content, _ in pairs}) < len(pairs)


def _units(part: pa.Table, series: Series, columns: Columns) -> list[tuple[str, str]]:
    if columns.unit is None:
        return [(content, series.unit) for content in part["content"].unique().to_pylist()]
    kept = pa.array(columns.unit, pa.string()).filter(pa.array(columns.filled))
    pairs = dict(zip(part["content"].to_pylist(), kept.to_pylist(), strict=True))
    return list(pairs.items())


def _categories(sorts: Sequence[tuple[str, Sequence[str]]], rows: int) -> pa.Array:
    if not sorts:
        return pa.repeat(pa.scalar("", pa.string()), rows)
    parts = [
        pc.binary_join_element_wise(pa.scalar(f"{name}="), pa.array(told, pa.string()), "")
        for name, told in sorted(sorts)
    ]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, ";")


def _periods(columns: Columns, series: Series, layout: Layout, sheet: Sheet) -> pa.Array:
    if series.period:
        return pa.repeat(pa.scalar(series.period, pa.string()), len(layout.body))
    if columns.period is not None:
        return pa.array(columns.period, pa.string())
    year = year_of(layout.title)
    if year is None:
        raise UnreadableStatistics(
            N_("No dimension of the table says which year its numbers are of."),
            where=sheet.place(layout.head_row, 0),
            remedy=N_("Write the year in the table's title, or add a column for it."),
        )
    return pa.repeat(pa.scalar(str(year), pa.string()), len(layout.body))


def _years(period: pa.Array, layout: Layout, sheet: Sheet) -> pa.Array:
    encoded = period.dictionary_encode()
    years = []
    for told in encoded.dictionary.to_pylist():
        year = year_of(told)
        if year is None:
            row = pc.index(period, told).as_py()
            raise UnreadableStatistics(
                N_("The period “%(period)s” has no year in it."),
                where=sheet.place(layout.body[row], 0),
                remedy=N_("Write periods as 2024, 2024K3 or 2024M01."),
                period=told,
            )
        years.append(year)
    return pa.array(years, pa.int16()).take(encoded.indices)


def _refuse_twice(table: pa.Table, columns: Columns, layout: Layout, sheet: Sheet) -> None:
    """Two numbers for the same thing would be added up or one be lost, so neither is taken."""
    keys = ["content", "region", "category", "period"]
    counted = table.group_by(keys).aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    if not len(twice):
        return
    wanted = twice.slice(0, 1).to_pylist()[0]
    same = pa.array(np.ones(len(table), dtype=bool))
    for key in keys:
        same = pc.and_(same, pc.equal(table[key], wanted[key]))
    kept = [row for row, filled in zip(layout.body, columns.filled, strict=True) if filled]
    rows = [kept[at % len(kept)] for at in np.flatnonzero(same.to_numpy())[:2].tolist()]
    raise UnreadableStatistics(
        N_("Two numbers are told for the same thing; the other is at %(other)s."),
        where=sheet.place(rows[-1], 0),
        remedy=N_("Add the column that tells them apart, or take one of them out."),
        other=sheet.place(rows[0], 0),
    )


def _once(told: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(told))
