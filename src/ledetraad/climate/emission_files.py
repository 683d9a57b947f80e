"""A table of emissions as a file → an edition: sector, source, gas and year, long or wide.

The shape is that of the Norwegian Environment Agency's download: a row for each sector, source
and gas, and either a column a year, or a column that says the year and one with the emission. The
layout has changed over the years, so the heads decide. What is published apart (forest and land
use) is left out of the direct emissions and counted in the reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from ledetraad.climate.emissions import Edition, Emission
from ledetraad.climate.faults import UnreadableEmissions
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


@dataclass(frozen=True, slots=True)
class EmissionReading:
    """What came of reading a table of emissions.

    Args:
        edition: the accounts.
        left_out: how many rows were of forest and land use, which is counted apart.
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
        UnreadableEmissions: it lacks a column, has a sector that is none, a figure that is no
            number, or the same figure twice; names the row.
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
    found: dict[tuple[Sector, str, str, int], Decimal] = {}
    left_out = missing = 0
    for place, *cells in rows:
        where = f"{path}:{place}"
        if region and "region" in columns and not _is_of(cells[columns["region"]], region):
            continue
        sector = _sector(cells[columns["sector"]], where)
        if sector is None:
            left_out += 1
            continue
        for of, text in _figures(raw.heads, cells, columns, where):
            if (text or "").strip() in _MISSING:
                missing += 1
                continue
            key = (sector, _cell(cells, columns, "source"), _cell(cells, columns, "gas"), of)
            if key in found:
                raise UnreadableEmissions(
                    N_("The figure of %(year)s comes twice, or the file has several places."),
                    where=where,
                    remedy=N_("Say which municipality it is, or take the double row out."),
                    year=str(of),
                )
            found[key] = _tonnes(text, where)
    if not found:
        raise UnreadableEmissions(N_("The table has no figures of the place."), where=str(path))
    emissions = tuple(Emission(*key, tonnes) for key, tonnes in found.items())
    edition = Edition(name, published, emissions, boundary, region, source or path.name, example)
    return EmissionReading(edition, left_out, missing)


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


def _tonnes(text: str, where: str) -> Decimal:
    plain = text.strip()
    try:
        value = Decimal(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else number(plain)
    except LedetraadError as error:
        raise UnreadableEmissions("%(reason)s", where=where, reason=error.phrase()) from None
    if value < 0:
        raise UnreadableEmissions(
            N_("A direct emission can't be negative: %(text)s."), where=where, text=plain
        )
    return value
