"""What the two PxWebApis share: fetching a selection within their limits, and telling on a no."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from ledetraad.i18n import N_
from ledetraad.statistics.faults import InvalidSelection, SourceUnavailable, UnknownTable
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Edition,
    Fetched,
    Role,
    Selection,
    TableDescription,
)
from ledetraad.statistics.sources.choosing import choose
from ledetraad.statistics.sources.http import Answer, Http, Refused, read_json
from ledetraad.statistics.sources.pieces import fetch_pieces
from ledetraad.statistics.sources.splitting import Box, split

LICENCE: Final = "CC BY 4.0"
MOST_CELLS: Final = 800_000
"""The most cells of an answer from Statistics Norway, where the API does not say another."""
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


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an API says that it allows, None where it does not say."""

    cells: Any = None
    calls: Any = None
    window: Any = None


class PxWeb(ABC):
    """An office with a PxWebApi.

    Args:
        name: its short name, as in `Dataset.source`.
        address: of the API.
        http: how to ask.
        page: where people read a table, with "{table}" in it.
    """

    def __init__(self, name: str, address: str, http: Http, page: str = "") -> None:
        self._name = name
        self._address = address.rstrip("/")
        self._http = http
        self._page = page
        self._most: int | None = None

    @property
    def name(self) -> str:
        """Its short name."""
        return self._name

    @abstractmethod
    def describe(self, table: str) -> TableDescription:
        """A table without its numbers; see `base.Source`."""

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a table; see `base.Source`."""
        table = selection.table
        where = self._table(table)
        fetched = fetch_selection(
            selection,
            self.describe(table),
            lambda box: self._piece(table, box),
            self._most_cells(),
            where,
        )
        dataset = replace(
            fetched.observed.dataset,
            source=self._name,
            code=table,
            address=self._page.format(table=table) if self._page else where,
        )
        return replace(fetched, observed=Observed(dataset, fetched.observed.table))

    @abstractmethod
    def _table(self, table: str) -> str:
        """A table's address."""

    @abstractmethod
    def _asked(self, table: str, box: Box) -> Answer:
        """The answer to a question for numbers."""

    @abstractmethod
    def _allowed(self) -> Allowed:
        """What the API allows."""

    def _piece(self, table: str, box: Box) -> Observed:
        where = self._table(table)
        try:
            answer = self._asked(table, box)
        except Refused as refused:
            raise told_on(refused, table, where) from None
        return read_jsonstat(answer.data, where, source=self._name).datasets[0]

    def _most_cells(self) -> int:
        if self._most is None:
            told = self._allowed()
            most = told.cells if isinstance(told.cells, int) else 0
            self._most = most if most > 0 else MOST_CELLS
            if isinstance(told.calls, int) and isinstance(told.window, int):
                self._http.allow(told.calls, told.window)
        return self._most

    def _json(self, address: str, fields: Mapping[str, str], table: str) -> Any:
        try:
            return read_json(self._http.get(address, fields), address)
        except Refused as refused:
            raise told_on(refused, table, address) from None
