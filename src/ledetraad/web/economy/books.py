"""The ledgers in use: of each year and sort the one that was taken in last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from ledetraad.economy.amounts import Amounts, amounts_from_tables
from ledetraad.economy.definition import Definitions, standard_definitions
from ledetraad.economy.ledger import LAST_PERIOD, Basis, Sums
from ledetraad.economy.tables import Table, make_table
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.models import LedgerFile, LedgerYear, OwnDefinitions
from ledetraad.web.shelf import Shelf

_DECEMBER = 12
ORDER = (Basis.ACCOUNTS, Basis.REVISED, Basis.BUDGET, Basis.PLAN)
"""Which amounts of a year go before which, where there are several."""


@dataclass(frozen=True, slots=True)
class Book:
    """What is in use of a year.

    Args:
        file: the file that it is from.
        part: what that holds of the year, its codes and names not fetched.
    """

    file: LedgerFile
    part: LedgerYear

    @property
    def year(self) -> int:
        """The year of account."""
        return self.part.year

    @property
    def basis(self) -> Basis:
        """What the lines are."""
        return Basis(self.file.basis)

    @property
    def key(self) -> tuple[UUID, int]:
        """What no other has."""
        return self.file.key, self.part.year

    @property
    def whole_year(self) -> bool:
        """Whether its lines go to the year's end."""
        last = self.part.last_period
        return last is None or last >= _DECEMBER

    @property
    def months(self) -> int:
        """How many months it has lines of."""
        last = self.part.last_period
        return _DECEMBER if last is None or last >= LAST_PERIOD else last


@dataclass(frozen=True, slots=True)
class Told:
    """What a year's lines come to, and what their codes are called."""

    sums: Sums
    names: Mapping[str, Mapping[str, str]]

    def name_of(self, dimension: str, code: str) -> str:
        """What a code is called; the code itself where that isn't known."""
        return self.names.get(dimension, {}).get(code, "") or code


_TOLD: Shelf[tuple[UUID, int], Told] = Shelf(64)
_TABLES: Shelf[tuple[UUID, int, str], tuple[Table, ...]] = Shelf(64)


def forget_all() -> None:
    """Keep nothing of what was worked out."""
    _TOLD.clear()
    _TABLES.clear()


@dataclass(frozen=True, slots=True)
class InForce:
    """The definitions by which a year's tables are made.

    Args:
        mark: what no other has.
        own: the municipality's own, as they are stored; None for the program's.
        definitions: the tables.
    """

    mark: str
    own: OwnDefinitions | None
    definitions: Definitions


_STANDARD = InForce("", None, standard_definitions())


class Books:
    """A municipality's ledgers in use, in one query, and what they come to in one more.

    Args:
        municipality: whose.
    """

    def __init__(self, municipality: Municipality) -> None:
        found = (
            LedgerYear.objects.filter(
                municipality=municipality,
                file__state=LedgerFile.State.TAKEN,
                file__deleted_at=None,
            )
            .select_related("file")
            .defer("codes", "names", "file__faults", "file__heads", "file__columns")
            .order_by("file__taken_at", "file__pk")
        )
        self._municipality = municipality
        self._books = {(part.year, Basis(part.file.basis)): Book(part.file, part) for part in found}

    @property
    def all(self) -> list[Book]:
        """All of them, the latest year first, accounts before budgets."""
        return [
            self._books[year, basis]
            for year in self.years
            for basis in ORDER
            if (year, basis) in self._books
        ]

    @property
    def years(self) -> list[int]:
        """The years that there is anything of, the latest first."""
        return sorted({year for year, _ in self._books}, reverse=True)

    def of(self, year: int, basis: Basis) -> Book | None:
        """What is in use of a year; None for nothing."""
        return self._books.get((year, basis))

    def told(self, book: Book) -> Told:
        """What its lines come to."""
        return self._load([book])[book.key]

    @cached_property
    def _own(self) -> list[InForce]:
        """The municipality's own definitions, the latest year first."""
        found = OwnDefinitions.objects.filter(municipality=self._municipality, deleted_at=None)
        return [InForce(f"{one.pk}-{one.version}", one, one.definitions()) for one in found]

    def in_force(self, year: int) -> InForce:
        """The definitions of a year: the latest of the municipality's own, or the program's."""
        return next((one for one in self._own if one.definitions.year <= year), _STANDARD)

    def definitions(self, year: int) -> Definitions:
        """The tables that are made of a year."""
        return self.in_force(year).definitions

    def tables(
        self, books: Iterable[Book], year: int | None = None
    ) -> dict[tuple[UUID, int], tuple[Table, ...]]:
        """The statutory tables of some, by their keys; each is worked out once.

        Args:
            books: which.
            year: the year by whose definitions they are made; None for each book's own.
        """
        books = list(books)
        by = {book.key: self.in_force(year or book.year) for book in books}
        wanted = {book.key: book for book in books}
        missing = [
            book for key, book in wanted.items() if _TABLES.get((*key, by[key].mark)) is None
        ]
        told = self._load(missing)
        for book in missing:
            force = by[book.key]
            made = _made(told[book.key].sums, book.year, force.definitions)
            _TABLES.put((*book.key, force.mark), made)
        return {key: _TABLES.of((*key, by[key].mark), tuple) for key in wanted}

    def amounts(self) -> Amounts:
        """The amounts that financial rules are made of, from every year's best ledger.

        Accounts that end within the year are left out: their figures are not the year's.
        """
        best: dict[int, Book] = {}
        for book in self.all:
            if book.year not in best and book.whole_year:
                best[book.year] = book
        tables = self.tables(best.values())
        known = Amounts({})
        for book in best.values():
            known = known.with_more(amounts_from_tables(tables[book.key], book.basis))
        return known

    def _load(self, books: list[Book]) -> dict[tuple[UUID, int], Told]:
        held = {book.key: _TOLD.get(book.key) for book in books}
        missing = {book.part.pk: book.key for book in books if held[book.key] is None}
        if missing:
            for part in LedgerYear.objects.filter(pk__in=missing):
                key = missing[part.pk]
                held[key] = _TOLD.put(key, Told(part.sums(), part.names))
        return {key: told for key, told in held.items() if told is not None}


def _made(sums: Sums, year: int, definitions: Definitions) -> tuple[Table, ...]:
    classes = {account_class for account_class, _ in sums}
    return tuple(
        make_table(definition, sums, year)
        for definition in definitions.tables
        if definition.account_class in classes
    )
