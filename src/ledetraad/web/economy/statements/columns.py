"""Which ledgers stand side by side in a year's statutory tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.economy.ledger import BASIS_NAMES, Basis
from ledetraad.errors import Phrase
from ledetraad.i18n import N_
from ledetraad.publish.economy.statement import Statement, StatementColumn
from ledetraad.web.economy.books import Book, Books

_IN_YEAR = (Basis.ACCOUNTS, Basis.REVISED, Basis.BUDGET, Basis.PLAN)
THOUSAND, ONE, ORE = Decimal(1000), Decimal(1), Decimal("0.01")
STEPS = {"": ONE, "tusen": THOUSAND, "ore": ORE}
"""What amounts are rounded to, by what an address says."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with the books that its columns are from.

    Args:
        statement: the table.
        books: one for each column.
    """

    statement: Statement
    books: Sequence[Book]

    def heads(self) -> list[Phrase]:
        """What the columns are headed."""
        return [head_of(book) for book in self.books]


def head_of(book: Book) -> Phrase:
    """What a column of a book is headed."""
    name = Phrase(BASIS_NAMES[book.basis])
    if book.basis is Basis.ACCOUNTS and not book.whole_year:
        return Phrase(
            N_("%(what)s %(year)s until month %(month)s"),
            what=name,
            year=str(book.year),
            month=str(book.months),
        )
    return Phrase("%(what)s %(year)s", what=name, year=str(book.year))


def source_of(book: Book) -> str:
    """The file that a book is from, with its day and mark."""
    taken = f"{book.file.taken_at:%d.%m.%Y}" if book.file.taken_at is not None else ""
    parts = [book.file.name, book.file.note, taken, f"SHA-256 {book.file.digest[:12]}"]
    return ", ".join(part for part in parts if part)


def side_by_side(books: Books, year: int) -> list[Book]:
    """The books of a year, and the accounts of the year before."""
    found = [books.of(year, basis) for basis in _IN_YEAR]
    if any(found):
        found.append(books.of(year - 1, Basis.ACCOUNTS))
    return [book for book in found if book is not None]


def statements(books: Books, year: int, step: Decimal = ONE) -> list[Shown]:
    """The statutory tables of a year; those that no ledger has lines for are left out.

    Args:
        books: the ledgers in use.
        year: the year of account.
        step: what amounts are rounded to.
    """
    shown = side_by_side(books, year)
    tables = books.tables(shown, year)
    found = []
    for definition in books.definitions(year).tables:
        pairs = []
        for book in shown:
            table = next(
                (each for each in tables[book.key] if each.definition.key == definition.key), None
            )
            if table is not None:
                pairs.append((book, table))
        if pairs:
            columns = [
                StatementColumn(
                    table, book.basis, source_of(book), None if book.whole_year else book.months
                )
                for book, table in pairs
            ]
            found.append(Shown(Statement(definition, columns, step), [book for book, _ in pairs]))
    return found
