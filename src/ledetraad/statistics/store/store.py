"""Keeping editions and finding them again."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa

from ledetraad.errors import UnwritableOutput, reason
from ledetraad.files import FRESH, write_atomically
from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Dataset
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.store import parquet
from ledetraad.statistics.store.catalogue import (
    Catalogue,
    Edition,
    Kept,
    read_catalogue,
    write_catalogue,
)
from ledetraad.statistics.store.faults import DamagedStore, EditionExists
from ledetraad.statistics.store.lock import writing

EDITIONS = "editions"
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an edition that was to be kept.

    Args:
        edition: the edition that now holds these numbers.
        before: the latest one until now; None for a new dataset.
        new: whether it was kept; not where the latest has the same numbers and the same words.
    """

    edition: Edition
    before: Edition | None
    new: bool


class Store:
    """A folder of statistics.

    Args:
        folder: where; it is made when something is first kept.
        wait: for how many seconds a writer waits for another.
    """

    def __init__(self, folder: Path, *, wait: float = 60) -> None:
        self.folder = folder
        self._wait = wait

    def catalogue(self) -> Catalogue:
        """What the store has now.

        Raises:
            DamagedStore: its catalogue is not as it was written.
        """
        return read_catalogue(self.folder)

    def add(self, observed: Observed, edition: str, at: datetime) -> Added:
        """Keep an edition of a dataset; editions before it stay as they are.

        Args:
            observed: the dataset and its numbers.
            edition: its name, such as the date it was published.
            at: now, with time zone.

        Returns:
            What became of it; the same numbers as in the latest edition are not kept again.

        Raises:
            EditionExists: there is one of that name, with other numbers.
            InvalidObservations: the table can't be kept.
            StoreInUse: another writer has the store.
            UnwritableOutput: the folder can't be written to.
            DamagedStore: the catalogue is not as it was written.
        """
        table = parquet.ordered(observed)
        content = parquet.content_checksum(table, observed.dataset)
        _make(self.folder / EDITIONS)
        with writing(self.folder, wait=self._wait):
            catalogue = self.catalogue()
            kept = catalogue.find(observed.dataset.source, observed.dataset.code)
            before = kept.latest if kept else None
            if before is not None and before.content == content:
                return Added(before, before, new=False)
            if kept is not None and any(each.name == edition for each in kept.editions):
                raise EditionExists(
                    N_("There is an edition %(edition)s with other numbers already."),
                    where=f"{kept.source} {kept.code}",
                    remedy=N_("Editions are never overwritten: give this one another name."),
                    edition=edition,
                )
            self._remove_left(catalogue)
            made = self._write(table, observed.dataset, edition, content, at)
            editions = (*kept.editions, made) if kept else (made,)
            now = Kept(
                source=observed.dataset.source,
                code=observed.dataset.code,
                title=observed.dataset.title,
                editions=editions,
            )
            write_catalogue(self.folder, catalogue.with_dataset(now))
        return Added(made, before, new=True)

    def observed(self, source: str, code: str, edition: str | None = None) -> Observed:
        """A dataset's numbers, of the latest edition or of a named one.

        Raises:
            UnknownDataset: the store has no such dataset or edition.
            DamagedStore: its file can't be read.
        """
        path = self.path(self.catalogue().get(source, code).edition(edition))
        try:
            return parquet.read(str(path))
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            raise damaged(path, error) from None

    def dataset(self, source: str, code: str, edition: str | None = None) -> Dataset:
        """What is known of a dataset beside its numbers; see `observed`."""
        return self.about(self.catalogue().get(source, code).edition(edition))

    def about(self, edition: Edition) -> Dataset:
        """What an edition's file says of its dataset.

        Raises:
            DamagedStore: it can't be read.
        """
        path = self.path(edition)
        try:
            return _about(str(path), edition.checksum)
        except (OSError, ValueError, KeyError, pa.ArrowException) as error:
            raise damaged(path, error) from None

    def path(self, edition: Edition) -> Path:
        """An edition's file."""
        return self.folder / edition.file

    def _write(
        self, table: pa.Table, dataset: Dataset, edition: str, content: str, at: datetime
    ) -> Edition:
        parts = [_file_name(part) for part in (dataset.source, dataset.code, edition)]
        file = Path(EDITIONS, *parts[:2], f"{parts[2]}.parquet")
        path = self.folder / file
        _make(path.parent)
        write_atomically(path, lambda out: parquet.write(table, dataset, edition, out))
        return Edition(
            name=edition,
            file=file.as_posix(),
            rows=table.num_rows,
            size=path.stat().st_size,
            checksum=checksum(path),
            content=content,
            added=at,
            updated=dataset.updated,
        )

    def _remove_left(self, catalogue: Catalogue) -> None:
        """Remove what a killed writer left; only while writing, when no other writer is there."""
        for path in left_over(self.folder, catalogue):
            with suppress(OSError):
                path.unlink()


@lru_cache(maxsize=500)
def _about(path: str, _checksum: str) -> Dataset:
    """What a file says of its dataset; one of that name and checksum never says another thing."""
    return parquet.read_about(path)


def left_over(folder: Path, catalogue: Catalogue) -> list[Path]:
    """Files of a store that its catalogue does not name, of a writer that is at work or was killed.

    Reading goes by the catalogue alone, so that none of them is ever read.
    """
    named = {folder / each.file for kept in catalogue.datasets for each in kept.editions}
    files = [path for path in (folder / EDITIONS).rglob("*") if path.is_file()]
    files += folder.glob(f"{FRESH}*")
    return sorted(path for path in files if path not in named)


def checksum(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def damaged(path: Path, error: Exception) -> DamagedStore:
    """That a file of the store can't be read."""
    return DamagedStore(
        N_("A file of the statistics can't be read: %(why)s."),
        where=str(path),
        remedy=N_("`ledetraad statistics verify` tells what is damaged; fetch it from a backup."),
        why=reason(error) if isinstance(error, OSError) and error.errno else _first_line(error),
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", maxsplit=1)[0]


def _file_name(name: str) -> str:
    """A name as a file or folder can have it on every system, different for different names."""
    safe = quote(name, safe=" ").replace(" ", "+").replace(".", "%2E") or "%"
    if len(safe) <= _LONGEST:
        return safe
    return safe[:80] + hashlib.sha256(name.encode()).hexdigest()[:32]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(
            N_("The folder can't be made: %(reason)s."),
            where=str(folder),
            remedy=N_("See that the folder is there, has room, and that you may write there."),
            reason=reason(error),
        ) from None
