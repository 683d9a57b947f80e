"""Files of one's own as a source: a folder with tables in any form that can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnknownTable
from ledetraad.statistics.formats.registry import FORMATS, read_statistics
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Edition,
    Fetched,
    Selection,
    TableDescription,
    TableHit,
)
from ledetraad.statistics.sources.whole import description_of, hit_of, part_of


class LocalFiles:
    """A folder with files. A table's name is the file's, with "#2" for the second table in it.

    Args:
        folder: where they are; nothing outside it is read.
        name: a short name, as in `Dataset.source`.
    """

    def __init__(self, folder: Path, name: str = "file") -> None:
        self._folder = folder.resolve()
        self._name = name

    @property
    def name(self) -> str:
        """Its short name."""
        return self._name

    def find(self, words: str) -> list[TableHit]:
        """The files whose names or titles hold all the words; see `base.Source`."""
        wanted = words.casefold().split()
        hits = []
        for path in self._files():
            for hit in self._hits(path):
                if all(word in f"{hit.code} {hit.title}".casefold() for word in wanted):
                    hits.append(hit)
        return hits

    def describe(self, table: str) -> TableDescription:
        """A file's table without its numbers; see `base.Source`."""
        return description_of(table, self._read(table))

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a file's table; see `base.Source`."""
        kept, notices = part_of(selection, self._read(selection.table))
        return Fetched(kept, self._edition(selection.table), notices)

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a file is still the same, byte for byte; see `base.Source`."""
        return self._edition(table) == since

    def _files(self) -> Iterator[Path]:
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path.suffix.lower() in FORMATS:
                yield path

    def _hits(self, path: Path) -> Iterator[TableHit]:
        try:
            datasets = read_statistics(path).datasets
        except LedetraadError:
            return  # what holds no table is not found by looking for one
        name = path.relative_to(self._folder).as_posix()
        for number, observed in enumerate(datasets, 1):
            yield hit_of(name if number == 1 else f"{name}#{number}", observed)

    def _path(self, table: str) -> tuple[Path, int]:
        name, _, number = table.partition("#")
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise UnknownTable(
                N_("There is no table %(table)s there, or there is no more."),
                where=name,
                remedy=N_("See that the file is in the folder for statistics."),
                table=table,
            )
        return path, int(number) if number.isdecimal() else 1

    def _read(self, table: str) -> Observed:
        path, number = self._path(table)
        datasets = read_statistics(path).datasets
        if not 1 <= number <= len(datasets):
            raise UnknownTable(
                N_("The file has %(many)s tables, and none of number %(number)s."),
                where=table,
                remedy=N_("Write # and a number after the file's name, such as #2."),
                many=len(datasets),
                number=number,
            )
        return datasets[number - 1]

    def _edition(self, table: str) -> Edition:
        path, _ = self._path(table)
        return Edition(tag=hashlib.sha256(path.read_bytes()).hexdigest())
