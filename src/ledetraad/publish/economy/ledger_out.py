"""What came of reading a ledger, for machines."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ledetraad.economy.ledger import Ledger
from ledetraad.economy.ledger_faults import LedgerReading
from ledetraad.followup.written import rounded

Translate = Callable[[str], str]
_LARGEST_WHOLE = 2**53


def reading_as_data(reading: LedgerReading, translate: Translate) -> dict[str, Any]:
    """A reading as JSON can hold it.

    Args:
        reading: the ledger, or why there is none.
        translate: gives the language of the faults' words.
    """
    ledger = reading.ledger
    return {
        "loaded": ledger is not None,
        **({} if ledger is None else ledger_as_data(ledger)),
        "faults": [
            {
                "kind": fault.kind.value,
                "words": fault.words.said(translate),
                "rows": list(fault.rows),
                "count": fault.count,
                "accepted": fault.kind in reading.accepted,
            }
            for fault in reading.faults
        ],
    }


def ledger_as_data(ledger: Ledger) -> dict[str, Any]:
    """Where a ledger is from, and what its classes come to."""
    classes = []
    for year, sums in ledger.all_sums().items():
        for account_class in sorted({kind for kind, _ in sums}):
            own = [each for (kind, _), each in sums.items() if kind == account_class]
            classes.append(
                {
                    "year": year,
                    "class": account_class,
                    "codes": len(own),
                    "lines": sum(each.lines for each in own),
                    "amount": number(sum((each.amount for each in own), Decimal(0))),
                }
            )
    return {
        "source": ledger.source,
        "sha256": ledger.digest,
        "basis": ledger.basis.value,
        "lines": ledger.lines.num_rows,
        "classes": classes,
    }


def number(value: Decimal) -> int | float:
    """A decimal number as JSON's: whole where it is whole, and no more than all programs read."""
    whole = abs(value) < _LARGEST_WHOLE and value == value.to_integral_value()
    return int(value) if whole else float(value)


def short_number(value: Decimal, decimals: int) -> int | float:
    """A number rounded to so many decimals, as JSON's."""
    return number(rounded(value, decimals))
