"""The Norwegian Institute of Public Health's open API: Folkehelsestatistikk and its registers.

Source: the API's user guide (github.com/folkehelseinstituttet/Fhi.Statistikk.OpenAPI). Values are
always asked for by their codes, since the API's own filters mean other things than Statistics
Norway's: "bottom" is the newest and "top" the oldest, as public clients have measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from ledetraad.i18n import N_
from ledetraad.statistics.faults import SourceUnavailable, UnknownTable
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

ADDRESS: Final = "https://statistikk-data.fhi.no/api/open/v1"
PAGE: Final = "https://statistikk.fhi.no"
MOST_ROWS: Final = 50_000
LICENCE: Final = "CC BY 4.0"


class Fhi:
    """FHI's statistics. A table's name is its register and its number, such as "nokkel/185".

    Args:
        http: how to ask.
        address: of the API.
    """

    def __init__(self, http: Http, address: str = ADDRESS) -> None:
        self._http = http
        self._address = address.rstrip("/")

    @property
    def name(self) -> str:
        """Its short name."""
        return "fhi"

    def find(self, words: str) -> list[TableHit]:
        """The tables whose titles hold all the words, in every register; see `base.Source`."""
        wanted = words.casefold().split()
        hits = []
        for register in self._listed(f"{self._address}/Common/source", words):
            key = str(register.get("id") or "")
            for table in self._listed(f"{self._address}/{quote(key)}/Table", words):
                hit = _hit(key, table)
                if all(word in f"{hit.code} {hit.title}".casefold() for word in wanted):
                    hits.append(hit)
        return hits

    def describe(self, table: str) -> TableDescription:
        """A table without its numbers; see `base.Source`."""
        address = self._table(table)
        told = self._json(address, table)
        hit = _hit(table.split("/", maxsplit=1)[0], told if isinstance(told, dict) else {})
        dimensions = list(self._dimensions(table))
        roles = find_roles(dimensions)
        as_is = {roles.content: Role.CONTENT, roles.region: Role.REGION, roles.period: Role.PERIOD}
        variables = tuple(
            Variable(each.name, each.label, as_is.get(each.name, Role.SORT), each.labels)
            for each in dimensions
        )
        contents = tuple(
            Content(code, label)
            for each in variables
            if each.role is Role.CONTENT
            for code, label in each.values.items()
        )
        return TableDescription(hit, variables, contents, tuple(self._notes(table)))

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a table; see `base.Source`."""
        description = self.describe(selection.table)
        fetched = fetch_selection(
            selection,
            description,
            lambda box: self._piece(selection.table, box),
            MOST_ROWS,
            self._table(selection.table),
        )
        dataset = replace(
            fetched.observed.dataset,
            source=self.name,
            code=selection.table,
            title=description.hit.title or fetched.observed.dataset.title,
            address=PAGE,
            licence=LICENCE,
        )
        edition = Edition(description.hit.updated or fetched.edition.updated)
        return replace(fetched, observed=Observed(dataset, fetched.observed.table), edition=edition)

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a table is still as it was; see `base.Source`."""
        if since.updated is None:
            return False
        told = self._json(self._table(table), table)
        return isinstance(told, dict) and _changed_at(told) == since.updated

    def _piece(self, table: str, box: Box) -> Observed:
        question = {
            "dimensions": [
                {"code": name, "filter": "item", "values": list(codes)}
                for name, codes in box.items()
            ],
            "response": {"format": "json-stat2", "maxRowCount": MOST_ROWS},
        }
        address = f"{self._table(table)}/data"
        try:
            answer = self._http.post(address, question)
        except Refused as refused:
            raise told_on(refused, table, address) from None
        return read_jsonstat(answer.data, address, source=self.name).datasets[0]

    def _dimensions(self, table: str) -> Iterator[Dimension]:
        told = self._json(f"{self._table(table)}/dimension", table)
        listed = told.get("dimensions") if isinstance(told, dict) else None
        if not isinstance(listed, list):
            raise SourceUnavailable(
                N_("The source does not describe the table as it should."),
                where=self._table(table),
                remedy=N_("Try again later; the source may be busy or being updated."),
            )
        for each in listed:
            labels = dict(_values(each.get("categories")))
            code = str(each.get("code"))
            if all(value[:4].isdecimal() for value in labels):  # periods: the earliest first
                labels = dict(sorted(labels.items()))
            yield Dimension(code, tuple(labels), labels, str(each.get("label") or code))

    def _notes(self, table: str) -> Iterator[str]:
        """What the signs in a table mean."""
        for flag in self._listed(f"{self._table(table)}/flag", table):
            said = " ".join(str(flag.get(key) or "").strip() for key in ("title", "text"))
            if said.strip():
                yield said.strip()

    def _listed(self, address: str, table: str) -> list[Mapping[str, Any]]:
        told = self._json(address, table)
        return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []

    def _json(self, address: str, table: str) -> Any:
        try:
            return read_json(self._http.get(address), address)
        except Refused as refused:
            raise told_on(refused, table, address) from None

    def _table(self, table: str) -> str:
        register, _, number = table.partition("/")
        if not number:
            raise UnknownTable(
                N_("There is no table %(table)s there, or there is no more."),
                where=self._address,
                remedy=N_("Write the register and the number, such as nokkel/185."),
                table=table,
            )
        return f"{self._address}/{quote(register)}/Table/{quote(number, safe='')}"


def _hit(register: str, told: Mapping[str, Any]) -> TableHit:
    return TableHit(
        f"{register}/{told.get('tableId', '')}", str(told.get("title") or ""), _changed_at(told)
    )


def _changed_at(told: Mapping[str, Any]) -> Any:
    return moment(told.get("modifiedAt")) or moment(told.get("publishedAt"))


def _values(told: Any) -> Iterator[tuple[str, str]]:
    """A dimension's values, of which some may be below others."""
    for each in told if isinstance(told, list) else ():
        if isinstance(each, dict):
            value = str(each.get("value"))
            yield value, str(each.get("label") or value)
            yield from _values(each.get("children"))
