"""A file → ledger lines, all of them or none: read, mapped, checked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

from ledetraad.economy.code_lists import CodeLists
from ledetraad.economy.columns import Columns, guess, refuse_incomplete
from ledetraad.economy.ledger import Basis, Ledger
from ledetraad.economy.ledger_checks import balance_faults, double_lines
from ledetraad.economy.ledger_faults import NEVER_ACCEPTED, FaultKind, LedgerReading
from ledetraad.economy.ledger_lines import lines_of
from ledetraad.economy.raw_table import RawTable, read_raw

_CHUNK = 1 << 20
Tell = Callable[[int, int], None]
"""Told how many of the steps of reading a file are done, and how many there are."""
STEPS = 5
"""The steps: the file's cells, what they mean, no line twice, in balance, the file's mark."""


def _untold(done: int, total: int) -> None:
    """Nobody is told."""


def read_ledger(
    path: Path,
    *,
    years: AbstractSet[int],
    basis: Basis,
    columns: Columns | None = None,
    codes: CodeLists = CodeLists(),  # noqa: B008  (immutable)
    accept: AbstractSet[FaultKind] = frozenset(),
) -> LedgerReading:
    """The lines of a file, unless something is wrong with them.

    Args:
        path: a CSV, Excel or JSON file; see `raw_table`.
        years: the years that lines may be of; lines that don't say are of the only one.
        basis: what the lines are.
        columns: which column means what; guessed from the heads where None.
        codes: the kinds and functions of the year; what is empty is not checked.
        accept: the kinds of fault that don't stop the reading; those of `NEVER_ACCEPTED` do.

    Returns:
        The ledger, or why there is none.

    Raises:
        UnreadableLedger, UnreadableDocument: the file is no table of ledger lines at all.
    """
    raw = read_raw(path)
    try:
        mapping = columns if columns is not None else guess(raw.heads, str(path))
        return ledger_of(raw, path, mapping, years=years, basis=basis, codes=codes, accept=accept)
    finally:
        raw.database.close()


def ledger_of(
    raw: RawTable,
    path: Path,
    columns: Columns,
    *,
    years: AbstractSet[int],
    basis: Basis,
    codes: CodeLists = CodeLists(),  # noqa: B008  (immutable)
    accept: AbstractSet[FaultKind] = frozenset(),
    tell: Tell = _untold,
) -> LedgerReading:
    """The lines of a file whose cells are read already, unless something is wrong with them.

    Args:
        raw: the cells; their database is left open.
        path: the file that they were read from.
        columns: which column means what.
        years, basis, codes, accept: as in `read_ledger`.
        tell: told as the steps are done.

    Raises:
        UnreadableLedger: a column that is named is not there, or one that is needed is not named.
    """
    refuse_incomplete(columns, raw.heads, str(path))
    tell(1, STEPS)
    lines, names, faults = lines_of(raw, columns, years, codes)
    tell(2, STEPS)
    faults = [*raw.faults, *faults]
    if lines is not None:
        faults += double_lines(raw, columns)
        tell(3, STEPS)
        faults += balance_faults(raw.database)
    tell(4, STEPS)
    accepted = frozenset(accept) - NEVER_ACCEPTED
    stopped = lines is None or any(fault.kind not in accepted for fault in faults)
    ledger = None
    if lines is not None and not stopped:
        ledger = Ledger(lines, basis, str(path), _digest(path), names)
    return LedgerReading(ledger, tuple(faults), accepted)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
