"""`ledetraad economy …`: ledgers read, statutory tables made, financial rules looked at."""

# ruff: noqa: PLC0415

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ledetraad.cli import economy_files as given
from ledetraad.cli.economy_cost import cost
from ledetraad.cli.economy_rules import rules, scenario
from ledetraad.cli.frame import Commands
from ledetraad.cli.screen import FOUND, UNREADABLE, note, translate

if TYPE_CHECKING:
    from ledetraad.economy.ledger import Ledger
    from ledetraad.economy.tables import Table

commands = Commands(
    name="economy",
    help=translate("Money: the ledger, the statutory tables and the financial rules."),
    no_args_is_help=True,
)
commands.command(help=translate("Judge accounts, budget and plan by financial rules."))(rules)
commands.command(help=translate("See what scenarios do to the rules and the result."))(scenario)
commands.command(help=translate("Say what a part of the plan costs, and how sure that is."))(cost)
AsJson = Annotated[bool, typer.Option("--json", help=translate("For machines: print JSON."))]


@commands.command(help=translate("Read ledger lines and say what is wrong with them."))
def read(
    file: given.LedgerFile,
    *,
    year: given.Years,
    basis: given.Basis = given.BasisChoice.ACCOUNTS,
    kinds: given.Kinds = None,
    functions: given.Functions = None,
    columns: given.ColumnsFile = None,
    save_columns: Annotated[
        Path | None,
        typer.Option("--save-columns", help=translate("Write the guessed mapping to this file.")),
    ] = None,
    accept: given.Accept = None,
    as_json: AsJson = False,
) -> int:
    """A ledger: what is in it, and its faults by row."""
    if save_columns is not None:
        _save_columns(file, save_columns)
    lists = given.code_lists(kinds, functions)
    reading = given.read(file, year, given.How(basis, lists, columns, accept))
    if as_json:
        from ledetraad.publish.economy.ledger_out import reading_as_data

        given.print_json(reading_as_data(reading, translate))
        return 0 if reading.ledger is not None else UNREADABLE
    ledger = given.loaded(reading, file)
    from ledetraad.cli.show_economy import show_ledger

    show_ledger(ledger)
    return 0


@commands.command(help=translate("Make the statutory tables from ledger lines."))
def tables(
    file: given.LedgerFile,
    *,
    year: given.Years,
    basis: given.Basis = given.BasisChoice.ACCOUNTS,
    definitions: Annotated[
        Path | None,
        typer.Option(
            "--definitions",
            readable=False,
            help=translate("A file that defines the tables; else those of 2025."),
        ),
    ] = None,
    kinds: given.Kinds = None,
    functions: given.Functions = None,
    columns: given.ColumnsFile = None,
    accept: given.Accept = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="TABLE:LINE",
            help=translate("Show the ledger lines behind a line of a table."),
        ),
    ] = None,
    thousands: Annotated[
        bool, typer.Option("--thousands", help=translate("Show amounts in 1,000 kroner."))
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=translate("Write an Excel workbook."))
    ] = None,
    as_json: AsJson = False,
) -> int:
    """The tables; 1 where something is wrong with their definitions."""
    from ledetraad.cli import show_economy
    from ledetraad.economy.definition_checks import definition_faults

    lists = given.code_lists(kinds, functions)
    ledger = given.loaded(given.read(file, year, given.How(basis, lists, columns, accept)), file)
    chosen = given.definitions(definitions)
    made = given.tables_of(ledger, chosen)
    sums = ledger.all_sums()
    known = {
        account_class: {
            code for each in sums.values() for kind, code in each if kind == account_class
        }
        | (set(lists.kinds) if account_class != "2" else set())
        for account_class in "012"
    }
    faults = [
        fault
        for definition in chosen.tables
        for fault in definition_faults(definition, known[definition.account_class])
    ]
    step = Decimal(1000 if thousands else 1)
    if explain is not None:
        show_economy.show_behind(made, explain, ledger)
    elif as_json:
        from ledetraad.publish.economy.tables_out import tables_as_data

        given.print_json(tables_as_data(made, ledger, faults, translate))
    elif output is None:
        for table in made:
            show_economy.show_table(table, sums[table.year], step)
    if output is not None:
        _write_workbook(made, ledger, step, output)
    if not as_json:
        for fault in faults:
            note(f"{fault.table}: {fault.words.said(translate)} [{fault.kind.value}]")
    return FOUND if faults else 0


def _save_columns(file: Path, path: Path) -> None:
    from ledetraad.economy.columns import guess
    from ledetraad.economy.raw_table import read_raw

    raw = read_raw(file)
    raw.database.close()
    text = guess(raw.heads, str(file)).to_json()
    given.write_bytes(path, f"{text}\n".encode())


def _write_workbook(made: list[Table], ledger: Ledger, step: Decimal, path: Path) -> None:
    from ledetraad.publish.economy.tables_out import tables_workbook

    book = tables_workbook(made, ledger, step, translate)
    given.write_bytes(path, book)
