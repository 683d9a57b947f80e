"""What is wrong with a ledger's lines, told by row; any of it stops the reading unless accepted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ledetraad.economy.ledger import Ledger
from ledetraad.errors import Phrase
from ledetraad.i18n import N_


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


FAULT_REMEDIES = {
    FaultKind.WRONG_WIDTH: N_("Look for a sign in the row's texts that parts columns."),
    FaultKind.TEXT_IN_AMOUNT: N_("Mend the cells, or choose another column for the amount."),
    FaultKind.UNCLEAR_ACCOUNT: N_("Mend the cells, or choose another column for the account."),
    FaultKind.UNCLEAR_PERIOD: N_("Mend the cells, or choose another column for the period."),
    FaultKind.WRONG_YEAR: N_("Take the lines out, or say that the file is of that year too."),
    FaultKind.UNKNOWN_KIND: N_("Correct the code, or take in the year's newest list of kinds."),
    FaultKind.UNKNOWN_FUNCTION: N_(
        "Correct the code, or take in the year's newest list of functions."
    ),
    FaultKind.DOUBLE_LINE: N_(
        "See whether the export has the lines twice; a column of vouchers tells alike lines apart."
    ),
    FaultKind.WRONG_TOTAL: N_("See which is right, the months or the total, and export anew."),
    FaultKind.UNBALANCED: N_("See whether lines are missing from the export."),
}
"""What to do about each kind of fault, as a sentence."""

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
