"""One responsibility's year: what its forecast is made of, by year, by kind and by ledger line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.economy.ledger import OPENING, OPERATIONS
from ledetraad.economy.outlook import MONTHS, UnitOutlook
from ledetraad.web.economy.areas.gather import grouped
from ledetraad.web.economy.books import Book
from ledetraad.web.economy.outlook.gather import YearOutlook, by_unit, is_result
from ledetraad.web.economy.store import ledger_store


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """An earlier year of a responsibility.

    Args:
        book: its accounts.
        so_far: what had come by the same month, net.
        whole: what the year came to, net.
    """

    book: Book
    so_far: Decimal
    whole: Decimal

    @property
    def share(self) -> Decimal | None:
        """How much had come, of one; None where that says nothing."""
        return self.so_far / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class KindSoFar:
    """A kind of a responsibility: what has come so far, and its budget for the year."""

    code: str
    so_far: Decimal
    budget: Decimal


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A responsibility's year.

    Args:
        outlook: its forecast.
        earlier: the earlier years that there are accounts of, the latest first.
        kinds: by kind, what is spent the most of first.
        lines: the ledger's lines so far, in the file's order.
    """

    outlook: UnitOutlook
    earlier: Sequence[EarlierYear]
    kinds: Sequence[KindSoFar]
    lines: pa.Table


def unit_year(told: YearOutlook, unit: str) -> UnitYear | None:
    """What a responsibility's forecast is made of; None where it has none.

    Args:
        told: the year's outlook.
        unit: its code in the ledger.

    Raises:
        UnreadableLedger: lines are not in the data folder.
    """
    if told.found is None:
        return None
    outlook = next((each for each in told.found.units if each.unit == unit), None)
    if outlook is None:
        return None
    month = told.found.month
    earlier = [
        EarlierYear(book, _until(book, unit, month), _until(book, unit, MONTHS + 1))
        for book in told.earlier
        if unit in by_unit(book)
    ]
    lines = _lines(told.accounts, unit, month)
    so_far: dict[str, Decimal] = {}
    for code, amount in zip(lines["code"].to_pylist(), lines["amount"].to_pylist(), strict=True):
        so_far[code] = so_far.get(code, Decimal(0)) + amount
    budget: dict[str, Decimal] = {}
    for line in grouped(told.budget) if told.budget is not None else ():
        if line["class"] == OPERATIONS and line["unit"] == unit and not is_result(line["code"]):
            budget[line["code"]] = budget.get(line["code"], Decimal(0)) + line["amount"]
    kinds = [
        KindSoFar(code, so_far.get(code, Decimal(0)), budget.get(code, Decimal(0)))
        for code in {*so_far, *budget}
    ]
    ordered = sorted(kinds, key=lambda each: (-abs(each.so_far), each.code))
    return UnitYear(outlook, earlier, ordered, lines)


def _until(book: Book, unit: str, month: int) -> Decimal:
    periods = by_unit(book)[unit]
    return sum((amount for period, amount in periods.items() if period <= month), Decimal(0))


def _lines(book: Book, unit: str, month: int) -> pa.Table:
    """A responsibility's lines of operations until a month, without the year's own result."""
    lines = ledger_store().lines(*book.key, account_class=OPERATIONS)
    wanted = pc.and_(
        pc.equal(lines["unit"], unit),
        pc.and_(pc.greater(lines["period"], OPENING), pc.less_equal(lines["period"], month)),
    )
    found = lines.filter(wanted)
    booked = [code for code in pc.unique(found["code"]).to_pylist() if is_result(code)]
    found = found.filter(pc.invert(pc.is_in(found["code"], pa.array(booked, pa.string()))))
    return found.sort_by("row")
