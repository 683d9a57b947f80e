"""The catalogue: which editions the store has of which datasets, and what their files should be.

It is the last file that is written when something is kept, and tells of nothing that is not there.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ledetraad.errors import Phrase, reason
from ledetraad.files import write_atomically
from ledetraad.i18n import N_
from ledetraad.statistics.store.faults import DamagedStore, UnknownDataset

NAME = "catalogue.json"
_FORMAT = 1


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Edition(_Frozen):
    """A dataset's numbers as they were at one moment.

    Args:
        name: what it is called, such as "2025-06-15".
        file: its file, from the store's folder.
        rows: how many observations it has.
        size: of the file, in bytes.
        checksum: the SHA-256 of the file, in hexadecimal.
        content: the SHA-256 of the numbers and of what is known of them, however they are stored.
        added: when it was kept.
        updated: when the source last changed it, where it says.
    """

    name: str
    file: str
    rows: int = Field(ge=0)
    size: int = Field(ge=0)
    checksum: str
    content: str
    added: datetime
    updated: datetime | None = None


class Kept(_Frozen):
    """A dataset and its editions, in the order in which they were kept."""

    source: str
    code: str
    title: str
    editions: tuple[Edition, ...]

    @property
    def latest(self) -> Edition:
        """The edition that was kept last."""
        return self.editions[-1]

    def edition(self, name: str | None) -> Edition:
        """The edition of a name; the latest where none is said.

        Raises:
            UnknownDataset: there is none of that name.
        """
        if name is None:
            return self.latest
        for each in self.editions:
            if each.name == name:
                return each
        raise UnknownDataset(
            N_("%(source)s %(code)s has no edition called %(name)s."),
            remedy=N_("It has these: %(editions)s."),
            source=self.source,
            code=self.code,
            name=name,
            editions=", ".join(each.name for each in self.editions),
        )


class Catalogue(_Frozen):
    """All that a store has, by source and code."""

    datasets: tuple[Kept, ...] = ()

    def find(self, source: str, code: str) -> Kept | None:
        """A dataset; None where the store has none of that code."""
        for each in self.datasets:
            if (each.source, each.code) == (source, code):
                return each
        return None

    def get(self, source: str, code: str) -> Kept:
        """A dataset.

        Raises:
            UnknownDataset: the store has none of that code.
        """
        found = self.find(source, code)
        if found is None:
            raise UnknownDataset(
                N_("There are no statistics called %(code)s from %(source)s here."),
                remedy=N_("`ledetraad statistics list` tells what there is."),
                source=source,
                code=code,
            )
        return found

    def with_dataset(self, kept: Kept) -> Catalogue:
        """The catalogue with a dataset added, or changed."""
        others = [
            each for each in self.datasets if (each.source, each.code) != (kept.source, kept.code)
        ]
        ordered = sorted([*others, kept], key=lambda each: (each.source, each.code))
        return Catalogue(datasets=tuple(ordered))


def read_catalogue(folder: Path) -> Catalogue:
    """A store's catalogue; empty where nothing has been kept yet.

    Raises:
        DamagedStore: it is not as it was written.
    """
    path = folder / NAME
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return Catalogue()
    except OSError as error:
        raise _damaged(path, reason(error)) from None
    try:
        document = orjson.loads(written)
        if document["checksum"] != _checksum(document["datasets"]):
            raise _damaged(path, Phrase(N_("its checksum is another")))
        return Catalogue(datasets=document["datasets"])
    except (ValueError, KeyError, TypeError, ValidationError):
        raise _damaged(path, Phrase(N_("it is no catalogue"))) from None


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    """Put a store's catalogue in the place of the one before; whole or not at all.

    Raises:
        UnwritableOutput: it can't be written.
    """
    datasets = catalogue.model_dump(mode="json")["datasets"]
    document = {"format": _FORMAT, "checksum": _checksum(datasets), "datasets": datasets}
    written = orjson.dumps(document, option=orjson.OPT_INDENT_2)
    write_atomically(folder / NAME, lambda out: out.write(written))


def _checksum(datasets: object) -> str:
    return hashlib.sha256(orjson.dumps(datasets, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _damaged(path: Path, why: Phrase) -> DamagedStore:
    return DamagedStore(
        N_("The catalogue of statistics is damaged: %(why)s."),
        where=str(path),
        remedy=N_("Fetch it from a backup."),
        why=why,
    )
