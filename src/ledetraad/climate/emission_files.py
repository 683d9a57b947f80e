"""A table of emissions as a file → an edition: sector, source, gas and year, long or wide.

The shape is that of the Norwegian Environment Agency's download: a row for each sector, source
and gas, and either a column a year, or a column that says the year and one with the emission. The
layout has changed over the years, so the heads decide. What is published apart (forest and land
use) is kept apart from the direct emissions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from ledetraad.climate.emissions import Edition, Emission, LandUse, Place
from ledetraad.climate.faults import FaultyEmissions, UnreadableEmissions
from ledetraad.climate.sectors import LAND_USE, PUBLISHED_NAMES, Boundary, Sector
from ledetraad.economy.raw_table import RawTable, read_raw
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number
from ledetraad.i18n import N_

_HEADS = {
    "sector": ("sektor", "utslippssektor", "sector"),
    "source": ("kilde", "utslippskilde", "kjelde", "source"),
    "gas": ("gass", "klimagass", "komponent", "gas"),
    "year": ("år", "årstall", "year"),
    "region": ("kommunenummer", "kommunenr", "kommune", "region", "geografisk område"),
    "tonnes": ("utslipp", "utslipp (tonn co2-ekvivalenter)", "tonn co2-ekvivalenter", "tonn co2e",
               "verdi", "tonnes"),
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_MISSING = ("", ".", "..", ":", "-")
_MOST_FAULTS = 50


@dataclass(frozen=True, slots=True)
class EmissionReading:
    """What came of reading a table of emissions.

    Args:
        edition: the accounts.
        left_out: how many rows were of forest and land use, which is kept apart.
        missing: how many figures were not published; they are no zeros.
    """

    edition: Edition
    left_out: int
    missing: int


def read_emissions(
    path: Path,
    *,
    name: str,
    published: date,
    region: str = "",
    source: str = "",
    boundary: Boundary = Boundary.AREA_DIRECT,
    example: bool = False,
) -> EmissionReading:
    """An edition of the accounts.

    Args:
        path: a CSV, Excel or JSON file.
        name: what the edition is called.
        published: the day it was published.
        region: the municipality's code or name, where the file has several.
        source: where it is from; the file's name where "".
        boundary: what it is bounded to.
        example: whether the figures are invented.

    Raises:
        FaultyEmissions: it has sectors that are none, figures that are no numbers, or the same
            figure twice; names each cell by row and year.
        UnreadableEmissions: it lacks a column, or a row's cells are too few or too many.
        LedetraadError: the file can't be read at all.
    """
    raw = read_raw(path)
    try:
        rows = raw.database.execute("SELECT * FROM raw ORDER BY row").fetchall()
    finally:
        raw.database.close()
    if raw.faults:
        raise UnreadableEmissions(
            N_("The row has too few or too many cells."), where=f"{path}:{raw.faults[0].rows[0]}"
        )
    columns = _columns(raw, path)
    table = _Table(raw.heads, columns, path)
    for place, *cells in rows:
        if region and "region" in columns and not _is_of(cells[columns["region"]], region):
            continue
        table.take(place, cells)
    if table.faults:
        raise FaultyEmissions(table.faults)
    if not table.found:
        raise UnreadableEmissions(N_("The table has no figures of the place."), where=str(path))
    edition = Edition(
        name,
        published,
        tuple(Emission(*key, tonnes) for key, tonnes in table.found.items()),
        boundary,
        region,
        source or path.name,
        example,
        tuple(table.missing),
        tuple(LandUse(*key, tonnes) for key, tonnes in table.land_use.items()),
    )
    return EmissionReading(edition, table.left_out, len(table.missing))


class _Table:
    """What has been read of a table so far, and what is wrong with it.

    Args:
        heads: of the columns.
        columns: which of them has what.
        path: the file, for the faults.
    """

    def __init__(self, heads: Sequence[str], columns: dict[str, int], path: Path) -> None:
        self._heads, self._columns, self._path = heads, columns, path
        self.found: dict[Place, Decimal] = {}
        self.land_use: dict[tuple[str, str, int], Decimal] = {}
        self.missing: list[Place] = []
        self.left_out = 0
        self.faults: list[UnreadableEmissions] = []

    def take(self, place: int, cells: Sequence[str]) -> None:
        """Read a row; what is wrong with its cells is gathered."""
        where = f"{self._path}:{place}"
        try:
            sector = _sector(cells[self._columns["sector"]], where)
            figures = _figures(self._heads, cells, self._columns, where)
        except UnreadableEmissions as fault:
            self._refuse(fault)
            return
        source, gas = (_cell(cells, self._columns, name) for name in ("source", "gas"))
        self.left_out += sector is None
        for of, text in figures:
            try:
                self._figure(sector, (source, gas, of), text, where)
            except UnreadableEmissions as fault:
                fault.where += f", {of}"
                self._refuse(fault)

    def _figure(
        self, sector: Sector | None, place: tuple[str, str, int], text: str, where: str
    ) -> None:
        is_missing = (text or "").strip() in _MISSING
        if sector is None:
            if not is_missing:
                self.land_use[place] = _tonnes(text, where, negative=True)
            return
        key = Place(sector, *place)
        if is_missing:
            self.missing.append(key)
            return
        if key in self.found:
            raise UnreadableEmissions(
                N_("The figure of %(year)s comes twice, or the file has several places."),
                where=where,
                remedy=N_("Say which municipality it is, or take the double row out."),
                year=str(key.year),
            )
        self.found[key] = _tonnes(text, where)

    def _refuse(self, fault: UnreadableEmissions) -> None:
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(fault)


def _columns(raw: RawTable, path: Path) -> dict[str, int]:
    plain = [" ".join(head.lower().split()) for head in raw.heads]
    found = {
        key: next(plain.index(word) for word in words if word in plain)
        for key, words in _HEADS.items()
        if any(word in plain for word in words)
    }
    wide = any(_YEAR.fullmatch(head) for head in plain)
    lacks = None
    if "sector" not in found:
        lacks = N_("No column has the sectors.")
    elif not wide and not {"year", "tonnes"} <= set(found):
        lacks = N_("No columns have the years and the emissions.")
    if lacks is not None:
        raise UnreadableEmissions(
            lacks,
            where=str(path),
            remedy=N_("Let the heads be Sektor, Kilde, Gass, År and Utslipp, or a column a year."),
        )
    return found


def _figures(
    heads: Sequence[str], cells: Sequence[str], columns: dict[str, int], where: str
) -> list[tuple[int, str]]:
    """The figures of a row with their years."""
    if "year" in columns and "tonnes" in columns:
        text = (cells[columns["year"]] or "").strip()
        if not _YEAR.fullmatch(text):
            raise UnreadableEmissions(N_("“%(text)s” is no year."), where=where, text=text)
        return [(int(text), cells[columns["tonnes"]])]
    return [
        (int(head), cell)
        for head, cell in zip(heads, cells, strict=True)
        if _YEAR.fullmatch(head.strip())
    ]


def _cell(cells: Sequence[str], columns: dict[str, int], name: str) -> str:
    return (cells[columns[name]] or "").strip() if name in columns else ""


def _is_of(cell: str, region: str) -> bool:
    """Whether a cell names a municipality, by its code, its name or both."""
    text = (cell or "").strip()
    return text == region or region in re.split(r"[\s–-]+", text)


def _sector(text: str, where: str) -> Sector | None:
    """The sector of a name; None for what is counted apart."""
    plain = " ".join((text or "").lower().split())
    if plain in LAND_USE:
        return None
    if plain in PUBLISHED_NAMES:
        return PUBLISHED_NAMES[plain]
    if plain in set(Sector):
        return Sector(plain)
    raise UnreadableEmissions(
        N_("“%(text)s” is no sector of the accounts."),
        where=where,
        remedy=N_("The sectors are: %(sectors)s."),
        text=text,
        sectors=", ".join(PUBLISHED_NAMES),
    )


def _tonnes(text: str, where: str, *, negative: bool = False) -> Decimal:
    plain = text.strip()
    try:
        value = Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else number(plain)
    except LedetraadError as error:
        raise UnreadableEmissions("%(reason)s", where=where, reason=error.phrase()) from None
    if value < 0 and not negative:
        raise UnreadableEmissions(
            N_("A direct emission can't be negative: %(text)s."), where=where, text=plain
        )
    return value
