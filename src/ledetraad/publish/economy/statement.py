"""A statutory table with its columns side by side: accounts, budgets, and the year before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ledetraad.economy.definition import Definition, Row, RowKind
from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import CannotSay, Kroner, Percent
from ledetraad.economy.shown import shown_column
from ledetraad.economy.tables import Cell, Table
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.economy.paper import PaperRow, PaperTable
from ledetraad.publish.list_sheet import Cell as SheetCell
from ledetraad.publish.list_sheet import Column, Figure, ListSheet

Translate = Callable[[str], str]
ROUNDING = N_(
    "Amounts are rounded so that every shown sum is the sum of what is shown: no line is shown a "
    "whole step from its exact amount, but a sum may be shown a step away from it rounded alone."
)
IN_THOUSANDS = N_("Amounts are in thousands of kroner.")
IN_KRONER = N_("Amounts are in kroner.")
_DECIMALS = 2


@dataclass(frozen=True)
class StatementColumn:
    """A column.

    Args:
        table: what stands in it.
        basis: what its amounts are.
        source: the file that they are from, in words.
        partial: the last month that they are of, where the year is not over; None where it is.
    """

    table: Table
    basis: Basis
    source: str
    partial: int | None = None

    @property
    def year(self) -> int:
        """The year of account."""
        return self.table.year


@dataclass(frozen=True)
class Statement:
    """A table.

    Args:
        definition: what it is made by.
        columns: at least one.
        step: 1 for kroner, 1000 for thousands, 0.01 for øre.
    """

    definition: Definition
    columns: Sequence[StatementColumn]
    step: Decimal = Decimal(1)

    @cached_property
    def shown(self) -> list[dict[str, Decimal]]:
        """Each column's amounts as they are shown, by line."""
        return [shown_column(column.table, self.step) for column in self.columns]

    def cells(self, row: Row) -> list[Cell]:
        """A line's cells, a column each."""
        return [column.table.cell(row.post) for column in self.columns]

    def texts(self, row: Row, translate: Translate) -> list[str]:
        """A line's cells as text."""
        return [
            self._text(cell, shown, translate)
            for cell, shown in zip(self.cells(row), self.shown, strict=True)
        ]

    def _text(self, cell: Cell, shown: dict[str, Decimal], translate: Translate) -> str:
        match cell.value:
            case Kroner():
                return number_text(shown[cell.row.post] / self._unit, self._decimals)
            case Percent():
                return f"{number_text(cell.value.value, _DECIMALS)} %"
            case CannotSay():
                return translate(N_("can't be said"))

    @property
    def _unit(self) -> Decimal:
        """What an amount is told in."""
        return max(self.step, Decimal(1))

    @property
    def _decimals(self) -> int:
        return 0 if self.step >= 1 else _DECIMALS

    def figure(self, column: int, post: str) -> Figure:
        """An amount as a workbook has it."""
        return Figure(self.shown[column][post] / self._unit, self._decimals)

    def unit(self) -> str:
        """What the amounts are in, as an English sentence."""
        return IN_KRONER if self.step <= 1 else IN_THOUSANDS


def is_strong(row: Row) -> bool:
    """Whether a line stands out: it is a sum or a result."""
    return row.kind is not RowKind.LINE


def statement_paper(statement: Statement, heads: Sequence[str], translate: Translate) -> PaperTable:
    """A statement as a table of a paper.

    Args:
        statement: what stands in it.
        heads: what its columns of amounts are headed.
        translate: into the paper's language.
    """
    definition = statement.definition
    sources = dict.fromkeys(column.source for column in statement.columns)
    return PaperTable(
        heading=definition.name,
        lead=[f"{definition.paragraph}. {translate(statement.unit())}"],
        heads=["", translate(N_("Line")), *heads],
        rows=[
            PaperRow([row.post, row.label, *statement.texts(row, translate)], is_strong(row))
            for row in definition.rows
        ],
        widths=[1, 6, *[2] * len(heads)],
        notes=[
            f"{translate(N_('Lines by'))}: {definition.source}.",
            f"{translate(N_('From'))}: {'; '.join(sources)}.",
            translate(ROUNDING),
        ],
    )


def statement_sheet(statement: Statement, heads: Sequence[str], translate: Translate) -> ListSheet:
    """A statement as a sheet of a workbook; what it is called, its columns' heads, its rule."""
    columns = [
        Column(translate(N_("No.")), 8),
        Column(statement.definition.paragraph or statement.definition.name, 60),
        *(Column(head, 20) for head in heads),
        Column(translate(N_("Made from")), 40),
    ]
    rows: list[list[SheetCell]] = []
    for row in statement.definition.rows:
        texts = statement.texts(row, translate)
        cells: list[SheetCell] = [row.post, row.label]
        for at, cell in enumerate(statement.cells(row)):
            match cell.value:
                case Kroner():
                    cells.append(statement.figure(at, row.post))
                case Percent():
                    cells.append(Figure(cell.value.value, _DECIMALS))
                case CannotSay():
                    cells.append(texts[at])
        rows.append([*cells, row.written])
    return ListSheet(statement.definition.name, columns, rows, frozen=2)
