"""What is wrong with a ledger's lines, told by row; any of it stops the reading unless accepted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ledetraad.economy.ledger import Ledger
from ledetraad.errors import Phrase


class FaultKind(StrEnum):
    """The kinds of fault; by these names one accepts them."""

    WRONG_WIDTH = "wrong-width"
    TEXT_IN_AMOUNT = "text-in-amount"
    UNCLEAR_ACCOUNT = "unclear-account"
    UNCLEAR_PERIOD = "unclear-period"
    WRONG_YEAR = "wrong-year"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_FUNCTION = "unknown-function"
    DOUBLE_LINE = "double-line"
    WRONG_TOTAL = "wrong-total"
    UNBALANCED = "unbalanced"


NEVER_ACCEPTED = frozenset(
    {
        FaultKind.WRONG_WIDTH,
        FaultKind.TEXT_IN_AMOUNT,
        FaultKind.UNCLEAR_ACCOUNT,
        FaultKind.UNCLEAR_PERIOD,
        FaultKind.WRONG_YEAR,
    }
)
"""Faults whose lines have no meaning: there would be nothing to load."""


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """One fault, wherever it occurs.

    Args:
        kind: what kind it is.
        words: what is wrong, as a sentence.
        rows: the first rows that have it, as `FIRST_ROWS` says; none for the file as a whole.
        count: how many rows have it.
    """

    kind: FaultKind
    words: Phrase
    rows: tuple[int, ...] = ()
    count: int = 0


FIRST_ROWS = 10
"""How many rows of a fault are named."""


@dataclass(frozen=True, slots=True)
class LedgerReading:
    """What came of reading a file.

    Args:
        ledger: the lines, all of them; None where a fault was not accepted, so that nothing is.
        faults: what is wrong, accepted or not.
        accepted: the kinds that were accepted.
    """

    ledger: Ledger | None
    faults: tuple[LedgerFault, ...]
    accepted: frozenset[FaultKind]

    @property
    def stopping(self) -> tuple[LedgerFault, ...]:
        """The faults that were not accepted."""
        return tuple(fault for fault in self.faults if fault.kind not in self.accepted)
