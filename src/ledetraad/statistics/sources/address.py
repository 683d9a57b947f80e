"""JSON-stat at an address: a dataset, a bundle, or a collection that points to further addresses.

Only those who administer may be let to name addresses: a server that fetches what anybody names can
be made to ask inside its own network.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from ledetraad.i18n import N_
from ledetraad.statistics.faults import UnknownTable
from ledetraad.statistics.formats.contents import Contents
from ledetraad.statistics.formats.jsonstat import read_jsonstat
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.sources.base import (
    Edition,
    Fetched,
    Selection,
    TableDescription,
    TableHit,
)
from ledetraad.statistics.sources.http import Answer, Http, Refused
from ledetraad.statistics.sources.whole import description_of, hit_of, part_of

SCHEMES: Final = frozenset({"https"})


class JsonStatAddress:
    """Tables by their addresses. "#2" or "#oecd" after one is the second, or the one of that name.

    Args:
        http: how to ask.
        schemes: what addresses may begin with.
        name: a short name, as in `Dataset.source`.
    """

    def __init__(
        self, http: Http, *, schemes: frozenset[str] = SCHEMES, name: str = "jsonstat"
    ) -> None:
        self._http = http
        self._schemes = schemes
        self._name = name

    @property
    def name(self) -> str:
        """Its short name."""
        return self._name

    def find(self, words: str) -> list[TableHit]:
        """What is at an address: its datasets, and those that it points to; see `base.Source`."""
        address = words.strip()
        _, contents = self._read(address)
        plain, _ = urldefrag(address)
        hits = [
            hit_of(f"{plain}#{observed.dataset.code or number}", observed)
            for number, observed in enumerate(contents.datasets, 1)
        ]
        return hits + [
            TableHit(urljoin(plain, each.address), each.title) for each in contents.links
        ]

    def describe(self, table: str) -> TableDescription:
        """A table without its numbers; see `base.Source`."""
        return description_of(table, self._table(table)[1])

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a table; see `base.Source`."""
        answer, observed = self._table(selection.table)
        kept, notices = part_of(selection, observed)
        return Fetched(kept, Edition(observed.dataset.updated, answer.tag), notices)

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a table is still as it was, by its ETag or its date; see `base.Source`."""
        if since.tag and self._ask(table, since.tag).unchanged:
            return True
        if since.updated is None:
            return False
        return self._table(table)[1].dataset.updated == since.updated

    def _table(self, table: str) -> tuple[Answer, Observed]:
        answer, contents = self._read(table)
        _, wanted = urldefrag(table)
        for number, observed in enumerate(contents.datasets, 1):
            if wanted in ("", str(number), observed.dataset.code):
                return answer, observed
        raise UnknownTable(
            N_("There is no table %(table)s there, or there is no more."),
            where=table,
            remedy=N_("Write # and a number after the file's name, such as #2."),
            table=wanted or table,
        )

    def _read(self, table: str) -> tuple[Answer, Contents]:
        answer = self._ask(table)
        return answer, read_jsonstat(answer.data, table, source=self._name)

    def _ask(self, table: str, tag: str = "") -> Answer:
        address, _ = urldefrag(table)
        if urlsplit(address).scheme not in self._schemes:
            raise UnknownTable(
                N_("“%(address)s” is no address that is fetched from."),
                where=address,
                remedy=N_("Write one that begins with https://."),
                address=address,
            )
        try:
            return self._http.get(address, tag=tag)
        except Refused as refused:
            raise UnknownTable(
                N_("The source refuses the question: %(words)s (HTTP %(status)s)."),
                where=address,
                remedy=N_("See that the address is right: it should be a table's."),
                words=refused.words or "–",
                status=refused.status,
            ) from None
