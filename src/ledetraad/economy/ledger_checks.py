"""What a ledger's lines must be together: no line twice, and every account in balance."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import duckdb

from ledetraad.economy.columns import Columns
from ledetraad.economy.ledger import BALANCE, INVESTMENT, OPERATIONS
from ledetraad.economy.ledger_faults import FIRST_ROWS, FaultKind, LedgerFault
from ledetraad.economy.raw_table import RawTable
from ledetraad.errors import Phrase
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_

TOLERANCE: Final = Decimal(1)
"""The kroner by which a sum may miss zero: exports round their øre."""
_ACCOUNTS: Final = {
    INVESTMENT: N_("the investment accounts"),
    OPERATIONS: N_("the operating accounts"),
    BALANCE: N_("the balance sheet"),
}


def double_lines(raw: RawTable, columns: Columns) -> list[LedgerFault]:
    """Lines that are alike in every column that means something.

    Two lines of a journal may well be alike: a column of vouchers tells them apart.
    """
    heads = [*columns.named().values(), *(month.head for month in columns.months)]
    key = ", ".join(f"coalesce(trim({raw.column(head)}), '')" for head in dict.fromkeys(heads))
    rows = raw.database.execute(
        f"""
        SELECT list_sort(list(row))[2:] FROM raw GROUP BY hash({key}) HAVING count(*) > 1
        """  # noqa: S608  (columns' numbers alone)
    ).fetchall()
    repeated = sorted(row for (each,) in rows for row in each)
    if not repeated:
        return []
    words = Phrase(N_("The line is the same as one before it."))
    first = tuple(repeated[:FIRST_ROWS])
    return [LedgerFault(FaultKind.DOUBLE_LINE, words, first, len(repeated))]


def balance_faults(database: duckdb.DuckDBPyConnection) -> list[LedgerFault]:
    """Sums that should be zero, by year, reckoned over the table `lines`.

    Where the balance sheet is there, all lines of a year come to zero together, and so does what
    was brought in. Where it isn't, the operating and the investment accounts each do.
    """
    told = database.execute(
        """
        SELECT year, class, sum(amount),
          coalesce(sum(amount) FILTER (WHERE period = 0), 0)::DECIMAL(18, 2)
        FROM lines GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    faults = []
    for year in sorted({each[0] for each in told}):
        sums = {account: (amount, opening) for y, account, amount, opening in told if y == year}
        if BALANCE in sums:
            whole = sum((amount for amount, _ in sums.values()), Decimal(0))
            checked = {N_("all accounts"): whole, N_("what was brought in"): sums[BALANCE][1]}
        else:
            checked = {_ACCOUNTS[account]: amount for account, (amount, _) in sums.items()}
        for what, amount in checked.items():
            if abs(amount) >= TOLERANCE:
                words = Phrase(
                    N_("In %(year)s %(what)s come to %(amount)s kroner, and not to zero."),
                    year=str(year),
                    what=Phrase(what),
                    amount=number_text(amount, 2),
                )
                faults.append(LedgerFault(FaultKind.UNBALANCED, words))
    return faults
