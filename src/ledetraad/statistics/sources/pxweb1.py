"""PxWebApi, version 1: lives on beside version 2, and is what many other offices have.

Source: the API's description (PxWeb, API 1.0) and what is said of the real services' answers in
public clients: too many cells is 403, a bad question is 400 with {"error": …}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from ledetraad.i18n import N_
from ledetraad.statistics.faults import SourceUnavailable
from ledetraad.statistics.formats.cube import Dimension, find_roles
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.formats.jsonstat_about import moment
from ledetraad.statistics.observations import Content, Observed
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
_NUMBERED = re.compile(r"(?P<code>\d{5}): ?(?P<title>.*)", re.DOTALL)
_SPAN = re.compile(r"(?P<first>\d{4}\w*)\s*[-–]\s*(?P<last>\d{4}\w*)\s*$")


class PxWeb1:
    """An office with PxWebApi v1.

    Args:
        name: its short name, as in `Dataset.source`.
        address: of the API in one language, such as "https://data.ssb.no/api/v0/no".
        http: how to ask.
        folder: what stands before a table's name in its address.
        page: where people read a table, with "{table}" in it.
    """

    def __init__(
        self, name: str, address: str, http: Http, *, folder: str = "table", page: str = ""
    ) -> None:
        self._name = name
        self._address = address.rstrip("/")
        self._folder = folder.strip("/")
        self._http = http
        self._page = page
        self._most: int | None = None

    @property
    def name(self) -> str:
        """Its short name."""
        return self._name

    def find(self, words: str) -> list[TableHit]:
        """The tables that words or a number lead to; see `base.Source`."""
        number = words.strip()
        asked = f"title:{number}" if number.isdecimal() else words
        found = self._json(f"{self._address}/{self._folder}/", {"query": asked}, words)
        hits: dict[str, TableHit] = {}
        for each in found if isinstance(found, list) else ():
            if isinstance(each, dict):
                hit = _hit(each)
                hits.setdefault(hit.code, hit)
        return sorted(hits.values(), key=lambda hit: hit.discontinued)

    def describe(self, table: str) -> TableDescription:
        """A table without its numbers; see `base.Source`."""
        address = self._table(table)
        told = self._json(address, {}, table)
        listed = told.get("variables") if isinstance(told, dict) else None
        if not isinstance(listed, list):
            raise SourceUnavailable(
                N_("The source does not describe the table as it should."),
                where=address,
                remedy=N_("See that the address is right: it should be a table's."),
            )
        dimensions = [_dimension(each) for each in listed]
        times = [each["code"] for each in listed if each.get("time")]
        roles = find_roles(dimensions, period=times)
        as_is = {roles.content: Role.CONTENT, roles.region: Role.REGION, roles.period: Role.PERIOD}
        variables = tuple(
            Variable(
                each.name,
                each.label,
                as_is.get(each.name, Role.SORT),
                {code: each.said(code) for code in each.codes},
                omissible=bool(about.get("elimination")),
            )
            for each, about in zip(dimensions, listed, strict=True)
        )
        title = str(told.get("title") or table)
        hit = TableHit(
            table, title, last=_last(variables), discontinued="(avslutta serie)" in title
        )
        contents = tuple(
            Content(code, label)
            for each in variables
            if each.role is Role.CONTENT
            for code, label in each.values.items()
        )
        return TableDescription(hit, variables, contents)

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
        """Whether a table is still as it was, told by its newest single cell."""
        if since.updated is None:
            return False
        one: Box = {each.code: (list(each.values)[-1],) for each in self.describe(table).variables}
        return self._piece(table, one).dataset.updated == since.updated

    def _piece(self, table: str, box: Box) -> Observed:
        question = {
            "query": [
                {"code": name, "selection": {"filter": "item", "values": list(codes)}}
                for name, codes in box.items()
            ],
            "response": {"format": "json-stat2"},
        }
        address = self._table(table)
        try:
            answer = self._http.post(address, question)
        except Refused as refused:
            raise told_on(refused, table, address) from None
        return read_jsonstat(answer.data, address, source=self._name).datasets[0]

    def _most_cells(self) -> int:
        if self._most is None:
            told = self._json(f"{self._address}/", {"config": ""}, "config")
            cells = told.get("maxCells") if isinstance(told, dict) else None
            self._most = cells if isinstance(cells, int) and cells > 0 else MOST_CELLS
            if isinstance(told, dict):
                calls, window = told.get("maxCalls"), told.get("timeWindow")
                if isinstance(calls, int) and isinstance(window, int):
                    self._http.allow(calls, window)
        return self._most

    def _json(self, address: str, fields: Mapping[str, str], table: str) -> Any:
        try:
            return read_json(self._http.get(address, fields), address)
        except Refused as refused:
            raise told_on(refused, table, address) from None

    def _table(self, table: str) -> str:
        return f"{self._address}/{self._folder}/{quote(table)}"


def _hit(told: Mapping[str, Any]) -> TableHit:
    """A hit; the table's number stands in its title, and its last period at the end of that."""
    title = str(told.get("title") or "")
    numbered = _NUMBERED.match(title)
    span = _SPAN.search(title)
    return TableHit(
        code=numbered["code"] if numbered is not None else str(told.get("id") or ""),
        title=title,
        updated=moment(told.get("published")),
        first=span["first"] if span is not None else "",
        last=span["last"] if span is not None else "",
        discontinued="(avslutta serie)" in title,
    )


def _dimension(told: Mapping[str, Any]) -> Dimension:
    codes = tuple(str(code) for code in told.get("values") or ())
    texts = tuple(str(text) for text in told.get("valueTexts") or codes)
    label = str(told.get("text") or told.get("code"))
    return Dimension(str(told.get("code")), codes, dict(zip(codes, texts, strict=False)), label)


def _last(variables: Sequence[Variable]) -> str:
    """The last period of a table."""
    period = next((each for each in variables if each.role is Role.PERIOD), None)
    return list(period.values.values())[-1] if period is not None and period.values else ""
