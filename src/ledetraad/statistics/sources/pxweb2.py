"""PxWebApi, version 2: Statistics Norway's and other offices' tables.

Source: the API's user guide (ssb.no/api/pxwebapiv2), PxTools' specification PxAPI-2, and what is
said of the real service's answers in public clients: too many cells is 403 or 400 "Too many cells
selected", and the limit of calls stands in the header `x-ratelimit-policy`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from ledetraad.statistics.formats.cube import find_roles
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.formats.jsonstat_about import about, moment
from ledetraad.statistics.formats.jsonstat_parts import dimensions_of, names, told_roles
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Edition,
    Fetched,
    Role,
    Selection,
    TableDescription,
    TableHit,
    Variable,
)
from ledetraad.statistics.sources.http import Http, Refused, read_json
from ledetraad.statistics.sources.pxweb import fetch_selection, told_on
from ledetraad.statistics.sources.splitting import Box

MOST_CELLS: Final = 800_000
"""The most cells of an answer from Statistics Norway, where its `config` does not say another."""
_PAGE: Final = 50
_MOST_PAGES: Final = 4


class PxWeb2:
    """An office with PxWebApi v2.

    Args:
        name: its short name, as in `Dataset.source`.
        address: of the API, such as "https://data.ssb.no/api/pxwebapi/v2".
        http: how to ask.
        page: where people read a table, with "{table}" in it.
        language: of titles and names.
    """

    def __init__(
        self, name: str, address: str, http: Http, *, page: str = "", language: str = "no"
    ) -> None:
        self._name = name
        self._address = address.rstrip("/")
        self._http = http
        self._page = page
        self._language = language
        self._most: int | None = None

    @property
    def name(self) -> str:
        """Its short name."""
        return self._name

    def find(self, words: str) -> list[TableHit]:
        """The tables that words or a number lead to; see `base.Source`."""
        address = f"{self._address}/tables"
        hits: list[TableHit] = []
        for number in range(1, _MOST_PAGES + 1):
            fields = {"query": words, "pageSize": str(_PAGE), "pageNumber": str(number)}
            found = self._json(address, fields, words)
            tables = found.get("tables") if isinstance(found, dict) else None
            hits += [_hit(each) for each in tables or () if isinstance(each, dict)]
            pages = found.get("page") if isinstance(found, dict) else None
            if not isinstance(pages, dict) or number >= int(pages.get("totalPages") or 1):
                break
        return sorted(hits, key=lambda hit: (hit.code != words.strip(), hit.discontinued))

    def describe(self, table: str) -> TableDescription:
        """A table without its numbers; see `base.Source`."""
        hit = self._hit(table)
        address = f"{self._table(table)}/metadata"
        metadata = self._json(address, {"outputFormat": "json-stat2"}, table)
        return _described(metadata, hit, address)

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a table; see `base.Source`."""
        description = self.describe(selection.table)
        where = self._table(selection.table)
        fetched = fetch_selection(
            selection,
            description,
            lambda box: self._piece(selection.table, box),
            self._most_cells(),
            where,
        )
        dataset = replace(
            fetched.observed.dataset,
            source=self._name,
            code=selection.table,
            address=self._page.format(table=selection.table) if self._page else where,
        )
        return replace(fetched, observed=Observed(dataset, fetched.observed.table))

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a table is still as it was; see `base.Source`."""
        if since.updated is None:
            return False
        return self._hit(table).updated == since.updated

    def _hit(self, table: str) -> TableHit:
        told = self._json(self._table(table), {}, table)
        return _hit(told if isinstance(told, dict) else {})

    def _piece(self, table: str, box: Box) -> Observed:
        question = {
            "selection": [
                {"variableCode": name, "valueCodes": list(codes)} for name, codes in box.items()
            ]
        }
        address = f"{self._table(table)}/data"
        fields = {"lang": self._language, "outputFormat": "json-stat2"}
        try:
            answer = self._http.post(address, question, fields)
        except Refused as refused:
            raise told_on(refused, table, address) from None
        return read_jsonstat(answer.data, address, source=self._name).datasets[0]

    def _most_cells(self) -> int:
        if self._most is None:
            told = self._json(f"{self._address}/config", {}, "config")
            cells = told.get("maxDataCells") if isinstance(told, dict) else None
            self._most = cells if isinstance(cells, int) and cells > 0 else MOST_CELLS
            if isinstance(told, dict):
                calls, window = told.get("maxCallsPerTimeWindow"), told.get("timeWindow")
                if isinstance(calls, int) and isinstance(window, int):
                    self._http.allow(calls, window)
        return self._most

    def _json(self, address: str, fields: Mapping[str, str], table: str) -> Any:
        try:
            return read_json(self._http.get(address, {"lang": self._language, **fields}), address)
        except Refused as refused:
            raise told_on(refused, table, address) from None

    def _table(self, table: str) -> str:
        return f"{self._address}/tables/{quote(table, safe='')}"


def _hit(told: Mapping[str, Any]) -> TableHit:
    title = str(told.get("label") or "")
    return TableHit(
        code=str(told.get("id") or ""),
        title=title,
        updated=moment(told.get("updated")),
        first=str(told.get("firstPeriod") or ""),
        last=str(told.get("lastPeriod") or ""),
        discontinued=bool(told.get("discontinued")) or "(avslutta serie)" in title,
    )


def _described(metadata: Any, hit: TableHit, where: str) -> TableDescription:
    told = metadata if isinstance(metadata, dict) else {}
    dimensions, units = dimensions_of(told, where)
    said = told_roles(told)
    roles = find_roles(
        dimensions, names(said.get("metric")), names(said.get("geo")), names(said.get("time"))
    )
    as_is = {roles.content: Role.CONTENT, roles.region: Role.REGION, roles.period: Role.PERIOD}
    described = told["dimension"]
    variables = tuple(
        Variable(
            each.name,
            each.label,
            as_is.get(each.name, Role.SORT),
            {code: each.said(code) for code in each.codes},
            omissible=bool(_extension(described[each.name]).get("elimination")),
        )
        for each in dimensions
    )
    dataset = about(told, dimensions, roles, units, hit.code, "", Counter())
    ended = hit.discontinued or bool(_extension(told).get("discontinued"))
    full = replace(
        hit,
        title=hit.title or dataset.title,
        updated=hit.updated or dataset.updated,
        discontinued=ended,
    )
    return TableDescription(full, variables, dataset.contents, dataset.notes)


def _extension(told: Any) -> Mapping[str, Any]:
    found = told.get("extension") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}
