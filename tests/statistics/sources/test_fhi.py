"""FHI's open API, answered on this machine in the form of its user guide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ledetraad.statistics.faults import UnknownTable
from ledetraad.statistics.sources.base import Edition, Role, Selection
from ledetraad.statistics.sources.fhi import Fhi
from ledetraad.statistics.sources.http import Http
from tests.statistics.sources.office import Asked, Fault, Office, open_office

_TABLE = {
    "tableId": 185,
    "title": "Befolkningsvekst (B)",
    "publishedAt": "2022-12-20T11:44:58.7706326+00:00",
    "modifiedAt": "2026-09-01T08:00:00+00:00",
}
_DIMENSIONS = {
    "dimensions": [
        {
            "code": "GEO",
            "label": "Geografi",
            "categories": [
                {
                    "value": "32",
                    "label": "Akershus",
                    "children": [{"value": "3203", "label": "Asker", "children": []}],
                }
            ],
        },
        {
            "code": "AAR",
            "label": "År",
            "categories": [
                {"value": "2023_2025", "label": "2023-2025"},
                {"value": "2020_2022", "label": "2020-2022"},
            ],
        },
        {
            "code": "MEASURE_TYPE",
            "label": "Måltall",
            "categories": [{"value": "RATE", "label": "per 1000"}],
        },
    ]
}
_VALUES = {("3203", "2020_2022"): 17.5, ("3203", "2023_2025"): None, ("32", "2020_2022"): 11}


class _Health(Office):
    """An office that answers as FHI does."""

    def answer(self, asked: Asked) -> tuple[int, Any]:
        told: dict[str, Any] = {
            "/v1/Common/source": [{"id": "nokkel", "title": "Folkehelsestatistikk"}],
            "/v1/nokkel/Table": [_TABLE],
            "/v1/nokkel/Table/185": _TABLE,
            "/v1/nokkel/Table/185/dimension": _DIMENSIONS,
            "/v1/nokkel/Table/185/flag": [{"title": ":", "text": "Skjult av personvernhensyn"}],
        }
        if asked.path in told:
            return 200, told[asked.path]
        if asked.path == "/v1/nokkel/Table/185/data":
            return 200, self._numbers(asked.body)
        return 404, {"status": "Not found"}

    def _numbers(self, question: Any) -> Any:
        assert {each["filter"] for each in question["dimensions"]} == {"item"}
        chosen = {each["code"]: each["values"] for each in question["dimensions"]}
        values = [_VALUES.get((place, years)) for place in chosen["GEO"] for years in chosen["AAR"]]
        return {
            "class": "dataset",
            "version": "2.0",
            "href": None,
            "label": "Befolkningsvekst (B)",
            "updated": "2022-12-20T11:44:58.7706326+00:00",
            "source": None,
            "role": None,
            "id": list(chosen),
            "size": [len(codes) for codes in chosen.values()],
            "dimension": {
                name: {
                    "label": name,
                    "category": {"index": codes, "label": {code: f"navn {code}" for code in codes}},
                }
                for name, codes in chosen.items()
            },
            "value": values,
            "status": {str(n): ":" for n, each in enumerate(values) if each is None},
        }


@pytest.fixture
def health() -> Iterator[Office]:
    """FHI on this machine."""
    with open_office(_Health({})) as opened:
        yield opened


@pytest.fixture
def fhi(health: Office, http: Http) -> Fhi:
    """A client of it."""
    return Fhi(http, f"{health.address}/v1")


def test_a_table_is_found_by_words_with_its_register(fhi: Fhi) -> None:
    (hit,) = fhi.find("befolkningsvekst")

    assert (hit.code, hit.title) == ("nokkel/185", "Befolkningsvekst (B)")
    assert fhi.find("noe annet") == []


def test_a_table_is_described_with_the_earliest_period_first(fhi: Fhi) -> None:
    description = fhi.describe("nokkel/185")

    assert [each.role for each in description.variables] == [
        Role.REGION,
        Role.PERIOD,
        Role.CONTENT,
    ]
    assert list(description.variables[0].values) == ["32", "3203"]
    assert list(description.variables[1].values) == ["2020_2022", "2023_2025"]
    assert description.notes == (": Skjult av personvernhensyn",)


def test_the_newest_is_the_newest_whatever_the_api_calls_it(fhi: Fhi) -> None:
    fetched = fhi.fetch(Selection("nokkel/185", {"GEO": ("3203",), "AAR": ("top(1)",)}))

    assert fetched.observed.table.to_pylist() == [
        {
            "content": "RATE",
            "region": "3203",
            "category": "",
            "period": "2023_2025",
            "year": 2025,
            "value": None,
            "mark": ":",
        }
    ]


def test_numbers_come_with_what_their_signs_mean(fhi: Fhi) -> None:
    fetched = fhi.fetch(Selection("nokkel/185", {"GEO": ("*",)}))

    rows = {(r["region"], r["year"]): r["value"] for r in fetched.observed.table.to_pylist()}
    assert rows == {
        ("32", 2022): 11.0,
        ("32", 2025): None,
        ("3203", 2022): 17.5,
        ("3203", 2025): None,
    }
    assert ": Skjult av personvernhensyn" in fetched.observed.dataset.notes
    assert (fetched.observed.dataset.source, fetched.observed.dataset.code) == ("fhi", "nokkel/185")


def test_unchanged_is_told_by_the_date_of_change(fhi: Fhi) -> None:
    edition = fhi.fetch(Selection("nokkel/185", {"GEO": ("3203",)})).edition

    assert fhi.unchanged("nokkel/185", edition)
    assert not fhi.unchanged("nokkel/185", Edition())


@pytest.mark.parametrize("table", ["nokkel/9", "185"])
def test_a_table_that_is_not_there_is_told(fhi: Fhi, table: str) -> None:
    with pytest.raises(UnknownTable):
        fhi.describe(table)


def test_too_many_rows_are_asked_for_in_parts(
    fhi: Fhi, health: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledetraad.statistics.sources.pxweb._FEWEST_CELLS", 1)
    health.data_faults.append(Fault(400, b'{"status": "maxRowCount exceeded"}'))

    fetched = fhi.fetch(Selection("nokkel/185", {"GEO": ("*",)}))

    assert len(fetched.observed.table) == 4
    assert len(health.data_asked) == 3
