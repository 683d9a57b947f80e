"""A whole table that is at hand, described and cut as a source's tables are.

For sources that can only give all they have: files of one's own, and files at an address.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.errors import Phrase
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Role,
    Selection,
    TableDescription,
    TableHit,
    Variable,
)
from ledetraad.statistics.sources.choosing import choose

CONTENT, REGION, PERIOD = "ContentsCode", "Region", "Tid"
"""What the variables of a file are called in a selection; the others have their own names."""


def part_of(selection: Selection, observed: Observed) -> tuple[Observed, tuple[Phrase, ...]]:
    """A part of a table, and what was chosen that is not there any more.

    Raises:
        InvalidSelection: a variable, or all that was chosen of one, is not in the table.
    """
    description = description_of(selection.table, observed)
    chosen = choose(selection, description)
    keep = pa.array([True] * len(observed.table))
    for column, name in (("content", CONTENT), ("region", REGION), ("period", PERIOD)):
        if name in chosen.codes:
            codes = pa.array(chosen.codes[name], pa.string())
            keep = pc.and_(keep, pc.is_in(observed.table[column], codes))
    for name, wanted in chosen.codes.items():
        if name in observed.dataset.categories:
            keep = pc.and_(keep, _in_category(observed.table["category"], name, wanted))
    return Observed(observed.dataset, observed.table.filter(keep)), chosen.notices(description)


def hit_of(table: str, observed: Observed) -> TableHit:
    """The table as a search shows it."""
    periods = sorted(observed.table["period"].unique().to_pylist())
    first, last = (periods[0], periods[-1]) if periods else ("", "")
    return TableHit(table, observed.dataset.title, observed.dataset.updated, first, last)


def description_of(table: str, observed: Observed) -> TableDescription:
    """The table without its numbers."""
    dataset = observed.dataset
    contents = {content.code: content.label for content in dataset.contents}
    periods = sorted(observed.table["period"].unique().to_pylist())
    variables = [Variable(CONTENT, CONTENT, Role.CONTENT, contents)]
    if dataset.regions:
        variables.append(Variable(REGION, REGION, Role.REGION, dataset.regions))
    variables += [
        Variable(name, name, Role.SORT, values) for name, values in dataset.categories.items()
    ]
    variables.append(Variable(PERIOD, PERIOD, Role.PERIOD, {each: each for each in periods}))
    return TableDescription(
        hit_of(table, observed), tuple(variables), dataset.contents, dataset.notes
    )


def _in_category(column: pa.ChunkedArray, name: str, codes: tuple[str, ...]) -> pa.Array:
    """Which rows have one of the codes in a dimension, seen once for each combination there is."""
    encoded = column.combine_chunks().dictionary_encode()
    wanted = {f"{name}={code}" for code in codes}
    good = [not wanted.isdisjoint(key.split(";")) for key in encoded.dictionary.to_pylist()]
    return pa.array(good, pa.bool_()).take(encoded.indices)
