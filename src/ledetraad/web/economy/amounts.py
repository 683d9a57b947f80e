"""The amounts by year that rules and scenarios are reckoned from, and where each is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from ledetraad.economy.amounts import KEY_AMOUNTS, LINE_TABLES, Amounts
from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.financial_rules import FinancialRule, Published
from ledetraad.economy.ledger import Basis
from ledetraad.economy.units import is_percent
from ledetraad.economy.verdict import Verdict, judge_all
from ledetraad.errors import Phrase
from ledetraad.followup.saying import joined
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.figures.values import Known, counts, known_figures, percents
from ledetraad.web.economy.models import YearAmounts

FETCHED_YEARS: Final = 5
"""How many of a fetched key figure's latest years are told of where no ledger has them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an amount is from.

    Args:
        address: the page that tells, after the economy's own.
        name: the line of a table, or the source that somebody has named.
        unrevised: whether it was published before its last check.
    """

    address: str
    name: str
    unrevised: bool = False


@dataclass(frozen=True)
class KnownAmounts:
    """What is known of a municipality's economy.

    Args:
        booked: the amounts that ledgers give.
        books: the ledgers that they are from, by year.
        written: what somebody has written in, by year.
        figures: key figures that are fetched, in percent and counts, by their keys in the
            database.
    """

    booked: Amounts
    books: Mapping[int, Book]
    written: Mapping[int, YearAmounts]
    figures: Mapping[int, Known]

    @cached_property
    def amounts(self) -> Amounts:
        """All of them; what a ledger gives stands before what is written in."""
        known = self._fetched
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

    def years_of(self, rule: FinancialRule) -> tuple[int, ...]:
        """The years that a rule is judged of.

        Years of which only key figures are known are those of the rules that are judged by them.
        """
        if isinstance(rule.figure, Published) and self.figure(rule.figure.key) is not None:
            return self.amounts.years
        own = {*self.booked.years, *self.written}
        return tuple(year for year in self.amounts.years if year in own)

    def judged(self, rule: FinancialRule) -> list[Verdict]:
        """How each year stands by a rule."""
        return judge_all([rule], self.amounts, self.years_of(rule))

    def source_of(self, rule: FinancialRule) -> Phrase:
        """Where a rule is from, with the edition of the key figure that it is judged by."""
        fetched = self.figure(rule.figure.key) if isinstance(rule.figure, Published) else None
        parts: list[Phrase | str] = [rule.source] if rule.source else []
        if fetched is not None:
            parts.append(f"{fetched.figure.name}: {fetched.edition}")
            parts += [
                Phrase(N_("%(year)s was published before its last check"), year=str(year))
                for year in fetched.told.unrevised
            ]
        return joined(parts, "; ")

    @cached_property
    def _fetched(self) -> Amounts:
        """The key figures that are fetched; the latest of their years are years of account."""
        found: dict[bool, dict[tuple[str, int], Decimal]] = {True: {}, False: {}}
        years: set[int] = set()
        called: dict[str, str] = {}
        for one in self.figures.values():
            values, percent = one.values(), is_percent(one.unit)
            found[percent] |= {(one.key, year): value for year, value in values.items()}
            called[one.key] = f"{one.figure.name} ({one.edition})"
            if percent:
                years |= set(sorted(values)[-FETCHED_YEARS:])
        basis = dict.fromkeys(years, Basis.ACCOUNTS)
        return Amounts({}, found[True], basis, found[False], called)

    def figure(self, key: str) -> Known | None:
        """The fetched key figure of a key among the amounts; None where it is none."""
        return next((one for one in self.figures.values() if one.key == key), None)

    def origins(self, key: str, year: int) -> list[Origin]:
        """Where an amount is from; none where it isn't known."""
        fetched = self.figure(key)
        if fetched is not None:
            address = f"nokkeltall/{fetched.figure.pk}/"
            known_years = (key, year) in self._fetched.percent
            return [Origin(address, fetched.edition, year in fetched.told.unrevised)] * known_years
        book = self.books.get(year)
        if book is not None and ":" in key and (key, year) in self.booked.kroner:
            table = LINE_TABLES[key.partition(":")[0]]
            post = key.partition(":")[2]
            address = f"tabeller/{year}/{table}/{book.basis.value}/{post}/"
            return [Origin(address, _line(table, post))]
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
    found = next((each for each in standard_definitions().tables if each.key == table), None)
    paragraph = found.paragraph if found is not None else table
    return f"{paragraph[max(paragraph.find('§'), 0) :]}, {post}"


def amounts_of(municipality: Municipality) -> KnownAmounts:
    """What is known of a municipality's economy, in four queries at most."""
    books = Books(municipality)
    written = YearAmounts.objects.filter(municipality=municipality, deleted_at=None)
    booked = books.amounts()
    used: dict[int, Book] = {}
    for book in books.all:
        if book.whole_year:
            used.setdefault(book.year, book)
    known = known_figures(municipality)
    figures = {**percents(known), **counts(known)}
    return KnownAmounts(booked, used, {each.year: each for each in written}, figures)


def ahead(amounts: Amounts) -> list[int]:
    """The years that are not accounts: the budget's and the plan's."""
    return [year for year in amounts.years if amounts.basis.get(year) is not Basis.ACCOUNTS]
