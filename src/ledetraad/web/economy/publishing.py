"""The economy as it is now → what is published of it, by the municipality's choice."""

from __future__ import annotations

from decimal import Decimal

from ledetraad.economy.quantities import CannotSay, Kroner
from ledetraad.economy.verdict import Verdict, judge_all
from ledetraad.followup.written import rounded
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
from ledetraad.web.economy.books import Books
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
    amounts = amounts_of(municipality).amounts
    found = []
    for rule in Rule.objects.filter(municipality=municipality, deleted_at=None):
        said = rule.said()
        if said.example:
            continue
        verdicts = judge_all([said], amounts, amounts.years)
        found.append(
            PublishedRule(
                name=said.name,
                source=said.source,
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
    return tuple(_statement(each) for each in statements(books, year)) if year is not None else ()


def _statement(shown: Shown) -> PublishedStatement:
    statement = shown.statement
    definition = statement.definition
    columns = tuple(
        PublishedColumn(
            year=book.year, basis=book.basis, months=book.months, source=source_of(book)
        )
        for book in shown.books
    )
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
        columns=columns,
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
