"""A table's column as it is shown: in whole kroner or thousands, never at odds with its sums.

Lines from the ledger that are summed together are rounded by largest remainders (see
`rounding.py`), so that they make their sum rounded. Every other line is reckoned from the shown
lines that it is the sum of; after several steps it may thus stand a unit or two from its exact
amount, which is kept beside it wherever a machine reads.
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

    def round_leaves(post: str) -> None:
        leaves = [(to, times) for to, times in parts[post] if not parts[to] and to not in shown]
        rounded = rounded_parts([exact[to] * times for to, times in leaves], step)
        for (to, times), value in zip(leaves, rounded, strict=True):
            shown[to] = value * times

    def show(post: str) -> Decimal:
        if post not in shown:
            if parts[post]:
                shown[post] = sum((show(to) * times for to, times in parts[post]), ZERO)
            else:
                shown[post] = rounded_to(exact[post], step)
        return shown[post]

    for post in parts:
        round_leaves(post)
    for post in parts:
        show(post)
    return {post: shown[post] for post in parts}


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
