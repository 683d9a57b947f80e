"""A year's money by area, its columns side by side, and the lines behind each amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.economy.areas import (
    INVESTMENT_TABLE,
    KEY,
    OPERATIONS_TABLE,
    Areas,
    Section,
    distribute,
    distributed_rows,
    lines_of_area,
    shown_parts,
)
from ledetraad.economy.definition import Row
from ledetraad.economy.tables import Table
from ledetraad.errors import Phrase
from ledetraad.publish.economy.distribution import Distribution, DistributionRow
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.models import BudgetAreas
from ledetraad.web.economy.statements.columns import ONE, Shown, source_of, statements
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.shelf import Shelf

PARTS: Mapping[str, str] = {"drift": OPERATIONS_TABLE, "investering": INVESTMENT_TABLE}
"""The tables that have a second part, by what an address calls them."""
PARAGRAPHS: Mapping[str, str] = {
    OPERATIONS_TABLE: "Budsjett- og regnskapsforskriften § 5-4 andre ledd",
    INVESTMENT_TABLE: "Budsjett- og regnskapsforskriften § 5-5 andre ledd",
}
_KEPT: Shelf[tuple[UUID, int], list[dict[str, Any]]] = Shelf(16)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A row of a second part.

    Args:
        label: the area's name; "" for the rest, which no area takes.
        area: its place in the order; None for the rest.
        values: a column each, as they are shown.
    """

    label: str
    area: int | None
    values: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A line of the first part with its areas.

    Args:
        row: the line.
        rows: the areas that have anything in any column, the rest last.
        sums: what the line comes to, a column each.
    """

    row: Row
    rows: Sequence[AreaRow]
    sums: Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Distributed:
    """A second part, its columns side by side.

    Args:
        part: "drift" or "investering".
        first: the first part.
        sections: its lines that are distributed.
        step: what amounts are rounded to.
    """

    part: str
    first: Shown
    sections: Sequence[ShownSection]
    step: Decimal

    @property
    def name(self) -> str:
        """What it is called."""
        return self.first.statement.definition.name

    @property
    def paragraph(self) -> str:
        """Where it stands in the regulation."""
        return PARAGRAPHS[self.first.statement.definition.key]

    @property
    def books(self) -> Sequence[Book]:
        """The ledger of each column."""
        return self.first.books

    def heads(self) -> list[Phrase]:
        """What the columns are headed."""
        return self.first.heads()


def as_document(one: Distributed, source: str) -> Distribution:
    """A second part as documents have it.

    Args:
        one: the second part.
        source: where the council has decided the areas.
    """
    rows: list[DistributionRow] = []
    for section in one.sections:
        rows += [DistributionRow(row.label, row.values) for row in section.rows]
        label = f"{section.row.post} {section.row.label}"
        rows.append(DistributionRow(label, section.sums, strong=True))
    sources = [source_of(book) for book in one.books]
    return Distribution(one.name, one.paragraph, rows, one.step, sources, source)


def areas_of(municipality: Municipality) -> BudgetAreas | None:
    """The areas in use; None where there are none."""
    return BudgetAreas.objects.filter(municipality=municipality, deleted_at=None).first()


def distributed(books: Books, year: int, areas: Areas, step: Decimal = ONE) -> list[Distributed]:
    """The second parts of a year's appropriation tables.

    Args:
        books: the ledgers in use.
        year: the year of account.
        areas: the areas.
        step: what amounts are rounded to.

    Raises:
        UnreadableLedger: lines are not in the data folder.
    """
    by_key = {one.statement.definition.key: one for one in statements(books, year, step)}
    return [
        _side_by_side(part, by_key[key], areas, step)
        for part, key in PARTS.items()
        if key in by_key and distributed_rows(by_key[key].statement.definition)
    ]


def _side_by_side(part: str, first: Shown, areas: Areas, step: Decimal) -> Distributed:
    columns: list[tuple[Section, ...]] = [
        distribute(column.table, grouped(book), areas)
        for column, book in zip(first.statement.columns, first.books, strict=True)
    ]
    found = []
    for at, row in enumerate(distributed_rows(first.statement.definition)):
        sums = [shown[row.post] for shown in first.statement.shown]
        parts = [
            shown_parts(sections[at], step, whole)
            for sections, whole in zip(columns, sums, strict=True)
        ]
        labels: list[tuple[str, int | None]] = [
            *((area.name, place) for place, area in enumerate(areas.areas)),
            ("", None),
        ]
        exact = [
            [*(each.value for each in sections[at].parts), sections[at].rest.value]
            for sections in columns
        ]
        rows = [
            AreaRow(label, area, [column[place] for column in parts])
            for place, (label, area) in enumerate(labels)
            if any(column[place] for column in exact)
        ]
        found.append(ShownSection(row, rows, sums))
    return Distributed(part, first, found, step)


def grouped(book: Book) -> list[dict[str, Any]]:
    """What a ledger's lines come to, by their codes; kept in memory, for a ledger never changes."""
    return _KEPT.of(book.key, lambda: _grouped(book))


def _grouped(book: Book) -> list[dict[str, Any]]:
    lines = ledger_store().lines(*book.key, columns=[*KEY, "amount"])
    made = lines.group_by(list(KEY)).aggregate([("amount", "sum")])
    found: list[dict[str, Any]] = made.rename_columns([*KEY, "amount"]).to_pylist()
    return found


@dataclass(frozen=True, slots=True)
class Behind:
    """What an area's amount is made of.

    Args:
        value: the amount, exactly.
        units, codes, functions: what each has of it, the largest first.
        lines: the ledger's lines, each with how many times it counts.
    """

    value: Decimal
    units: list[tuple[str, Decimal]]
    codes: list[tuple[str, Decimal]]
    functions: list[tuple[str, Decimal]]
    lines: pa.Table


def behind(table: Table, book: Book, post: str, areas: Areas, area: int | None) -> Behind:
    """What an area's part of a line is made of, down to the ledger's lines.

    Raises:
        UnreadableLedger: the lines are not in the data folder.
    """
    groups = lines_of_area(table, post, grouped(book), areas, area)
    sums: dict[str, dict[str, Decimal]] = {"unit": {}, "code": {}, "function": {}}
    for line, times in groups:
        for name, found in sums.items():
            found[line[name]] = found.get(line[name], Decimal(0)) + line["amount"] * times
    ordered = {
        name: sorted(found.items(), key=lambda one: (-abs(one[1]), one[0]))
        for name, found in sums.items()
    }
    codes = sorted({line["code"] for line, _ in groups})
    lines = ledger_store().lines(
        *book.key, account_class=table.definition.account_class, codes=codes
    )
    wanted = {tuple(line[name] for name in KEY): times for line, times in groups}
    keys = zip(*(lines[name].to_pylist() for name in KEY), strict=True)
    counted = pa.array([wanted.get(key, 0) for key in keys], pa.int32())
    lines = lines.append_column("times", counted)
    return Behind(
        sum((line["amount"] * times for line, times in groups), Decimal(0)),
        ordered["unit"],
        ordered["code"],
        ordered["function"],
        lines.filter(pc.not_equal(lines["times"], 0)),
    )
