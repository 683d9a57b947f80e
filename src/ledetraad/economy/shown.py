"""A table's column as it is shown: in whole kroner or thousands, never at odds with its sums.

The line that no other is reckoned from is rounded as people round. The lines that it is reckoned
from are then rounded by largest remainders (see `rounding.py`) so that they make it, and so on down
to the lines from the ledger: every sum and every result is right as it is shown, and no line is
shown a whole step from its exact amount. Where a line goes into two others, the first decides, and
the other is reckoned from what is shown. The exact amounts are kept beside, for machines.
"""

from __future__ import annotations

from decimal import Decimal

from ledetraad.economy.definition import Row
from ledetraad.economy.quantities import Kroner
from ledetraad.economy.rounding import rounded_parts, rounded_to
from ledetraad.economy.rule_text import Posts
from ledetraad.economy.tables import ZERO, Table


def shown_column(table: Table, step: Decimal) -> dict[str, Decimal]:
    """The amounts of a table in whole steps, by line.

    Args:
        table: the table.
        step: 1 for kroner, 1000 for thousands.

    Returns:
        A rounded amount in kroner for every line that is an amount.
    """
    shown: dict[str, Decimal] = {}
    exact = {
        cell.row.post: cell.value.value for cell in table.cells if isinstance(cell.value, Kroner)
    }
    parts = {row.post: _parts(table, row) for row in table.definition.rows if row.post in exact}

    def share_out(post: str) -> None:
        """Round the lines that a shown line is reckoned from, and those that they are."""
        free = [(to, times) for to, times in parts[post] if to not in shown]
        fixed = sum((shown[to] * times for to, times in parts[post] if to in shown), ZERO)
        rounded = rounded_parts(
            [exact[to] * times for to, times in free], step, shown[post] - fixed
        )
        for (to, times), value in zip(free, rounded, strict=True):
            shown[to] = value * times
            share_out(to)

    used = {to for each in parts.values() for to, _ in each}
    for post in parts:
        if post not in used:
            shown[post] = rounded_to(exact[post], step)
            share_out(post)
    agreed: dict[str, Decimal] = {}

    def agree(post: str) -> Decimal:
        """The line as the shown lines below it make it."""
        if post not in agreed:
            below = [agree(to) * times for to, times in parts[post]]
            agreed[post] = sum(below, ZERO) if below else shown[post]
        return agreed[post]

    return {post: agree(post) for post in parts}


def _parts(table: Table, row: Row) -> list[tuple[str, int]]:
    """The lines that a line is the sum of, each with its sign; none for one from the ledger."""
    found = [
        (other.post, term.factor)
        for term in row.rule.terms
        if isinstance(term, Posts)
        for other in table.definition.between(term.first, term.last)
    ]
    if found:
        return found
    return [
        (other.post, 1)
        for other in table.definition.rows
        if other.post.startswith(f"{row.post}.") and other.depth == row.depth + 1
    ]
