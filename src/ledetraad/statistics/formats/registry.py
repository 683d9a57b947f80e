"""Which reader takes which file with statistics, and the bounds that hold for all."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

import orjson

from ledetraad.errors import UnreadableDocument, reason
from ledetraad.i18n import N_
from ledetraad.readers.signatures import refuse_misnamed
from ledetraad.statistics.faults import UnreadableStatistics
from ledetraad.statistics.formats.contents import Contents
from ledetraad.statistics.formats.emissions import as_emissions, is_emissions
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.formats.key_figures import is_key_figures, read_key_figures
from ledetraad.statistics.formats.px import read_px
from ledetraad.statistics.formats.sheets import Sheet, csv_sheet, xlsx_sheets
from ledetraad.statistics.formats.tabular import read_table
from ledetraad.statistics.observations import Observed

LARGEST: Final = 200_000_000
"""The most bytes of a file with statistics."""


def _json(data: bytes, name: str) -> Contents:
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError:
        return read_jsonstat(data, name)  # says where it is wrong
    if is_key_figures(document):
        return Contents(tuple(each.observed for each in read_key_figures(document, name)))
    return read_jsonstat(data, name)


def _px(data: bytes, name: str) -> Contents:
    return read_px(data, name)


def _csv(data: bytes, name: str) -> Contents:
    return Contents((_table(csv_sheet(data, name)),))


def _xlsx(data: bytes, name: str) -> Contents:
    """Every sheet that holds a table; the others are text about it."""
    found, faults = [], []
    for sheet in xlsx_sheets(data, name):
        if not any(any(row) for row in sheet.rows):
            continue
        try:
            found.append(_table(sheet))
        except UnreadableStatistics as fault:
            faults.append(fault)
    if not found:
        raise (
            faults[0]
            if faults
            else UnreadableStatistics(
                N_("The file is empty."), where=name, remedy=N_("Choose the file with the numbers.")
            )
        )
    return Contents(tuple(found))


def _table(sheet: Sheet) -> Observed:
    observed = read_table(sheet)
    return as_emissions(observed) if is_emissions(observed) else observed


FORMATS: Final[dict[str, Callable[[bytes, str], Contents]]] = {
    ".json": _json,
    ".px": _px,
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".xlsx": _xlsx,
}


def read_statistics(path: Path) -> Contents:
    """Read a file with statistics, by the ending of its name.

    Raises:
        UnreadableStatistics: no such file, too large, of an unknown kind, or without a table.
        UnreadableDocument: damaged, or of another kind than its ending says.
    """
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableStatistics(
            N_("Files that end in “%(ending)s” can't be read as statistics."),
            where=str(path),
            remedy=N_("Use one of these: %(endings)s."),
            ending=path.suffix,
            endings=", ".join(FORMATS),
        )
    data = _bytes(path)
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Contents:
    """Read statistics already in memory, such as an upload; see `read_statistics`."""
    ending = Path(name).suffix.lower()
    if ending not in FORMATS:
        return read_statistics(Path(name))
    if ending != ".px":
        refuse_misnamed(data, ending, name)
    return FORMATS[ending](data, name)


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            raise UnreadableDocument(
                N_("This is a device or a pipe, not a file."),
                where=str(path),
                remedy=N_("Save the document as a file first."),
            )
        if about.st_size > LARGEST:
            raise UnreadableStatistics(
                N_("The file is too large: %(size)s MB, and the most is %(most)s MB."),
                where=str(path),
                remedy=N_("Choose fewer years or places, and save them in a file by themselves."),
                size=about.st_size // 1_000_000,
                most=LARGEST // 1_000_000,
            )
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableStatistics(
            N_("The file can't be opened: %(reason)s."),
            where=str(path),
            remedy=N_("See that the name is right and that you may read the file."),
            reason=reason(error),
        ) from None
