"""What the two PxWebApis share: how a refusal is told on, and how a selection is fetched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ledetraad.i18n import N_
from ledetraad.statistics.faults import InvalidSelection, SourceUnavailable, UnknownTable
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Edition,
    Fetched,
    Role,
    Selection,
    TableDescription,
)
from ledetraad.statistics.sources.choosing import choose
from ledetraad.statistics.sources.http import Refused
from ledetraad.statistics.sources.pieces import fetch_pieces
from ledetraad.statistics.sources.splitting import Box, split

LICENCE = "CC BY 4.0"
_NOT_FOUND = 404
_FORBIDDEN = 403
_FEWEST_CELLS = 1_000


class TooManyCells(Exception):
    """The source gives fewer cells in an answer than was thought."""


def told_on(refused: Refused, table: str, where: str) -> Exception:
    """A source's no, as an error for people, or as `TooManyCells` for the one who asks."""
    words = refused.words.lower()
    if "too many" in words or "maxrowcount" in words or refused.status == _FORBIDDEN:
        return TooManyCells()
    if refused.status == _NOT_FOUND:
        return UnknownTable(
            N_("There is no table %(table)s there, or there is no more."),
            where=where,
            remedy=N_("Look it up by words; tables end and get new numbers."),
            table=table,
        )
    return InvalidSelection(
        N_("The source refuses the question: %(words)s (HTTP %(status)s)."),
        where=where,
        remedy=N_("Look the table up again, and choose among what it has now."),
        words=refused.words or "–",
        status=refused.status,
    )


def fetch_selection(
    selection: Selection,
    description: TableDescription,
    ask: Callable[[Box], Observed],
    most: int,
    where: str,
) -> Fetched:
    """Fetch a selection in as many pieces as are needed.

    Args:
        selection: what is wanted.
        description: of its table, as it is now.
        ask: asks for one piece; may raise `TooManyCells`.
        most: the most cells of a piece.
        where: the table's address, for errors.

    Raises:
        InvalidSelection, UnknownTable, SourceUnavailable: see `base.Source.fetch`.
    """
    chosen = choose(selection, description)
    first = [
        variable.code
        for role in (Role.REGION, Role.PERIOD)
        if (variable := description.variable(role)) is not None
    ]
    while True:
        try:
            observed = fetch_pieces(split(chosen.codes, most, first), ask, where)
            break
        except TooManyCells:
            most = min(most, chosen.cells) // 2
            if most < _FEWEST_CELLS:
                raise SourceUnavailable(
                    N_("The source refuses even a small part of the table (HTTP 403)."),
                    where=where,
                    remedy=N_("See whether the table may be fetched by programs at all."),
                ) from None
    dataset = replace(
        observed.dataset,
        notes=tuple(dict.fromkeys((*description.notes, *observed.dataset.notes))),
        licence=observed.dataset.licence or LICENCE,
    )
    updated = observed.dataset.updated or description.hit.updated
    return Fetched(Observed(dataset, observed.table), Edition(updated), chosen.notices(description))
