"""The amounts by year that rules and scenarios are reckoned from, and where each is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.economy.amounts import KEY_AMOUNTS, Amounts
from ledetraad.economy.ledger import Basis
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.books import Book, Books, definitions
from ledetraad.web.economy.models import YearAmounts


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an amount is from.

    Args:
        address: the page that tells, after the economy's own.
        name: the line of a table, or the source that somebody has named.
    """

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class KnownAmounts:
    """What is known of a municipality's economy.

    Args:
        booked: the amounts that ledgers give.
        books: the ledgers that they are from, by year.
        written: what somebody has written in, by year.
    """

    booked: Amounts
    books: Mapping[int, Book]
    written: Mapping[int, YearAmounts]

    @property
    def amounts(self) -> Amounts:
        """All of them; what a ledger gives stands before what is written in."""
        known = Amounts({})
        for year, each in self.written.items():
            said = each.said()
            known = known.with_more(
                Amounts(
                    {(key, year): value for key, value in said.kroner.items()},
                    {(key, year): value for key, value in said.percent.items()},
                    {year: said.basis},
                )
            )
        return known.with_more(self.booked)

    def origins(self, key: str, year: int) -> list[Origin]:
        """Where an amount is from; none where it isn't known."""
        book = self.books.get(year)
        if book is not None and (key, year) in self.booked.kroner:
            return [
                Origin(f"tabeller/{year}/{table}/{book.basis.value}/{post}/", _line(table, post))
                for table, post, _ in KEY_AMOUNTS[key].parts
            ]
        written = self.written.get(year)
        if written is None:
            return []
        said = written.said()
        known = key in said.kroner or key in said.percent
        return [Origin(f"belop/{year}/", said.source)] if known else []


def _line(table: str, post: str) -> str:
    """A line of a table as it is cited: "§ 5-6, 24"."""
    found = next((each for each in definitions().tables if each.key == table), None)
    paragraph = found.paragraph if found is not None else table
    return f"{paragraph[max(paragraph.find('§'), 0) :]}, {post}"


def amounts_of(municipality: Municipality) -> KnownAmounts:
    """What is known of a municipality's economy, in three queries at most."""
    books = Books(municipality)
    written = YearAmounts.objects.filter(municipality=municipality, deleted_at=None)
    booked = books.amounts()
    used: dict[int, Book] = {}
    for book in books.all:
        if book.whole_year:
            used.setdefault(book.year, book)
    return KnownAmounts(booked, used, {each.year: each for each in written})


def ahead(amounts: Amounts) -> list[int]:
    """The years that are not accounts: the budget's and the plan's."""
    return [year for year in amounts.years if amounts.basis.get(year) is not Basis.ACCOUNTS]
