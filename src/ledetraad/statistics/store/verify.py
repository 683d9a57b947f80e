"""Whether every file of a store is as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ledetraad.errors import Phrase, reason
from ledetraad.i18n import N_
from ledetraad.statistics.store import parquet
from ledetraad.statistics.store.catalogue import Edition, Kept
from ledetraad.statistics.store.store import Store, checksum


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it was written: which, of what, and what is wrong with it."""

    path: Path
    source: str
    code: str
    edition: str
    why: Phrase


def verify(
    store: Store, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> Iterator[Damage]:
    """Every damaged file of a store.

    Args:
        store: the store.
        progress: told how many files have been looked at, and of how many.

    Raises:
        DamagedStore: the catalogue itself is damaged.
    """
    editions = [(kept, each) for kept in store.catalogue().datasets for each in kept.editions]
    for n, (kept, edition) in enumerate(editions, 1):
        why = _wrong(store.path(edition), kept, edition)
        if why is not None:
            yield Damage(store.path(edition), kept.source, kept.code, edition.name, why)
        progress(n, len(editions))


def _wrong(path: Path, kept: Kept, edition: Edition) -> Phrase | None:
    """What is wrong with an edition's file; None where nothing is."""
    try:
        size = path.stat().st_size
        if size != edition.size:
            return Phrase(N_("it has %(size)s bytes, not %(was)s"), size=size, was=edition.size)
        if checksum(path) != edition.checksum:
            return Phrase(N_("its checksum is another"))
        observed = parquet.read(str(path))
    except OSError as error:
        return reason(error)
    except (ValueError, KeyError, pa.ArrowException):
        return Phrase(N_("it holds something else"))
    said = (observed.dataset.source, observed.dataset.code, observed.table.num_rows)
    right = said == (kept.source, kept.code, edition.rows)
    return None if right else Phrase(N_("it holds something else"))
