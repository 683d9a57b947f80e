"""A published climate budget and its accounts as tables to analyse, and the accounts as Excel.

CSV with semicolons and a byte-order mark, as the plan's own CSV has; numbers as machines read them.
A figure that was not published is an empty cell, and no zero.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ledetraad.climate.sectors import BOUNDARY_NAMES, INTERNATIONAL, SECTOR_NAMES, STANDARD_SCOPES
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.climate.published import PublishedAccounts
from ledetraad.publish.climate.statement import BudgetStatement, MeasureRow
from ledetraad.publish.followup.tables import csv_table
from ledetraad.publish.list_sheet import Cell, Column, Figure, ListSheet, lists_workbook

_FIGURES = (
    (N_("Sector"), 28),
    (N_("In the standards"), 34),
    (N_("Source"), 30),
    (N_("Gas"), 8),
    (N_("Year"), 8),
    (N_("Tonnes of CO2-equivalents"), 16),
)
_DECIMALS = 1


def accounts_csv(accounts: PublishedAccounts, translate: Translate) -> bytes:
    """A row for each figure, as its source published it."""
    heads = [*(name for name, _ in _FIGURES), N_("Edition"), N_("Published by")]
    rows = [
        [
            translate(SECTOR_NAMES[sector]),
            str(INTERNATIONAL[sector]),
            source,
            gas,
            str(of),
            "" if tonnes is None else format(tonnes, "f"),
            accounts.name,
            accounts.source,
        ]
        for sector, source, gas, of, tonnes in accounts.figures
    ]
    return csv_table([translate(one) for one in heads], rows)


def accounts_workbook(accounts: PublishedAccounts, translate: Translate) -> bytes:
    """The same as a workbook, with what is told of the edition, and what it changed."""
    rows: list[list[Cell]] = [
        [
            translate(SECTOR_NAMES[sector]),
            str(INTERNATIONAL[sector]),
            source,
            gas,
            of,
            Figure(tonnes, _DECIMALS),
        ]
        for sector, source, gas, of, tonnes in accounts.figures
    ]
    columns = [Column(translate(name), width) for name, width in _FIGURES]
    sheets = [ListSheet(translate(N_("Climate accounts")), columns, rows)]
    if accounts.changes:
        sheets.append(_changes(accounts, translate))
    sheets.append(_about(accounts, translate))
    return lists_workbook(accounts.name, sheets, made=accounts.published)


def _changes(accounts: PublishedAccounts, translate: Translate) -> ListSheet:
    heads = [
        (N_("Sector"), 28),
        (N_("Last year then"), 12),
        (N_("Last figure then"), 16),
        (N_("Revised by the edition"), 16),
        (N_("Changed by the years"), 16),
        (N_("Last figure now"), 16),
        (N_("Last year now"), 12),
    ]
    rows: list[list[Cell]] = [
        [
            translate(SECTOR_NAMES[one.sector]) if one.sector else translate(N_("Together")),
            one.from_year,
            *(Figure(each, _DECIMALS) for each in (one.before, one.revised, one.real, one.after)),
            one.to_year,
        ]
        for one in accounts.changes
    ]
    columns = [Column(translate(name), width) for name, width in heads]
    return ListSheet(translate(N_("What the edition changed")), columns, rows)


def _about(accounts: PublishedAccounts, translate: Translate) -> ListSheet:
    told: list[tuple[str, str | date]] = [
        (N_("Edition"), accounts.name),
        (N_("Published"), accounts.published),
        (N_("Source"), accounts.source),
        (N_("Boundary"), translate(BOUNDARY_NAMES[accounts.boundary])),
        (N_("In the standards"), STANDARD_SCOPES[accounts.boundary]),
        (N_("File"), f"{accounts.file} (SHA-256 {accounts.sha256[:12]})"),
        (N_("Note"), accounts.note),
    ]
    if accounts.older:
        told.append((N_("The edition before"), accounts.older))
    if accounts.example:
        told.insert(0, (N_("Example"), translate(N_("The figures are invented."))))
    rows: list[list[Cell]] = [[translate(name), value] for name, value in told]
    columns = [Column(translate(N_("About")), 28), Column(translate(N_("Told")), 80)]
    return ListSheet(translate(N_("About the accounts")), columns, rows)


def budget_csv(statement: BudgetStatement, translate: Translate) -> bytes:
    """A row for each measure and year; a measure without figures has one row, which says why."""
    heads = [
        N_("No."),
        N_("Measure"),
        N_("Sector"),
        N_("Source"),
        N_("Means"),
        N_("Whose"),
        N_("Responsible"),
        N_("Status"),
        N_("Year"),
        N_("Tonnes"),
        N_("Low"),
        N_("High"),
        N_("Counted with"),
        N_("Operations, kroner a year"),
        N_("Investment, kroner"),
        N_("How it was reckoned"),
        N_("Why it has no figures"),
    ]
    rows = [row for one in statement.measures for row in _measure(one)]
    rows += [row for one in statement.unquantified for row in _measure(one)]
    return csv_table([translate(one) for one in heads], rows)


def _measure(one: MeasureRow) -> list[list[str]]:
    said = [one.key, one.name, one.sector, one.source, one.means, one.kind, one.responsible]
    said.append(one.status)
    if not one.effects:
        return [[*said, *[""] * 7, one.method, one.why]]
    return [
        [
            *said,
            *map(_text, (each.year, each.tonnes, each.low, each.high, each.counted)),
            _text(one.operations.get(each.year)),
            _text(one.investment.get(each.year)),
            one.method,
            one.why,
        ]
        for each in one.effects
    ]


def _text(value: int | Decimal | None) -> str:
    return "" if value is None else str(value)
