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
from ledetraad.statistics.formats.jsonstat_about import about, moment
from ledetraad.statistics.formats.jsonstat_parts import dimensions_of, names, told_roles
from ledetraad.statistics.sources.base import (
    Edition,
    TableDescription,
    TableHit,
)
from ledetraad.statistics.sources.describing import variables_of
from ledetraad.statistics.sources.http import Answer, Http
from ledetraad.statistics.sources.pxweb import Allowed, PxWeb
from ledetraad.statistics.sources.splitting import Box

_PAGE: Final = 50
_MOST_PAGES: Final = 4


class PxWeb2(PxWeb):
    """An office with PxWebApi v2, such as "https://data.ssb.no/api/pxwebapi/v2"; see `PxWeb`.

    Args:
        language: of titles and names.
    """

    def __init__(
        self, name: str, address: str, http: Http, *, page: str = "", language: str = "no"
    ) -> None:
        super().__init__(name, address, http, page)
        self._language = language

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

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a table is still as it was; see `base.Source`."""
        if since.updated is None:
            return False
        return self._hit(table).updated == since.updated

    def _hit(self, table: str) -> TableHit:
        told = self._json(self._table(table), {}, table)
        return _hit(told if isinstance(told, dict) else {})

    def _asked(self, table: str, box: Box) -> Answer:
        question = {
            "selection": [
                {"variableCode": name, "valueCodes": list(codes)} for name, codes in box.items()
            ]
        }
        fields = {"lang": self._language, "outputFormat": "json-stat2"}
        return self._http.post(f"{self._table(table)}/data", question, fields)

    def _allowed(self) -> Allowed:
        told = self._json(f"{self._address}/config", {}, "config")
        if not isinstance(told, dict):
            return Allowed()
        return Allowed(
            told.get("maxDataCells"), told.get("maxCallsPerTimeWindow"), told.get("timeWindow")
        )

    def _json(self, address: str, fields: Mapping[str, str], table: str) -> Any:
        return super()._json(address, {"lang": self._language, **fields}, table)

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
    described = told["dimension"]
    may = [bool(_extension(described[each.name]).get("elimination")) for each in dimensions]
    variables = variables_of(dimensions, roles, may)
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
