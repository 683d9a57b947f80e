"""Ledgers kept in a folder: each file as it came, and its lines by year as Parquet.

What is kept is never changed; a newer edition has a key of its own. Which of them is in use is for
the database that stands beside the folder to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.economy.ledger import LINES
from ledetraad.files import write_atomically
from ledetraad.i18n import N_

_ROWS = 100_000
"""Lines in a group of a Parquet file: what is read at once where only some codes are wanted."""
_ORDER = [("class", "ascending"), ("code", "ascending"), ("row", "ascending")]


class LedgerStore:
    """A folder of ledgers.

    Args:
        folder: where; made when something is first kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def original(self, key: UUID, ending: str) -> Path:
        """Where a file is as it came.

        Args:
            key: the file's.
            ending: such as ".csv".
        """
        return self._folder / f"{key.hex}{ending}"

    def keep(self, key: UUID, ending: str, pieces: Iterable[bytes]) -> int:
        """Keep a file as it comes, and tell how many bytes it is.

        Raises:
            UnwritableOutput: the folder can't be written to.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        size = 0

        def write(out: BinaryIO) -> None:
            nonlocal size
            for piece in pieces:
                size += out.write(piece)

        write_atomically(self.original(key, ending), write)
        return size

    def put(self, key: UUID, year: int, lines: pa.Table) -> None:
        """Keep the lines of a year, ordered by their codes.

        Args:
            key: the file's.
            year: the year of account.
            lines: with the columns of `LINES`.

        Raises:
            UnwritableOutput: the folder can't be written to.
        """
        ordered = lines.sort_by(_ORDER)

        def write(out: BinaryIO) -> None:
            pq.write_table(ordered, out, compression="zstd", row_group_size=_ROWS)

        self._folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self._parquet(key, year), write)

    def lines(
        self,
        key: UUID,
        year: int,
        *,
        account_class: str | None = None,
        codes: Sequence[str] | None = None,
        columns: Sequence[str] | None = None,
    ) -> pa.Table:
        """The lines of a year, or those of some codes.

        Args:
            key: the file's.
            year: the year of account.
            account_class, codes: only those of the class, and of these codes; None for all.
            columns: only these of `LINES`; None for all.

        Raises:
            UnreadableLedger: they are not in the folder.
        """
        wanted = None
        if account_class is not None:
            wanted = pc.field("class") == account_class
        if codes is not None:
            among = pc.field("code").isin(list(codes))
            wanted = among if wanted is None else wanted & among
        try:
            return pq.read_table(
                self._parquet(key, year), columns=columns, filters=wanted, schema=LINES
            )
        except (OSError, pa.ArrowException) as error:
            raise UnreadableLedger(
                N_("The ledger's lines are not in the data folder: %(reason)s."),
                where=str(year),
                remedy=N_("Restore the data folder from its backup, or take the file in again."),
                reason=str(error),
            ) from None

    def forget(self, key: UUID) -> None:
        """Take a file and its lines away."""
        if self._folder.is_dir():
            for path in self._folder.glob(f"{key.hex}*"):
                path.unlink(missing_ok=True)

    def _parquet(self, key: UUID, year: int) -> Path:
        return self._folder / f"{key.hex}-{year}.parquet"
