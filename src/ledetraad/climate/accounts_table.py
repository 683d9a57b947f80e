"""Climate accounts as a table to show: a row a sector or source, a column a year, sums that agree.

Figures are shown in whole tonnes by largest remainders, so that the rows of a column sum to what
is shown below them. A figure that was not published is none; a sum that lacks one is marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.climate.emissions import Edition
from ledetraad.climate.sectors import Sector
from ledetraad.economy.rounding import rounded_parts, rounded_to

ONE = Decimal(1)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of the table.

    Args:
        year: of which year.
        tonnes: in whole tonnes of CO2-equivalents; None where nothing was published.
        lacks: how many figures that belong in it were not published.
    """

    year: int
    tonnes: int | None
    lacks: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    Args:
        sector: the sector; None for the sum of all.
        source: the source within it; None for the whole sector.
        cells: one for each year.
    """

    sector: Sector | None
    source: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class AccountsTable:
    """Accounts to show.

    Args:
        years: the columns.
        rows: the sectors, or the sources of the one that was asked for.
        total: what they sum to.
        gases: every gas that the edition parts its figures by.
    """

    years: tuple[int, ...]
    rows: tuple[Row, ...]
    total: Row
    gases: tuple[str, ...]


def accounts_table(
    edition: Edition, *, sector: Sector | None = None, gas: str = ""
) -> AccountsTable:
    """The accounts as a table.

    Args:
        edition: which.
        sector: whose sources to show; None for all the sectors.
        gas: of which gas; "" for all together.
    """
    figures: dict[tuple[Sector, str | None, int], Decimal] = defaultdict(Decimal)
    lacks: dict[tuple[Sector, str | None, int], int] = defaultdict(int)
    for row in edition.rows:
        if _asked(row.sector, row.gas, sector, gas):
            figures[row.sector, row.source if sector else None, row.year] += row.tonnes
    for place in edition.missing:
        if _asked(place.sector, place.gas, sector, gas):
            lacks[place.sector, place.source if sector else None, place.year] += 1
    years = edition.years
    keys = list(dict.fromkeys((key[0], key[1]) for key in (*figures, *lacks)))
    order = list(Sector)
    keys.sort(key=lambda key: order.index(key[0]))
    shown = {of: _column(keys, figures, of) for of in years}
    rows = tuple(
        Row(*key, tuple(Cell(of, shown[of].get(key), lacks[(*key, of)]) for of in years))
        for key in keys
    )
    total = tuple(_sum(rows, at, of) for at, of in enumerate(years))
    gases = tuple(dict.fromkeys(row.gas for row in edition.rows if row.gas))
    return AccountsTable(years, rows, Row(sector, None, total), gases)


def _asked(of: Sector, of_gas: str, sector: Sector | None, gas: str) -> bool:
    return sector in (None, of) and gas in ("", of_gas)


def _column(
    keys: Sequence[tuple[Sector, str | None]],
    figures: Mapping[tuple[Sector, str | None, int], Decimal],
    of: int,
) -> dict[tuple[Sector, str | None], int]:
    """A year's figures in whole tonnes that sum to their rounded sum, also sector by sector."""
    known = [key for key in keys if (*key, of) in figures]
    parts = rounded_parts([figures[(*key, of)] for key in known], ONE)
    return {key: int(part) for key, part in zip(known, parts, strict=True)}


def _sum(rows: Sequence[Row], at: int, of: int) -> Cell:
    cells = [row.cells[at] for row in rows]
    known = [cell.tonnes for cell in cells if cell.tonnes is not None]
    return Cell(of, sum(known) if known else None, sum(cell.lacks for cell in cells))


def land_table(edition: Edition) -> tuple[tuple[int, ...], dict[str, dict[int, Decimal]]]:
    """What forest and land use emit or take up, which is apart from the rest.

    Returns:
        The years, and by source the exact tonnes of each year that has a figure.
    """
    rows: dict[str, dict[int, Decimal]] = {}
    for row in edition.land_use:
        source = rows.setdefault(row.source, {})
        source[row.year] = source.get(row.year, ZERO) + row.tonnes
    return tuple(sorted({of for source in rows.values() for of in source})), rows


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that another one is summed of, as it was published.

    Args:
        source, gas: where it belongs.
        sector: the sector.
        tonnes: as published; None where it was not.
    """

    sector: Sector
    source: str
    gas: str
    tonnes: Decimal | None


@dataclass(frozen=True, slots=True)
class Explained:
    """What a figure of the table is made of.

    Args:
        parts: as published, in the file's order.
        exact: their sum; None where there is none.
        shown: in whole tonnes.
    """

    parts: tuple[Part, ...]
    exact: Decimal | None
    shown: int | None


def explained(
    edition: Edition,
    of: int,
    *,
    sector: Sector | None = None,
    source: str | None = None,
    gas: str = "",
) -> Explained:
    """What a figure of the accounts is made of, down to the published ones.

    Args:
        edition: which.
        of: the year.
        sector, source, gas: of which; None and "" for all.
    """
    parts = [
        Part(row.sector, row.source, row.gas, row.tonnes)
        for row in edition.rows
        if row.year == of and _of(row.sector, row.source, sector, source) and gas in ("", row.gas)
    ]
    exact = sum((part.tonnes or ZERO for part in parts), ZERO) if parts else None
    parts += [
        Part(place.sector, place.source, place.gas, None)
        for place in edition.missing
        if place.year == of
        and _of(place.sector, place.source, sector, source)
        and gas in ("", place.gas)
    ]
    shown = None if exact is None else int(rounded_to(exact, ONE))
    return Explained(tuple(parts), exact, shown)


def _of(sector: Sector, source: str, wanted: Sector | None, of_source: str | None) -> bool:
    return wanted in (None, sector) and of_source in (None, source)
