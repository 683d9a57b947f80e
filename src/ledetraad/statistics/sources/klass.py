"""Klass, Statistics Norway's classifications: municipalities and their changes, KOSTRA groups.

Source: the API's guide (data.ssb.no/api/klass/v1/api-guide.html). Classifications: 131
municipalities, 104 counties, 112 KOSTRA groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ledetraad.i18n import N_
from ledetraad.statistics.faults import SourceUnavailable, UnknownTable
from ledetraad.statistics.reforms.changes import Change
from ledetraad.statistics.sources.http import Http, Refused, read_json

ADDRESS: Final = "https://data.ssb.no/api/klass/v1"
MUNICIPALITIES: Final = 131
KOSTRA_GROUPS: Final = 112
GROUPS_TABLE: Final = 2840
"""The correspondence of municipalities with KOSTRA groups for 2026; each year has its own."""


@dataclass(frozen=True, slots=True)
class Match:
    """A code of one classification and what it corresponds to in another."""

    source: str
    source_name: str
    target: str
    target_name: str


class Klass:
    """The classifications.

    Args:
        http: how to ask.
        address: of the API.
    """

    def __init__(self, http: Http, address: str = ADDRESS) -> None:
        self._http = http
        self._address = address.rstrip("/")

    def codes(self, classification: int, day: date) -> dict[str, str]:
        """A classification's codes on a day, with their names.

        Raises:
            UnknownTable: there is no such classification.
            SourceUnavailable: there is no answer, or none that can be used.
        """
        told = self._rows(
            f"classifications/{classification}/codesAt", {"date": day.isoformat()}, "codes"
        )
        return {_text(each, "code"): _text(each, "name") for each in told}

    def changes(self, classification: int, since: date, until: date) -> tuple[Change, ...]:
        """What changed in a classification between two days; codes that only came or went are none.

        Raises:
            UnknownTable, SourceUnavailable: see `codes`.
        """
        span = {"from": since.isoformat(), "to": until.isoformat()}
        told = self._rows(f"classifications/{classification}/changes", span, "codeChanges")
        return tuple(
            sorted(
                Change(
                    date.fromisoformat(_text(each, "changeOccurred")[:10]),
                    _text(each, "oldCode"),
                    _text(each, "newCode"),
                    _text(each, "oldName"),
                    _text(each, "newName"),
                )
                for each in told
                if _text(each, "oldCode") and _text(each, "newCode")
            )
        )

    def correspondence(self, table: int) -> tuple[Match, ...]:
        """A correspondence table.

        Raises:
            UnknownTable, SourceUnavailable: see `codes`.
        """
        told = self._rows(f"correspondencetables/{table}", {}, "correspondenceMaps")
        return tuple(
            Match(
                _text(each, "sourceCode"),
                _text(each, "sourceName"),
                _text(each, "targetCode"),
                _text(each, "targetName"),
            )
            for each in told
        )

    def kostra_groups(self, table: int = GROUPS_TABLE) -> dict[str, str]:
        """The KOSTRA group of each municipality: its code in KOSTRA's tables, such as "EKG12".

        Never guess it: it follows from population, bound costs and free income.

        Raises:
            UnknownTable, SourceUnavailable: see `codes`.
        """
        groups = {}
        for match in self.correspondence(table):
            ends = (match.source, match.target)
            group = next((code for code in ends if code.startswith("EKG")), "")
            place = next((code for code in ends if code.isdecimal()), "")
            if group and place:
                groups[place] = group
        return groups

    def _rows(self, path: str, fields: Mapping[str, str], key: str) -> list[Mapping[str, Any]]:
        address = f"{self._address}/{path}"
        try:
            told = read_json(self._http.get(address, fields), address)
        except Refused as refused:
            raise UnknownTable(
                N_("The source refuses the question: %(words)s (HTTP %(status)s)."),
                where=address,
                remedy=N_("Look the classification up at ssb.no/klass."),
                words=refused.words or "–",
                status=refused.status,
            ) from None
        rows = told.get(key) if isinstance(told, dict) else None
        if not isinstance(rows, list):
            raise SourceUnavailable(
                N_("The source answers without “%(key)s”."),
                where=address,
                remedy=N_("Try again later; the source may be busy or being updated."),
                key=key,
            )
        return [each for each in rows if isinstance(each, dict)]


def _text(row: Mapping[str, Any], key: str) -> str:
    told = row.get(key)
    return told.strip() if isinstance(told, str) else ""
