"""JSON-stat at an address, and fetching only what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from ledetraad.statistics.faults import UnknownTable
from ledetraad.statistics.sources.address import JsonStatAddress
from ledetraad.statistics.sources.base import Selection
from ledetraad.statistics.sources.http import Http
from ledetraad.statistics.sources.refresh import fetch_if_changed
from tests.statistics.shared import JSONSTAT
from tests.statistics.sources.office import Asked, Office, open_office


class _Shelf(Office):
    """An office that gives out the real files as they are."""

    def answer(self, asked: Asked) -> tuple[int, Any]:
        file = JSONSTAT / asked.path.strip("/")
        return (200, orjson.loads(file.read_bytes())) if file.is_file() else (404, {})


@pytest.fixture
def shelf() -> Iterator[Office]:
    """The real files at addresses on this machine."""
    with open_office(_Shelf({})) as opened:
        yield opened


@pytest.fixture
def source(http: Http) -> JsonStatAddress:
    """A client that may ask this machine."""
    return JsonStatAddress(http, schemes=frozenset({"http"}))


def test_a_bundles_datasets_are_found_at_its_address(
    source: JsonStatAddress, shelf: Office
) -> None:
    hits = source.find(f"{shelf.address}/oecd-canada.json")

    assert [hit.code.rpartition("#")[2] for hit in hits] == ["oecd", "canada"]


def test_a_collections_addresses_are_found(source: JsonStatAddress, shelf: Office) -> None:
    hits = source.find(f"{shelf.address}/collection.json")

    assert len(hits) == 8
    assert hits[0].code == "https://json-stat.org/samples/oecd.json"


@pytest.mark.parametrize("which", ["#canada", "#2"])
def test_a_part_of_one_of_them_is_fetched(
    source: JsonStatAddress, shelf: Office, which: str
) -> None:
    table = f"{shelf.address}/oecd-canada.json{which}"

    fetched = source.fetch(Selection(table, {"sex": ("F",), "ContentsCode": ("POP",)}))

    assert len(fetched.observed.table) == 20
    assert fetched.observed.table["value"].to_pylist()[0] == 17571.3


def test_what_has_not_changed_is_not_fetched_again(source: JsonStatAddress, shelf: Office) -> None:
    shelf.headers["ETag"] = '"1"'
    selection = Selection(f"{shelf.address}/ssb-05300.json")
    first = fetch_if_changed(source, selection, None)
    assert first is not None

    assert fetch_if_changed(source, selection, first.edition) is None
    shelf.headers["ETag"] = '"2"'
    assert fetch_if_changed(source, selection, first.edition) is None  # same date in it


def test_what_has_changed_is_fetched_again(source: JsonStatAddress, shelf: Office) -> None:
    first = source.fetch(Selection(f"{shelf.address}/ssb-05300.json"))
    other = Selection(f"{shelf.address}/statswe.json")

    assert fetch_if_changed(source, other, first.edition) is not None


def test_other_addresses_than_those_allowed_are_not_asked(http: Http, shelf: Office) -> None:
    with pytest.raises(UnknownTable):
        JsonStatAddress(http).fetch(Selection(f"{shelf.address}/ssb-05300.json"))

    assert shelf.asked == []


@pytest.mark.parametrize("table", ["ingen.json", "oecd-canada.json#3"])
def test_what_is_not_there_is_told(source: JsonStatAddress, shelf: Office, table: str) -> None:
    with pytest.raises(UnknownTable):
        source.describe(f"{shelf.address}/{table}")
