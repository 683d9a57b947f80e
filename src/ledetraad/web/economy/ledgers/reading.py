"""Reading a ledger in the background: all of it, or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from ledetraad.economy.code_lists import CodeLists
from ledetraad.economy.columns import Columns
from ledetraad.economy.ledger import Basis, Ledger
from ledetraad.economy.ledger_faults import FaultKind, LedgerFault
from ledetraad.economy.ledger_files import STEPS, ledger_of
from ledetraad.economy.raw_table import read_raw
from ledetraad.errors import LedetraadError
from ledetraad.web.economy.ledgers.mapped import columns_for, keep
from ledetraad.web.economy.models import CodeList, LedgerFile, LedgerYear
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.history.recording import change
from ledetraad.web.jobs.kinds import Effect, Run, job
from ledetraad.web.jobs.queue import enqueue

READ = "read-ledger"
_MOST_SUMMED = STEPS + 1
State = LedgerFile.State


@job(READ)
def read_ledger_file(run: Run, *, file_id: int) -> Effect | None:
    """Read a ledger that somebody has sent in.

    Args:
        run: told how many steps are done.
        file_id: the file; nothing is done where it has been thrown away or taken in since.
    """
    file = LedgerFile.objects.filter(pk=file_id, state=State.READING, deleted_at=None).first()
    if file is None:
        return None
    path = ledger_store().original(file.key, file.ending)
    heads: list[str] = []
    try:
        raw = read_raw(path)
        heads = list(raw.heads)
        try:
            run.progress(0, _MOST_SUMMED)
            columns = columns_for(file, heads)
            reading = ledger_of(
                raw,
                path,
                columns,
                years=frozenset(file.years),
                basis=Basis(file.basis),
                codes=_code_lists(file),
                accept={FaultKind(each) for each in file.accepted},
                tell=lambda done, _: run.progress(done, _MOST_SUMMED),
            )
        finally:
            raw.database.close()
    except LedetraadError as error:
        error.where = _named(error.where, path, file)
        problem = error.kept()
        return lambda: _store_failure(file, heads, problem)
    if reading.ledger is None:
        faults = [_kept(each, reading.accepted) for each in reading.faults]
        return lambda: _store_refusal(file, heads, columns, faults)
    parts = [_kept_year(file, reading.ledger, year) for year in reading.ledger.years]
    run.progress(_MOST_SUMMED, _MOST_SUMMED)
    digest = reading.ledger.digest
    faults = [_kept(each, reading.accepted) for each in reading.faults]
    return lambda: _store(file, (heads, columns, digest, faults), parts)


def read_soon(file: LedgerFile) -> None:
    """Have a file read by a worker, by what is said of it now; its owner stores it."""
    file.error, file.faults = None, []
    file.job = enqueue(READ, owner=file.municipality_id, file_id=file.pk)


def _code_lists(file: LedgerFile) -> CodeLists:
    """The kinds and functions of the file's year; none where they are not here."""
    if file.first_year != file.last_year:
        return CodeLists()
    found = CodeList.objects.filter(
        municipality_id=file.municipality_id, year=file.first_year, deleted_at=None
    )
    by = {each.of: each for each in found}
    kinds, functions = by.get(CodeList.Of.KINDS), by.get(CodeList.Of.FUNCTIONS)
    return CodeLists(
        kinds.codes if kinds is not None else {},
        functions.codes if functions is not None else {},
        ", ".join(each.name for each in (kinds, functions) if each is not None),
    )


def _named(where: str, path: Path, file: LedgerFile) -> str:
    """The place of a fault, with the name that the person gave the file."""
    return where.replace(str(path), file.name)


def _kept(fault: LedgerFault, accepted: frozenset[FaultKind]) -> dict[str, Any]:
    return {
        "kind": fault.kind.value,
        "words": fault.words.kept(),
        "rows": list(fault.rows),
        "count": fault.count,
        "accepted": fault.kind in accepted,
    }


def _kept_year(file: LedgerFile, ledger: Ledger, year: int) -> LedgerYear:
    """The lines of a year kept in the folder, and what the database is to hold of them."""
    lines = ledger.of_year(year)
    ledger_store().put(file.key, year, lines)
    codes: dict[str, dict[str, list[Any]]] = {}
    for (account_class, code), each in ledger.sums(year).items():
        codes.setdefault(account_class, {})[code] = [
            str(each.amount),
            str(each.opening),
            each.lines,
        ]
    return LedgerYear(
        municipality_id=file.municipality_id,
        file=file,
        year=year,
        lines=lines.num_rows,
        last_period=_last_period(lines),
        codes=codes,
        names={name: dict(called) for name, called in ledger.names.items()},
    )


def _last_period(lines: pa.Table) -> int | None:
    """The last period with lines; None where no line says its period."""
    found = pc.max(lines["period"]).as_py()
    return None if found is None else int(found)


def _held(file: LedgerFile) -> LedgerFile | None:
    """The file, if it still waits for this."""
    waiting = LedgerFile.objects.select_for_update().filter(pk=file.pk, deleted_at=None)
    return waiting.filter(state=State.READING).first()


def _store_failure(file: LedgerFile, heads: Sequence[str], problem: dict[str, object]) -> None:
    held = _held(file)
    if held is not None:
        held.heads, held.error = list(heads), problem
        change(_stored(held), {"state": State.FAILED.value}, user=held.sent_by)


def _store_refusal(
    file: LedgerFile, heads: Sequence[str], columns: Columns, faults: list[dict[str, Any]]
) -> None:
    held = _held(file)
    if held is not None:
        held.heads, held.columns = list(heads), columns.model_dump(mode="json")
        held.faults = faults
        change(_stored(held), {"state": State.REFUSED.value}, user=held.sent_by)


def _store(
    file: LedgerFile,
    read: tuple[Sequence[str], Columns, str, list[dict[str, Any]]],
    parts: Sequence[LedgerYear],
) -> None:
    held = _held(file)
    if held is None:
        return
    heads, columns, digest, faults = read
    held.heads, held.columns = list(heads), columns.model_dump(mode="json")
    held.digest, held.faults, held.taken_at = digest, faults, timezone.now()
    held.parts.all().delete()
    LedgerYear.objects.bulk_create(parts)
    if held.said is not None:
        keep(held.municipality, heads, columns)
    change(_stored(held), {"state": State.TAKEN.value}, user=held.sent_by)


def _stored(held: LedgerFile) -> LedgerFile:
    """The file, with what history doesn't keep of it stored."""
    held.save(update_fields=["heads", "columns", "digest", "faults", "error", "taken_at"])
    return held
