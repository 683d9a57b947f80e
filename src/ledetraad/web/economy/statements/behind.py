"""The ledger's lines behind a cell, from the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledetraad.web.economy.books import Book, Told
from ledetraad.web.economy.store import ledger_store

MOST_LINES = 200
"""How many lines a page has."""
_MOST_UNITS = 100


@dataclass(frozen=True, slots=True)
class LinesPage:
    """Some of the lines of a code.

    Args:
        rows: the lines, by their columns.
        page, pages: which page they are, of how many.
    """

    rows: list[dict[str, Any]]
    page: int
    pages: int


def lines_of_code(book: Book, account_class: str, code: str, page: int) -> LinesPage:
    """A page of a code's lines, in the file's order.

    Raises:
        UnreadableLedger: they are not in the data folder.
    """
    found = ledger_store().lines(*book.key, account_class=account_class, codes=[code])
    pages = max(1, -(-found.num_rows // MOST_LINES))
    at = min(max(page, 1), pages)
    return LinesPage(found.slice((at - 1) * MOST_LINES, MOST_LINES).to_pylist(), at, pages)


def units_behind(
    book: Book, account_class: str, weights: Mapping[str, int], told: Told
) -> list[tuple[str, str, Decimal]]:
    """What each responsibility has of a cell: its code, its name and the amount, largest first.

    Raises:
        UnreadableLedger: the lines are not in the data folder.
    """
    if not weights:
        return []
    found = ledger_store().lines(
        *book.key,
        account_class=account_class,
        codes=sorted(weights),
        columns=["class", "code", "unit", "amount"],
    )
    grouped = found.group_by(["unit", "code"]).aggregate([("amount", "sum")]).to_pylist()
    units: dict[str, Decimal] = {}
    for each in grouped:
        counted = each["amount_sum"] * weights[each["code"]]
        units[each["unit"]] = units.get(each["unit"], Decimal(0)) + counted
    ordered = sorted(units.items(), key=lambda one: (-abs(one[1]), one[0]))
    shown = [(unit, told.name_of("unit", unit), amount) for unit, amount in ordered[:_MOST_UNITS]]
    rest = sum((amount for _, amount in ordered[_MOST_UNITS:]), Decimal(0))
    return [*shown, ("…", "", rest)] if len(ordered) > _MOST_UNITS else shown
