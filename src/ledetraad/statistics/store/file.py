"""Files with numbers to keep: the store's own kind here, all others by who can read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa

from ledetraad.errors import reason
from ledetraad.i18n import N_
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.store import parquet
from ledetraad.statistics.store.faults import InvalidObservations


def read_file(
    path: Path, read: Callable[[Path], Iterable[Observed]] | None = None
) -> Iterable[Observed]:
    """What a file holds.

    Args:
        path: the file; an edition of any store is read here.
        read: what reads files of other kinds.

    Raises:
        InvalidObservations: it is no edition of a store, and nothing else reads it.
    """
    if path.suffix.lower() != ".parquet" and read is not None:
        return read(path)
    try:
        return (parquet.read(str(path)),)
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        known = isinstance(error, OSError) and error.errno
        raise InvalidObservations(
            N_("The file can't be read as statistics: %(why)s."),
            where=str(path),
            remedy=N_("Give a file with numbers, such as an edition out of another store."),
            why=reason(error) if isinstance(error, OSError) and known else type(error).__name__,
        ) from None
