"""A cube of cells → the table of observations, whatever format it came in.

Formats of statistics hold the numbers as one long list, the last dimension running fastest, and
the dimensions' codes once each. All is unfolded by arrays; nothing is done cell by cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.periods import year_of
from ledetraad.statistics.formats.signs import Codes, mark_column, settle
from ledetraad.statistics.observations import OBSERVATIONS

MOST_CELLS: Final = 20_000_000
"""The most cells of a cube that is unfolded; a whole answer of PxWebApi has 800,000 at most."""
ONLY: Final = "value"
"""The content's code where a cube counts one thing and has no code for it."""
_TIMES = frozenset({"tid", "time", "year", "aar", "år", "ar", "periode", "period", "date"})
_METRICS = frozenset({"contentscode", "measure_type", "tabellinnhold", "contents"})
_REGIONS = frozenset({"region", "regioner", "geo", "kommune", "kommuner", "fylke", "area"})


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a cube.

    Args:
        name: its code, such as "Alder".
        codes: its values' codes in the order of the cells.
        labels: the values' names by code; a code without one names itself.
        label: the dimension's own name in words.
    """

    name: str
    codes: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    label: str = ""

    def said(self, code: str) -> str:
        """A value in words."""
        return self.labels.get(code) or code


@dataclass(frozen=True, slots=True)
class Roles:
    """Which dimension says what; empty where none does.

    Args:
        content: what is counted.
        region: where.
        period: when.
    """

    content: str = ""
    region: str = ""
    period: str = ""


def find_roles(
    dimensions: Sequence[Dimension],
    content: Sequence[str] = (),
    region: Sequence[str] = (),
    period: Sequence[str] = (),
) -> Roles:
    """The roles as the source tells them, or else by the names that offices use.

    Args:
        dimensions: all of them.
        content, region, period: the dimensions that the source names for a role, the first counts.
    """
    return Roles(
        content=_named(dimensions, content) or _by_name(dimensions, _METRICS),
        region=_named(dimensions, region) or _by_name(dimensions, _REGIONS) or _kostra(dimensions),
        period=_named(dimensions, period) or _by_name(dimensions, _TIMES) or _years(dimensions),
    )


def unfold(
    dimensions: Sequence[Dimension],
    roles: Roles,
    values: npt.NDArray[np.float64],
    marks: Codes,
    where: str,
    *,
    year: int | None = None,
) -> pa.Table:
    """The cells as a table with the columns of `OBSERVATIONS`, in the cells' order.

    Args:
        dimensions: all of them, the last runs fastest.
        roles: which dimension says what.
        values: the numbers, NaN where missing; changed in place.
        marks: the marks' numbers (`signs.MARKS`); changed in place.
        where: the file or address, for errors.
        year: the year of all cells, where no dimension tells it.

    Raises:
        UnreadableStatistics: too many cells, or a period whose year can't be told.
    """
    sizes = [len(dimension.codes) for dimension in dimensions]
    cells = prod(sizes)
    if cells > MOST_CELLS:
        raise UnreadableStatistics(
            N_("The table has %(cells)s cells, and the most is %(most)s."),
            where=where,
            remedy=N_("Choose fewer values of its dimensions, and fetch it in parts."),
            cells=cells,
            most=MOST_CELLS,
        )
    settle(values, marks)
    places = [_places(sizes, number) for number in range(len(sizes))]
    by_name = {each.name: (each, at) for each, at in zip(dimensions, places, strict=True)}
    others = [each for each in dimensions if each.name not in _taken(roles)]
    period = by_name.get(roles.period)
    return pa.table(
        [
            _column(by_name.get(roles.content), cells, ONLY),
            _column(by_name.get(roles.region), cells, ""),
            _categories([(each, by_name[each.name][1]) for each in others], cells),
            _column(period, cells, "" if year is None else str(year)),
            _year_column(period, cells, year, where),
            pa.array(values, pa.float64(), mask=np.isnan(values)),
            mark_column(marks),
        ],
        schema=OBSERVATIONS,
    )


def _taken(roles: Roles) -> set[str]:
    return {roles.content, roles.region, roles.period} - {""}


def _places(sizes: Sequence[int], number: int) -> npt.NDArray[np.int32]:
    """For each cell the place of its value in one dimension."""
    inner, outer = prod(sizes[number + 1 :]), prod(sizes[:number])
    return np.tile(np.repeat(np.arange(sizes[number], dtype=np.int32), inner), outer)


_Placed = tuple[Dimension, npt.NDArray[np.int32]]


def _column(placed: _Placed | None, cells: int, otherwise: str) -> pa.Array:
    if placed is None:
        return pa.repeat(pa.scalar(otherwise, pa.string()), cells)
    dimension, places = placed
    return pa.array(dimension.codes, pa.string()).take(pa.array(places))


def _year_column(placed: _Placed | None, cells: int, year: int | None, where: str) -> pa.Array:
    if placed is None:
        if year is None:
            raise UnreadableStatistics(
                N_("No dimension of the table says which year its numbers are of."),
                where=where,
                remedy=N_("Write the year in the table's title, or add a column for it."),
            )
        return pa.repeat(pa.scalar(year, pa.int16()), cells)
    dimension, places = placed
    years = []
    for code in dimension.codes:
        found = year_of(code, dimension.said(code))
        if found is None:
            raise UnreadableStatistics(
                N_("The period “%(period)s” has no year in it."),
                where=where,
                remedy=N_("Write periods as 2024, 2024K3 or 2024M01."),
                period=dimension.said(code),
            )
        years.append(found)
    return pa.array(years, pa.int16()).take(pa.array(places))


def _categories(placed: Sequence[_Placed], cells: int) -> pa.Array:
    """What `observations.category_key` writes of each cell, made once for each combination."""
    if not placed:
        return pa.repeat(pa.scalar("", pa.string()), cells)
    ordered = sorted(placed, key=lambda one: one[0].name)
    sizes = [len(dimension.codes) for dimension, _ in ordered]
    parts = [
        pa.array([f"{dimension.name}={code}" for code in dimension.codes], pa.string()).take(
            pa.array(_places(sizes, number))
        )
        for number, (dimension, _) in enumerate(ordered)
    ]
    keys = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, ";")
    place = np.zeros(cells, dtype=np.int64)
    for (_, places), size in zip(ordered, sizes, strict=True):
        place = place * size + places
    return keys.take(pa.array(place))


def _named(dimensions: Sequence[Dimension], names: Sequence[str]) -> str:
    known = {dimension.name for dimension in dimensions}
    return next((name for name in names if name in known), "")


def _by_name(dimensions: Sequence[Dimension], names: frozenset[str]) -> str:
    return next((each.name for each in dimensions if each.name.casefold() in names), "")


def _kostra(dimensions: Sequence[Dimension]) -> str:
    """KOSTRA's dimension of regions: `KOKkommuneregion0000` and its like."""
    return next(
        (each.name for each in dimensions if each.name[:3] == "KOK" and "region" in each.name), ""
    )


def _years(dimensions: Sequence[Dimension]) -> str:
    """The only dimension whose values are all years."""
    found = [
        each.name
        for each in dimensions
        if each.codes and all(year_of(code) is not None for code in each.codes)
    ]
    return found[0] if len(found) == 1 else ""
