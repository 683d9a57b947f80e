"""Klass: codes on a day, changes, and which KOSTRA group a municipality is in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ledetraad.statistics.faults import SourceUnavailable, UnknownTable
from ledetraad.statistics.reforms.changes import known_changes, merged_changes
from ledetraad.statistics.reforms.lineage import lineage
from ledetraad.statistics.sources.http import Http
from ledetraad.statistics.sources.klass import MUNICIPALITIES, Klass
from tests.statistics.sources.office import Asked, Office, open_office

_ANSWERS: dict[str, Any] = {
    "/v1/classifications/131/codesAt": {
        "codes": [
            {"code": "3203", "parentCode": None, "level": "1", "name": "Asker"},
            {"code": "4601", "parentCode": None, "level": "1", "name": "Bergen"},
        ]
    },
    "/v1/classifications/131/changes": {
        "codeChanges": [
            {
                "oldCode": "3203",
                "oldName": "Asker",
                "newCode": "9903",
                "newName": "Asker og omegn",
                "changeOccurred": "2030-01-01",
            },
            {"oldCode": None, "newCode": "9999", "changeOccurred": "2030-01-01"},
        ]
    },
    "/v1/correspondencetables/2840": {
        "correspondenceMaps": [
            {"sourceCode": "EKG12", "sourceName": "Gruppe 12", "targetCode": "4601"},
            {"sourceCode": "EKG13", "sourceName": "Oslo", "targetCode": "0301"},
        ]
    },
    "/v1/classifications/112/codesAt": {"unexpected": []},
}


class _Classifications(Office):
    """An office that answers as Klass does."""

    def answer(self, asked: Asked) -> tuple[int, Any]:
        found = _ANSWERS.get(asked.path)
        return (200, found) if found is not None else (404, {"error": "Classification not found"})


@pytest.fixture
def classifications() -> Iterator[Office]:
    """Klass on this machine."""
    with open_office(_Classifications({})) as opened:
        yield opened


@pytest.fixture
def klass(classifications: Office, http: Http) -> Klass:
    """A client of it."""
    return Klass(http, f"{classifications.address}/v1")


def test_the_municipalities_on_a_day(klass: Klass, classifications: Office) -> None:
    assert klass.codes(MUNICIPALITIES, date(2026, 1, 1)) == {"3203": "Asker", "4601": "Bergen"}
    assert classifications.asked[0].fields == {"date": "2026-01-01"}
    assert classifications.asked[0].headers["Accept"] == "application/json"


def test_later_changes_are_added_to_those_that_the_package_knows(
    klass: Klass, classifications: Office
) -> None:
    later = klass.changes(MUNICIPALITIES, date(2024, 1, 2), date(2031, 1, 1))

    changes = merged_changes(known_changes(), later)

    assert lineage("9903", changes).codes[:3] == ("9903", "3203", "3025")
    assert classifications.asked[0].fields == {"from": "2024-01-02", "to": "2031-01-01"}


def test_the_kostra_group_is_looked_up_and_never_guessed(klass: Klass) -> None:
    assert klass.kostra_groups() == {"4601": "EKG12", "0301": "EKG13"}


def test_a_classification_that_is_not_there_is_told(klass: Klass) -> None:
    with pytest.raises(UnknownTable, match=r"Classification not found \(HTTP 404\)"):
        klass.codes(999, date(2026, 1, 1))


def test_an_answer_of_another_shape_is_told(klass: Klass) -> None:
    with pytest.raises(SourceUnavailable, match="without “codes”"):
        klass.codes(112, date(2026, 1, 1))
