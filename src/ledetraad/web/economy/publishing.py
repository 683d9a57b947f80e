"""The economy as it is now → what is published of it, by the municipality's choice."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ledetraad.economy.quantities import CannotSay, Kroner
from ledetraad.economy.verdict import Verdict
from ledetraad.followup.written import rounded
from ledetraad.i18n import DEFAULT, catalogue
from ledetraad.publish.economy.distribution import AREAS, BY_AREA, IN_NO_AREA
from ledetraad.publish.economy.published import (
    PublishedColumn,
    PublishedEconomy,
    PublishedLine,
    PublishedRule,
    PublishedStatement,
    PublishedVerdict,
)
from ledetraad.publish.economy.statement import is_strong
from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.amounts import amounts_of
from ledetraad.web.economy.areas.gather import Distributed, areas_of, as_document, distributed
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.models import Rule
from ledetraad.web.economy.statements.columns import Shown, source_of, statements

_DECIMALS = 2


def published_economy(
    municipality: Municipality, choice: PublishingChoice
) -> PublishedEconomy | None:
    """What is published; None where nothing is chosen, or there is nothing of it.

    Rules that are kept as examples are not published: they are not the municipality's own.
    """
    rules = _rules(municipality) if choice.rules else ()
    tables = _statements(municipality) if choice.statements else ()
    return PublishedEconomy(rules=rules, statements=tables) if rules or tables else None


def _rules(municipality: Municipality) -> tuple[PublishedRule, ...]:
    known = amounts_of(municipality)
    translate = catalogue(DEFAULT).gettext
    found = []
    for rule in Rule.objects.filter(municipality=municipality, deleted_at=None):
        said = rule.said()
        if said.example:
            continue
        verdicts = known.judged(said)
        found.append(
            PublishedRule(
                name=said.name,
                source=known.source_of(said).said(translate),
                decided=said.decided,
                case=said.case,
                verdicts=tuple(_verdict(each) for each in verdicts),
            )
        )
    return tuple(found)


def _verdict(verdict: Verdict) -> PublishedVerdict:
    value = verdict.value
    return PublishedVerdict(
        year=verdict.year,
        basis=verdict.basis,
        state=verdict.state,
        percent=None if isinstance(value, CannotSay) else rounded(value.value, _DECIMALS),
        least=verdict.least,
        most=verdict.most,
        needed=None if verdict.needed is None else rounded(verdict.needed.value, 0),
    )


def _statements(municipality: Municipality) -> tuple[PublishedStatement, ...]:
    """The tables of the latest year that has whole accounts, or else the latest there is."""
    books = Books(municipality)
    whole = [book.year for book in books.all if book.whole_year and book.basis == "accounts"]
    year = next(iter([*whole, *books.years]), None)
    if year is None:
        return ()
    found = [_statement(each) for each in statements(books, year)]
    held = areas_of(municipality)
    if held is not None:
        said = held.said()
        found += [_by_area(each, said.source) for each in distributed(books, year, said)]
    return tuple(found)


def _by_area(one: Distributed, source: str) -> PublishedStatement:
    """A second part; what no area takes is named in Bokmål, as the tables' own lines are."""
    translate = catalogue(DEFAULT).gettext
    rows = as_document(one, source).rows
    return PublishedStatement(
        name=f"{one.name}, {translate(BY_AREA)}",
        paragraph=one.paragraph,
        definition=source or translate(AREAS),
        columns=_columns(one.books),
        lines=tuple(
            PublishedLine(
                post="",
                label=row.label or translate(IN_NO_AREA),
                strong=row.strong,
                percent=False,
                values=tuple(row.values),
            )
            for row in rows
        ),
    )


def _columns(books: Sequence[Book]) -> tuple[PublishedColumn, ...]:
    return tuple(
        PublishedColumn(
            year=book.year, basis=book.basis, months=book.months, source=source_of(book)
        )
        for book in books
    )


def _statement(shown: Shown) -> PublishedStatement:
    statement = shown.statement
    definition = statement.definition
    lines = tuple(
        PublishedLine(
            post=row.post,
            label=row.label,
            strong=is_strong(row),
            percent=row.percent,
            values=tuple(_values(shown, row.post)),
        )
        for row in definition.rows
    )
    return PublishedStatement(
        name=definition.name,
        paragraph=definition.paragraph,
        definition=definition.source,
        columns=_columns(shown.books),
        lines=lines,
    )


def _values(shown: Shown, post: str) -> list[Decimal | None]:
    found: list[Decimal | None] = []
    for column, rounded_ in zip(shown.statement.columns, shown.statement.shown, strict=True):
        value = column.table.cell(post).value
        if isinstance(value, Kroner):
            found.append(rounded_[post])
        elif isinstance(value, CannotSay):
            found.append(None)
        else:
            found.append(rounded(value.value, _DECIMALS))
    return found
