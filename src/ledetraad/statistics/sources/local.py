"""Files of one's own as a source: a folder with tables in any form that can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnknownTable
from ledetraad.statistics.formats.registry import FORMATS, read_statistics
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Edition,
    Fetched,
    Role,
    Selection,
    TableDescription,
    TableHit,
    Variable,
)
from ledetraad.statistics.sources.choosing import choose

CONTENT, REGION, PERIOD = "ContentsCode", "Region", "Tid"
"""What the variables of a file are called in a selection; the others have their own names."""


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
        observed = self._read(table)
        return _described(table, observed)

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a file's table; see `base.Source`."""
        observed = self._read(selection.table)
        description = _described(selection.table, observed)
        chosen = choose(selection, description)
        keep = pa.array([True] * len(observed.table))
        for column, name in (("content", CONTENT), ("region", REGION), ("period", PERIOD)):
            if name in chosen.codes:
                codes = pa.array(chosen.codes[name], pa.string())
                keep = pc.and_(keep, pc.is_in(observed.table[column], codes))
        for name, codes in chosen.codes.items():
            if name in observed.dataset.categories:
                keep = pc.and_(keep, _in_category(observed.table["category"], name, codes))
        kept = Observed(observed.dataset, observed.table.filter(keep))
        return Fetched(kept, self._edition(selection.table), chosen.notices(description))

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
            yield _hit(name if number == 1 else f"{name}#{number}", observed)

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


def _hit(table: str, observed: Observed) -> TableHit:
    periods = sorted(observed.table["period"].unique().to_pylist())
    first, last = (periods[0], periods[-1]) if periods else ("", "")
    return TableHit(table, observed.dataset.title, observed.dataset.updated, first, last)


def _described(table: str, observed: Observed) -> TableDescription:
    dataset = observed.dataset
    contents = {content.code: content.label for content in dataset.contents}
    periods = sorted(observed.table["period"].unique().to_pylist())
    variables = [Variable(CONTENT, CONTENT, Role.CONTENT, contents)]
    if dataset.regions:
        variables.append(Variable(REGION, REGION, Role.REGION, dataset.regions))
    variables += [
        Variable(name, name, Role.SORT, values) for name, values in dataset.categories.items()
    ]
    variables.append(Variable(PERIOD, PERIOD, Role.PERIOD, {each: each for each in periods}))
    return TableDescription(
        _hit(table, observed), tuple(variables), dataset.contents, dataset.notes
    )


def _in_category(column: pa.ChunkedArray, name: str, codes: tuple[str, ...]) -> pa.Array:
    """Which rows have one of the codes in a dimension, seen once for each combination there is."""
    encoded = column.combine_chunks().dictionary_encode()
    wanted = {f"{name}={code}" for code in codes}
    good = [not wanted.isdisjoint(key.split(";")) for key in encoded.dictionary.to_pylist()]
    return pa.array(good, pa.bool_()).take(encoded.indices)
