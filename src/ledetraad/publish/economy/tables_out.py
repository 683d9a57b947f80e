"""Statutory tables written out: JSON with every cell's codes, and Excel with a sheet a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from ledetraad.economy.definition_checks import DefinitionFault
from ledetraad.economy.ledger import Ledger, Sums
from ledetraad.economy.quantities import CannotSay, Kroner, Percent
from ledetraad.economy.shown import shown_column
from ledetraad.economy.tables import Cell, Table, differences
from ledetraad.i18n import N_
from ledetraad.publish.economy.ledger_out import ledger_as_data, number
from ledetraad.publish.list_sheet import Cell as SheetCell
from ledetraad.publish.list_sheet import Column, Figure, ListSheet, lists_workbook

Translate = Callable[[str], str]
_DECIMALS = 2


def tables_as_data(
    tables: Sequence[Table],
    ledger: Ledger,
    faults: Sequence[DefinitionFault],
    translate: Translate,
) -> dict[str, Any]:
    """Tables as JSON can hold them: exact amounts, and for each cell the codes that make it.

    Args:
        tables: the tables.
        ledger: what they were made from.
        faults: what is wrong with their definitions.
        translate: gives the language of the words.
    """
    sums = ledger.all_sums()
    return {
        **ledger_as_data(ledger),
        "tables": [_table(table, ledger, sums[table.year], translate) for table in tables],
        "definition_faults": [
            {
                "kind": fault.kind.value,
                "table": fault.table,
                "posts": list(fault.posts),
                "code": fault.code,
                "words": fault.words.said(translate),
            }
            for fault in faults
        ],
    }


def _table(table: Table, ledger: Ledger, sums: Sums, translate: Translate) -> dict[str, Any]:
    definition = table.definition
    return {
        "id": definition.key,
        "name": definition.name,
        "year": table.year,
        "paragraph": definition.paragraph,
        "definition_source": definition.source,
        "rows": [_row(cell, table, ledger, sums, translate) for cell in table.cells],
        "left_out": {code: number(each.amount) for code, each in table.left_out.items()},
        "differences": [
            {"code": each.code, "times": each.times, "amount": number(each.amount.value)}
            for each in differences(table, sums)
        ],
    }


def _row(
    cell: Cell, table: Table, ledger: Ledger, sums: Sums, translate: Translate
) -> dict[str, Any]:
    account_class = table.definition.account_class
    told: dict[str, Any] = {
        "post": cell.row.post,
        "label": cell.row.label,
        "kind": cell.row.kind.value,
        "rule": cell.row.written,
        "unit": "percent" if cell.row.percent else "kroner",
    }
    if isinstance(cell.value, CannotSay):
        told["cannot_say"] = cell.value.words.said(translate)
    else:
        told["value"] = number(cell.value.value)
    if cell.opening is not None:
        told["opening"] = number(cell.opening.value)
    if cell.booked is not None:
        told["booked"] = number(cell.booked.value)
    if cell.row.rule.codes:
        told["codes"] = [
            {
                "code": code,
                "name": ledger.name_of("account", account_class + code),
                "times": times,
                "amount": number(sums[account_class, code].amount),
                "lines": sums[account_class, code].lines,
            }
            for code, times in sorted(cell.weights.items())
        ]
    return told


def tables_workbook(
    tables: Sequence[Table], ledger: Ledger, step: Decimal, translate: Translate
) -> bytes:
    """Tables as a workbook: a sheet each, and one with the codes behind every line.

    Args:
        tables: at least one.
        ledger: what they were made from.
        step: what amounts are rounded to in the tables; the codes' are exact.
        translate: gives the language of the heads.
    """
    sheets = [_sheet(table, step, translate) for table in tables]
    sheets.append(_explained(tables, ledger, translate))
    return lists_workbook(translate(N_("Statutory tables")), sheets)


def _sheet(table: Table, step: Decimal, translate: Translate) -> ListSheet:
    shown = shown_column(table, step)
    columns = [
        Column(translate(N_("Line")), 8),
        Column(table.definition.paragraph or table.definition.name, 60),
        Column(str(table.year), 18),
        Column(translate(N_("Made from")), 40),
    ]
    rows: list[list[SheetCell]] = [
        [cell.row.post, cell.row.label, _figure(cell, shown, translate), cell.row.written]
        for cell in table.cells
    ]
    return ListSheet(f"{table.definition.name} {table.year}", columns, rows, frozen=2)


def _figure(cell: Cell, shown: dict[str, Decimal], translate: Translate) -> SheetCell:
    match cell.value:
        case Kroner():
            return Figure(shown[cell.row.post])
        case Percent():
            return Figure(cell.value.value, _DECIMALS)
        case CannotSay():
            return cell.value.words.said(translate)


def _explained(tables: Sequence[Table], ledger: Ledger, translate: Translate) -> ListSheet:
    heads = (
        (N_("Table"), 32),
        (N_("Year"), 8),
        (N_("Line"), 8),
        (N_("Code"), 10),
        (N_("Name"), 50),
        (N_("Counts"), 8),
        (N_("Amount in the ledger"), 20),
        (N_("Ledger lines"), 12),
    )
    rows: list[list[SheetCell]] = []
    sums = ledger.all_sums()
    for table in tables:
        own = table.definition.account_class
        for cell in table.cells:
            for code, times in sorted(cell.weights.items()) if cell.row.rule.codes else ():
                each = sums[table.year][own, code]
                rows.append(
                    [
                        table.definition.name,
                        table.year,
                        cell.row.post,
                        code,
                        ledger.name_of("account", own + code),
                        times,
                        Figure(each.amount, _DECIMALS),
                        each.lines,
                    ]
                )
    columns = [Column(translate(head), width) for head, width in heads]
    return ListSheet(translate(N_("Codes behind each line")), columns, rows)
