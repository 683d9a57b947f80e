"""Formulas over series, and over tables of observations: values brought together by their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.i18n import N_
from ledetraad.statistics.faults import InvalidFormula
from ledetraad.statistics.formats.signs import CODE, MARKS, mark_column
from ledetraad.statistics.formula.compute import Frame, Places, Reasons, Values, Why, compute
from ledetraad.statistics.formula.nodes import Name, Node, names_in
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import OBSERVATIONS
from ledetraad.statistics.series import Point, Series

_WHY_OF: Final = {
    None: Why.KNOWN,
    Mark.NOT_APPLICABLE: Why.NOT_APPLICABLE,
    Mark.NOT_AVAILABLE: Why.NOT_AVAILABLE,
    Mark.CONFIDENTIAL: Why.CONFIDENTIAL,
    Mark.NONE: Why.KNOWN,
}
_MARK_OF: Final = {
    Why.KNOWN: None,
    Why.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
    Why.CONFIDENTIAL: Mark.CONFIDENTIAL,
}
_MARK_CODES: Final = np.array(
    [
        0 if why is Why.KNOWN else CODE[_MARK_OF.get(why) or Mark.NOT_AVAILABLE]
        for why in sorted(Why)
    ],
    dtype=np.int8,
)
_KEYS: Final = ("region", "category", "period")


@dataclass(frozen=True, slots=True)
class Computed:
    """What a formula gives over tables.

    Args:
        table: the values, with the columns of `OBSERVATIONS`.
        why: why each row has no number, in the rows' order.
    """

    table: pa.Table
    why: tuple[Why, ...]

    def reasons(self) -> dict[Why, int]:
        """How many rows have no number, by why."""
        found = {why: self.why.count(why) for why in Why if why is not Why.KNOWN}
        return {why: many for why, many in found.items() if many}


def over_series(node: Node, series: Mapping[str, Series], unit: str = "") -> Series:
    """A formula over single series: a point for each year that any of its series has.

    A break or an unrevised number in any of them is one in the result.

    Args:
        node: the formula.
        series: those that it asks for, by name; others don't matter.
        unit: of the result.

    Raises:
        InvalidFormula: it asks for a series that is not here.
    """
    asked = [series[name] for name in names_in(node) if name in series]
    years = sorted({point.year for each in asked for point in each.points})
    place = {year: number for number, year in enumerate(years)}
    values = {}
    for name, each in series.items():
        numbers = np.full(len(years), np.nan)
        why = np.full(len(years), Why.ABSENT, dtype=np.int8)
        for point in each.points:
            if point.year in place:
                at = place[point.year]
                numbers[at] = np.nan if point.value is None else point.value
                why[at] = _why(point)
        values[name] = Values(numbers, why)
    before = np.array([place.get(year - 1, -1) for year in years], dtype=np.int64)
    found = compute(node, Frame(values, before))
    return Series(tuple(_points(node, years, found, asked)), unit)


def over_tables(node: Node, tables: Mapping[str, pa.Table], content: str = "value") -> Computed:
    """A formula over tables of observations, for every place, category and period in any of them.

    Args:
        node: the formula.
        tables: one for each name, with the columns of `OBSERVATIONS`; each must hold one number
            for a place, category and period.
        content: what to call the result in the column `content`.

    Raises:
        InvalidFormula: it asks for a table that is not here, or one tells something twice.
    """
    asked = [name for name in names_in(node) if name in tables]
    keys, places = _aligned([tables[name] for name in asked], asked)
    values = {}
    for name, at in zip(asked, places, strict=True):
        numbers = np.full(len(keys), np.nan)
        why = np.full(len(keys), Why.ABSENT, dtype=np.int8)
        table = tables[name]
        numbers[at] = table["value"].to_numpy()
        why[at] = _why_column(table)
        values[name] = Values(numbers, why)
    found = compute(node, Frame(values, _a_year_before(keys)))
    marks = _MARK_CODES[found.why]
    if isinstance(node, Name):
        at, table = places[0], tables[asked[0]]
        none = pc.equal(table["mark"], Mark.NONE.value).fill_null(False).to_numpy()
        marks[at[none]] = CODE[Mark.NONE]
    table = pa.table(
        [
            pa.repeat(pa.scalar(content, pa.string()), len(keys)),
            *(keys[name].combine_chunks() for name in (*_KEYS, "year")),
            pa.array(found.numbers, pa.float64(), mask=np.isnan(found.numbers)),
            mark_column(marks),
        ],
        schema=OBSERVATIONS,
    )
    return Computed(table, tuple(Why(each) for each in found.why.tolist()))


def _why(point: Point) -> Why:
    if point.value is not None:
        return Why.KNOWN
    return _WHY_OF[point.mark] or Why.NOT_AVAILABLE


def _points(
    node: Node, years: Sequence[int], found: Values, asked: Sequence[Series]
) -> list[Point]:
    broken = {point.year for each in asked for point in each.points if point.break_before}
    unrevised = {point.year for each in asked for point in each.points if point.unrevised}
    none: set[int] = set()
    if isinstance(node, Name):
        none = {p.year for each in asked for p in each.points if p.mark is Mark.NONE}
    points = []
    for year, number, code in zip(years, found.numbers.tolist(), found.why.tolist(), strict=True):
        known = code == Why.KNOWN
        mark = Mark.NONE if year in none else None
        points.append(
            Point(
                year,
                number if known else None,
                mark if known else _MARK_OF.get(Why(code), Mark.NOT_AVAILABLE),
                break_before=year in broken,
                unrevised=year in unrevised,
            )
        )
    return points


def _why_column(table: pa.Table) -> Reasons:
    marks = pa.array([None if mark is None else mark.value for mark in MARKS], pa.string())
    code = pc.fill_null(pc.index_in(table["mark"], marks, skip_nulls=True), 0).to_numpy()
    why: Reasons = np.array([_WHY_OF[mark] for mark in MARKS], dtype=np.int8)[code]
    missing = pc.is_null(table["value"]).to_numpy()
    why[missing & (why == Why.KNOWN)] = Why.NOT_AVAILABLE
    why[~missing] = Why.KNOWN
    return why


def _aligned(tables: Sequence[pa.Table], names: Sequence[str]) -> tuple[pa.Table, list[Places]]:
    """Every key of any table once, and where each table's rows are among them."""
    columns = [*_KEYS, "year"]
    if not tables:
        return OBSERVATIONS.empty_table().select(columns), []
    stacked = pa.concat_tables([table.select(columns) for table in tables])
    encoded = [stacked[name].combine_chunks().dictionary_encode() for name in _KEYS]
    combined = np.zeros(len(stacked), dtype=np.int64)
    for column in encoded:
        combined = combined * max(len(column.dictionary), 1) + column.indices.to_numpy()
    _, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    inverse = rank[inverse]
    places, at = [], 0
    for table, name in zip(tables, names, strict=True):
        part = inverse[at : at + len(table)]
        at += len(table)
        if len(np.unique(part)) < len(part):
            raise InvalidFormula(
                N_("“%(name)s” has two numbers for the same place and period."),
                where=name,
                remedy=N_("Choose one value of each of the table's dimensions."),
                name=name,
            )
        places.append(part)
    return stacked.take(pa.array(first[order])), places


def _a_year_before(keys: pa.Table) -> Places:
    """For each key the place of the same with the year before: also for months and quarters."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    year = keys["year"].to_numpy().astype(np.int64)
    codes = np.zeros(len(keys), dtype=np.int64)
    within = pc.utf8_slice_codeunits(keys["period"], 4)
    starts = pc.equal(
        pc.utf8_slice_codeunits(keys["period"], 0, 4), pc.cast(keys["year"], pa.string())
    )
    within = pc.if_else(starts, within, keys["period"])
    for column in (keys["region"], keys["category"], within):
        encoded = column.combine_chunks().dictionary_encode()
        codes = codes * max(len(encoded.dictionary), 1) + encoded.indices.to_numpy()
    span = int(year.max() - year.min()) + 2
    place = codes * span + (year - year.min() + 1)
    order = np.argsort(place)
    found = np.searchsorted(place[order], place - 1)
    found = np.minimum(found, len(order) - 1)
    before = order[found]
    return np.where(place[before] == place - 1, before, -1)
