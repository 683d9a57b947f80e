"""`standing` of one municipality in every indicator at once, as one Ibis expression."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import ibis
import ibis.expr.types as ir

from ledetraad.followup.direction import Direction

_THING: Final = ("source", "dataset", "content", "category")
_LEAST: Final = 4


def standing_table(
    observations: ir.Table, own: str, others: Iterable[str], direction: Direction = Direction.UP
) -> ir.Table:
    """How a municipality stands among others in each thing that is counted and each year.

    Args:
        observations: the numbers, with the columns of a store's table.
        own: its code.
        others: the codes of the other municipalities.
        direction: which way is better, in all of the things.

    Returns:
        A row for each thing and year that it has a number of: source, dataset, content, category,
        year, value, of, rank, quartile, median, from_median; see `Standing`.
    """
    rows = observations.filter(
        observations.region.isin([own, *others]) & observations.value.notnull()
    )
    rows = rows.select(*_THING, "region", "year", "value")
    key = [*_THING, "year"]
    mine = rows.filter(rows.region == own).select(*key, "value")
    joined = rows.inner_join(mine, key, rname="own_{name}")
    better = (
        (joined.value > joined.own_value)
        if direction is Direction.UP
        else (joined.value < joined.own_value)
    )
    found = joined.group_by(key).aggregate(
        value=joined.own_value.max(),
        of=joined.count(),
        before=better.cast("int64").sum(),
        median=joined.value.median(),
    )
    no_rank = (found.of < 2) | ibis.literal(direction is Direction.KEEP)  # noqa: PLR2004
    return found.select(
        *key,
        "value",
        "of",
        rank=ibis.ifelse(no_rank, None, found.before + 1),
        quartile=ibis.ifelse(
            no_rank | (found.of < _LEAST), None, 1 + (found.before * _LEAST) // found.of
        ),
        median=found.median,
        from_median=found.value - found.median,
    )
