"""What the commands on money read: ledgers, code lists and definitions."""

# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, NamedTuple

import typer

from ledetraad.cli.screen import UNREADABLE, note, out, out_bytes, translate
from ledetraad.cli.screen import plural as ngettext

if TYPE_CHECKING:
    from ledetraad.economy.code_lists import CodeLists
    from ledetraad.economy.definition import Definitions
    from ledetraad.economy.ledger import Ledger
    from ledetraad.economy.ledger_faults import FaultKind, LedgerFault, LedgerReading
    from ledetraad.economy.tables import Table

LedgerFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        readable=False,
        help=translate("Ledger lines as CSV, Excel or JSON."),
    ),
]
Years = Annotated[
    list[int],
    typer.Option("--year", help=translate("The year of account; may be given several times.")),
]
Kinds = Annotated[
    Path | None,
    typer.Option("--kinds", readable=False, help=translate("KOSTRA's kinds, as JSON from Klass.")),
]
Functions = Annotated[
    Path | None,
    typer.Option(
        "--functions", readable=False, help=translate("KOSTRA's functions, as JSON from Klass.")
    ),
]
ColumnsFile = Annotated[
    Path | None,
    typer.Option(
        "--columns", readable=False, help=translate("A saved mapping of the file's columns.")
    ),
]
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", help=translate("A kind of fault that is to stop nothing.")),
]
_SHOWN_ROWS = 5


class BasisChoice(StrEnum):
    """What the lines are, as the command line spells it."""

    ACCOUNTS = "accounts"
    BUDGET = "budget"
    REVISED = "revised"
    PLAN = "plan"


Basis = Annotated[BasisChoice, typer.Option("--basis", help=translate("What the lines are."))]


def text_of(path: Path) -> str:
    """A file's text.

    Raises:
        UnreadableDocument: it can't be read, or is not text.
    """
    from ledetraad.errors import UnreadableDocument, reason
    from ledetraad.i18n import N_
    from ledetraad.readers.decode import decode

    try:
        return decode(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableDocument(
            N_("The file can't be read: %(reason)s."), where=str(path), reason=reason(error)
        ) from None


def code_lists(kinds: Path | None, functions: Path | None) -> CodeLists:
    """The lists that are given."""
    from ledetraad.economy.code_lists import CodeLists, functions_from_klass, kinds_from_klass

    known: list[dict[str, str]] = []
    sources: list[str] = []
    for path, read_list in ((kinds, kinds_from_klass), (functions, functions_from_klass)):
        codes, source = ({}, "") if path is None else read_list(text_of(path), str(path))
        known.append(codes)
        sources.append(source)
    return CodeLists(known[0], known[1], ", ".join(filter(None, sources)))


def definitions(path: Path | None) -> Definitions:
    """The tables that a file defines, or the program's own."""
    from ledetraad.economy.definition import definitions_from_json, standard_definitions

    if path is None:
        return standard_definitions()
    return definitions_from_json(text_of(path), str(path))


class How(NamedTuple):
    """How a ledger is to be read; see `read_ledger`."""

    basis: BasisChoice
    codes: CodeLists
    columns: Path | None
    accept: list[str] | None


def read(file: Path, years: list[int], how: How) -> LedgerReading:
    """A ledger, or why there is none."""
    from ledetraad.economy import ledger
    from ledetraad.economy.columns import columns_from_json
    from ledetraad.economy.ledger_files import read_ledger

    mapping = None
    if how.columns is not None:
        mapping = columns_from_json(text_of(how.columns), str(how.columns))
    return read_ledger(
        file,
        years=set(years),
        basis=ledger.Basis(how.basis.value),
        columns=mapping,
        codes=how.codes,
        accept=_accepted(how.accept),
    )


def loaded(reading: LedgerReading, file: Path) -> Ledger:
    """The ledger; where there is none, its faults are told and the command ends."""
    for fault in reading.faults:
        note(fault_line(fault, str(file)))
    if reading.ledger is None:
        note(translate("Nothing was loaded."))
        raise typer.Exit(UNREADABLE)
    return reading.ledger


def fault_line(fault: LedgerFault, where: str) -> str:
    """A fault as one line: where, what, and the kind by which it can be accepted."""
    words = fault.words.said(translate)
    if not fault.rows:
        return f"{where}: {words} [{fault.kind.value}]"
    rows = ", ".join(map(str, fault.rows[:_SHOWN_ROWS]))
    more = " …" if fault.count > _SHOWN_ROWS else ""
    counted = ngettext("%(count)s row", "%(count)s rows", fault.count) % {"count": fault.count}
    return f"{where}:{rows}{more}: {words} ({counted}) [{fault.kind.value}]"


def _accepted(names: list[str] | None) -> set[FaultKind]:
    from ledetraad.economy.faults import UnreadableLedger
    from ledetraad.economy.ledger_faults import NEVER_ACCEPTED, FaultKind
    from ledetraad.i18n import N_

    known = {kind.value: kind for kind in FaultKind if kind not in NEVER_ACCEPTED}
    for name in names or ():
        if name not in known:
            raise UnreadableLedger(
                N_("There is no kind of fault called “%(name)s” that can be accepted."),
                remedy=N_("These can be: %(names)s."),
                name=name,
                names=", ".join(known),
            )
    return {known[name] for name in names or ()}


def write_bytes(path: Path, data: bytes) -> None:
    """A file written whole or not at all.

    Raises:
        UnwritableOutput: it can't be.
    """
    from ledetraad.files import write_atomically

    def write(out: BinaryIO) -> None:
        out.write(data)

    write_atomically(path, write)


def tables_of(ledger: Ledger, chosen: Definitions) -> list[Table]:
    """The tables that a ledger has lines for, by definition and year."""
    from ledetraad.economy.tables import make_table

    sums = ledger.all_sums()
    return [
        make_table(definition, sums[of], of)
        for definition in chosen.tables
        for of in ledger.years
        if any(kind == definition.account_class for kind, _ in sums[of])
    ]


def print_json(data: object) -> None:
    """Data as indented JSON on standard output."""
    import orjson

    out_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2))
    out("")
