"""What the year's outlook is reckoned from: net expenses by responsibility and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.definition_checks import last_result
from ledetraad.economy.ledger import OPENING, OPERATIONS, Basis
from ledetraad.economy.outlook import MONTHS, Outlook, outlook
from ledetraad.web.economy.books import Book, Books
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.shelf import Shelf

_MOST_EARLIER = 6
_NO_PERIOD = -1
_KEPT: Shelf[tuple[UUID, int], Mapping[str, Mapping[int, Decimal]]] = Shelf(32)


@dataclass(frozen=True, slots=True)
class YearOutlook:
    """A year's outlook, and the ledgers that it is from.

    Args:
        found: the outlook; None where the accounts don't say their months, or there is no budget.
        accounts: the accounts so far.
        budget: the budget, revised where there is one.
        earlier: the earlier years' accounts.
    """

    found: Outlook | None
    accounts: Book
    budget: Book | None
    earlier: list[Book]


def year_outlook(books: Books, year: int, month: int | None) -> YearOutlook | None:
    """Where a year is likely to end; None where there are no accounts of it.

    Args:
        books: the ledgers in use.
        year: the year of account.
        month: the last month to count; None for the last that there are lines of.

    Raises:
        UnreadableLedger: lines are not in the data folder.
    """
    accounts = books.of(year, Basis.ACCOUNTS)
    if accounts is None:
        return None
    budget = books.of(year, Basis.REVISED) or books.of(year, Basis.BUDGET)
    before = [
        book
        for book in books.all
        if book.basis is Basis.ACCOUNTS and book.year < year and book.whole_year
    ]
    earlier = [book for book in before[:_MOST_EARLIER] if book.part.last_period is not None]
    if budget is None or accounts.part.last_period is None:
        return YearOutlook(None, accounts, budget, earlier)
    until = min(month or accounts.months, accounts.months, MONTHS)
    planned = by_unit(budget)
    found = outlook(
        year,
        until,
        accounts=by_unit(accounts),
        budget={unit: sum(periods.values(), Decimal(0)) for unit, periods in planned.items()},
        budget_months={
            unit: periods for unit, periods in planned.items() if _NO_PERIOD not in periods
        },
        earlier={book.year: by_unit(book) for book in earlier},
    )
    return YearOutlook(found, accounts, budget, earlier)


def by_unit(book: Book) -> Mapping[str, Mapping[int, Decimal]]:
    """Net expenses of operations by responsibility and period, booked results left out."""
    return _KEPT.of(book.key, lambda: _by_unit(book))


def _by_unit(book: Book) -> Mapping[str, Mapping[int, Decimal]]:
    lines = ledger_store().lines(
        *book.key, account_class=OPERATIONS, columns=["class", "code", "unit", "period", "amount"]
    )
    grouped = lines.group_by(["unit", "period", "code"]).aggregate([("amount", "sum")])
    found: dict[str, dict[int, Decimal]] = {}
    for each in grouped.to_pylist():
        if is_result(each["code"]) or each["period"] == OPENING:
            continue
        period = _NO_PERIOD if each["period"] is None else each["period"]
        periods = found.setdefault(each["unit"], {})
        periods[period] = periods.get(period, Decimal(0)) + each["amount_sum"]
    return found


def is_result(code: str) -> bool:
    """Whether a code of operations is where the year's own result is booked."""
    ends = [last_result(each) for each in standard_definitions().tables
            if each.account_class == OPERATIONS]  # fmt: skip
    return any(term.has(code) for end in ends if end is not None for term in end.rule.booked)
