"""An answer that came in pieces → one dataset; the same table changed in between is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pyarrow as pa

from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Dataset
from ledetraad.statistics.faults import SourceUnavailable
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.splitting import Box


class ChangedMeanwhile(Exception):
    """A table was changed while its pieces were fetched."""


def fetch_pieces(boxes: Sequence[Box], ask: Callable[[Box], Observed], where: str) -> Observed:
    """Fetch every piece, once more from the beginning if the table changes meanwhile.

    Args:
        boxes: what to ask for, piece by piece.
        ask: asks for one.
        where: the table's address, for errors.

    Raises:
        SourceUnavailable: it changed again.
    """
    for _ in range(2):
        try:
            return combined([ask(box) for box in boxes])
        except ChangedMeanwhile:
            continue
    raise SourceUnavailable(
        N_("The table is being changed while it is fetched."),
        where=where,
        remedy=N_("Try again in an hour; new numbers come at 8 in the morning."),
    )


def combined(pieces: Sequence[Observed]) -> Observed:
    """Pieces of one table as one.

    Raises:
        ChangedMeanwhile: they are not all of the same edition.
    """
    first = pieces[0].dataset
    if any(piece.dataset.updated != first.updated for piece in pieces):
        raise ChangedMeanwhile
    if len(pieces) == 1:
        return pieces[0]
    dataset = first
    for piece in pieces[1:]:
        dataset = _merged(dataset, piece.dataset)
    return Observed(dataset, pa.concat_tables([piece.table for piece in pieces]).combine_chunks())


def _merged(one: Dataset, other: Dataset) -> Dataset:
    contents = {content.code: content for content in (*one.contents, *other.contents)}
    names = dict.fromkeys((*one.categories, *other.categories))
    return replace(
        one,
        contents=tuple(contents.values()),
        regions=one.regions | other.regions,
        categories={
            name: one.categories.get(name, {}) | other.categories.get(name, {}) for name in names
        },
        notes=tuple(dict.fromkeys((*one.notes, *other.notes))),
        must_show=tuple(dict.fromkeys((*one.must_show, *other.must_show))),
    )
