"""PxWebApi, version 1: lives on beside version 2, and is what many other offices have.

Source: the API's description (PxWeb, API 1.0) and what is said of the real services' answers in
public clients: too many cells is 403, a bad question is 400 with {"error": …}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ledetraad.i18n import N_
from ledetraad.statistics.faults import SourceUnavailable
from ledetraad.statistics.formats.cube import Dimension, find_roles
from ledetraad.statistics.formats.jsonstat_about import moment
from ledetraad.statistics.sources.base import (
    Edition,
    Role,
    TableDescription,
    TableHit,
    Variable,
)
from ledetraad.statistics.sources.describing import contents_of, variables_of
from ledetraad.statistics.sources.http import Answer, Http
from ledetraad.statistics.sources.pxweb import Allowed, PxWeb
from ledetraad.statistics.sources.splitting import Box

_NUMBERED = re.compile(r"(?P<code>\d{5}): ?(?P<title>.*)", re.DOTALL)
_SPAN = re.compile(r"(?P<first>\d{4}\w*)\s*[-–]\s*(?P<last>\d{4}\w*)\s*$")


class PxWeb1(PxWeb):
    """An office with PxWebApi v1 in one language, such as "https://data.ssb.no/api/v0/no".

    Args:
        folder: what stands before a table's name in its address; for the others see `PxWeb`.
    """

    def __init__(
        self, name: str, address: str, http: Http, *, folder: str = "table", page: str = ""
    ) -> None:
        super().__init__(name, address, http, page)
        self._folder = folder.strip("/")

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
        may = [bool(each.get("elimination")) for each in listed]
        variables = variables_of(dimensions, roles, may)
        title = str(told.get("title") or table)
        hit = TableHit(
            table, title, last=_last(variables), discontinued="(avslutta serie)" in title
        )
        return TableDescription(hit, variables, contents_of(variables))

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a table is still as it was, told by its newest single cell."""
        if since.updated is None:
            return False
        one: Box = {each.code: (list(each.values)[-1],) for each in self.describe(table).variables}
        return self._piece(table, one).dataset.updated == since.updated

    def _asked(self, table: str, box: Box) -> Answer:
        question = {
            "query": [
                {"code": name, "selection": {"filter": "item", "values": list(codes)}}
                for name, codes in box.items()
            ],
            "response": {"format": "json-stat2"},
        }
        return self._http.post(self._table(table), question)

    def _allowed(self) -> Allowed:
        told = self._json(f"{self._address}/", {"config": ""}, "config")
        if not isinstance(told, dict):
            return Allowed()
        return Allowed(told.get("maxCells"), told.get("maxCalls"), told.get("timeWindow"))

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
