"""Editions are kept whole, found again, and never overwritten."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.observations import OBSERVATIONS, Observed
from ledetraad.statistics.store.faults import (
    DamagedStore,
    EditionExists,
    InvalidObservations,
    StoreInUse,
    UnknownDataset,
)
from ledetraad.statistics.store.lock import writing
from ledetraad.statistics.store.parquet import ordered
from ledetraad.statistics.store.store import Store
from ledetraad.statistics.store.verify import verify
from tests.statistics.numbers import NOW, dataset, observed, rows, table

ASKER = {"3203": [1.0, 2.0, ":"], "0301": [4.0, None, "-"]}


def test_what_is_kept_is_found_again_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    about = Dataset(
        source="ssb",
        code="12134",
        title="Nøkkeltall",
        contents=(Content("KOSAGD230000", "Netto driftsresultat", "prosent", 1),),
        regions={"3203": "Asker"},
        categories={"Kjonn": {"1": "Menn"}},
        updated=datetime(2026, 6, 15, 6, tzinfo=UTC),
        address="https://www.ssb.no/statbank/table/12134",
        licence="CC BY 4.0",
        notes=("Tallene er foreløpige.",),
        breaks={"3203": (2020,)},
        unrevised=("2025",),
    )
    given = Observed(about, table(rows(ASKER)))

    Store(tmp_path).add(given, "2026-06-15", NOW)

    found = Store(tmp_path).observed("ssb", "12134")
    assert found.dataset == about
    assert found.table.schema == OBSERVATIONS
    assert found.table.to_pylist() == table(rows(dict(sorted(ASKER.items())))).to_pylist()


def test_the_same_numbers_are_not_kept_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.add(observed(ASKER), "march", NOW)

    again = store.add(observed(dict(reversed(ASKER.items())), updated=NOW), "june", NOW)

    assert first.new
    assert not again.new
    assert again.edition == first.edition
    assert len(store.catalogue().get("ssb", "12134").editions) == 1


@pytest.mark.parametrize("other", [{"3203": [1.0, 2.0, 3.0]}, {"3203": [1.0, 2.0, ".."]}])
def test_an_edition_is_never_overwritten(tmp_path: Path, other: dict[str, list[float]]) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [1.0, 2.0, ":"]}), "march", NOW)

    with pytest.raises(EditionExists):
        store.add(observed(other), "march", NOW)

    assert store.observed("ssb", "12134").table["mark"].to_pylist() == [None, None, ":"]


def test_older_editions_stay_to_be_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [1.0]}), "march", NOW)
    added = store.add(observed({"3203": [2.0]}), "june", NOW)

    assert added.before is not None
    assert added.before.name == "march"
    assert store.observed("ssb", "12134").table["value"].to_pylist() == [2.0]
    assert store.observed("ssb", "12134", "march").table["value"].to_pylist() == [1.0]


def test_a_reader_goes_on_reading_what_it_began_with(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [1.0]}), "march", NOW)
    begun = store.catalogue().get("ssb", "12134").latest

    store.add(observed({"3203": [2.0]}), "june", NOW)

    assert pa.parquet.read_table(store.path(begun))["value"].to_pylist() == [1.0]


def test_readers_beside_a_writer_see_one_edition_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [0.0] * 50}), "0", NOW)
    seen: list[set[float]] = []

    def read() -> None:
        reader = Store(tmp_path)
        while 30.0 not in (
            found := set(reader.observed("ssb", "12134").table["value"].to_pylist())
        ):
            seen.append(found)

    with ThreadPoolExecutor(2) as readers:
        reading = [readers.submit(read) for _ in range(2)]
        for edition in range(1, 31):
            store.add(observed({"3203": [float(edition)] * 50}), str(edition), NOW)
        for each in reading:
            each.result()

    assert seen
    assert all(len(found) == 1 for found in seen)


@pytest.mark.parametrize("code", ["../../etc", "a/b", "Å æ ø", ".", "", "x" * 300, "a:b*?"])
def test_any_code_is_a_file_within_the_folder(tmp_path: Path, code: str) -> None:
    store = Store(tmp_path)

    added = store.add(observed(ASKER, code=code), code, NOW)

    assert store.path(added.edition).resolve().is_relative_to(tmp_path / "editions")
    assert store.observed("ssb", code).dataset.code == code


def test_codes_that_differ_have_files_that_differ(tmp_path: Path) -> None:
    store = Store(tmp_path)
    codes = ["a b", "a+b", "a%20b", "a.b", "a%2Eb", "y" * 300, "y" * 301]

    files = {store.add(observed(ASKER, code=code), "1", NOW).edition.file for code in codes}

    assert len(files) == len(codes)


def test_a_second_writer_is_told_that_there_is_another(tmp_path: Path) -> None:
    with writing(tmp_path, wait=0), pytest.raises(StoreInUse):
        Store(tmp_path, wait=0).add(observed(ASKER), "march", NOW)

    assert Store(tmp_path, wait=0).add(observed(ASKER), "march", NOW).new


def test_a_second_writer_waits_until_the_first_is_done(tmp_path: Path) -> None:
    first = writing(tmp_path, wait=0)
    first.__enter__()
    waited = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        first.__exit__(None, None, None)

    with writing(tmp_path, wait=1, clock=lambda: 0, sleep=sleep):
        assert len(waited) == 1


def test_what_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed(ASKER), "march", NOW)

    with pytest.raises(UnknownDataset, match="12135"):
        store.observed("ssb", "12135")
    with pytest.raises(UnknownDataset, match="march"):
        store.observed("ssb", "12134", "june")


def test_a_store_that_was_never_written_to_is_empty(tmp_path: Path) -> None:
    assert Store(tmp_path / "nowhere").catalogue().datasets == ()
    assert list(verify(Store(tmp_path / "nowhere"))) == []


def test_every_byte_that_is_changed_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed(ASKER, code="1"), "march", NOW)
    path = store.path(store.add(observed(ASKER, code="2"), "march", NOW).edition)
    written = path.read_bytes()

    for at in range(0, len(written), 97):
        path.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert [(each.path, each.code) for each in verify(store)] == [(path, "2")]

    path.write_bytes(written)
    assert list(verify(store)) == []


def test_a_file_that_is_cut_or_gone_is_found_and_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.path(store.add(observed(ASKER), "march", NOW).edition)
    path.write_bytes(path.read_bytes()[:-1])

    (damage,) = verify(store)
    assert (damage.path, damage.edition) == (path, "march")
    with pytest.raises(DamagedStore, match=r"march\.parquet"):
        store.observed("ssb", "12134")

    path.unlink()
    (damage,) = verify(store)
    assert str(damage.why) == "there is no such file or folder"


@pytest.mark.parametrize(
    "written", [b"", b"{}", b"[]", b"null", b'{"datasets": [], "checksum": 1}']
)
def test_a_damaged_catalogue_is_told_of(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "catalogue.json").write_bytes(written)

    with pytest.raises(DamagedStore, match=r"catalogue\.json"):
        list(verify(Store(tmp_path)))


def test_a_number_changed_in_the_catalogue_is_told_of(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed(ASKER), "march", NOW)
    path = tmp_path / "catalogue.json"
    path.write_text(path.read_text().replace('"rows": 6', '"rows": 7'))

    with pytest.raises(DamagedStore):
        store.catalogue()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"value": float("inf")}, "not finite"),
        ({"value": float("nan")}, "not finite"),
        ({"mark": "?"}, "“\\?” is no mark"),
        ({"region": None}, "region"),
        ({"period": "2016", "year": 2016}, "A · 3203 ·  · 2016 is there twice"),
    ],
)
def test_what_can_not_be_kept_is_refused_and_nothing_is_written(
    tmp_path: Path, wrong: dict[str, object], told: str
) -> None:
    some = rows({"3203": [1.0, 2.0]})
    loose = pa.schema([pa.field(field.name, field.type) for field in OBSERVATIONS])
    given = pa.Table.from_pylist([some[0] | wrong, some[1]], schema=loose)

    with pytest.raises(InvalidObservations, match=told):
        Store(tmp_path / "store").add(Observed(dataset(), given), "march", NOW)

    assert not (tmp_path / "store").exists()


def test_a_table_without_a_column_is_refused(tmp_path: Path) -> None:
    given = table(rows(ASKER)).drop_columns(["mark"])

    with pytest.raises(InvalidObservations, match="mark"):
        Store(tmp_path).add(Observed(dataset(), given), "march", NOW)


CODES = st.text("ab1Å", max_size=2)
CELLS = st.tuples(CODES, CODES, CODES, st.integers(1990, 2030))


@given(st.lists(CELLS, unique=True, max_size=30))
def test_rows_come_in_one_order_whatever_order_they_were_given_in(
    cells: list[tuple[str, str, str, int]],
) -> None:
    def made(some: list[tuple[str, str, str, int]]) -> pa.Table:
        names = ("content", "region", "category", "year")
        return table(
            [
                dict(zip(names, cell, strict=True))
                | {"period": str(cell[3]), "value": float(cell[3]), "mark": None}
                for cell in some
            ]
        )

    found = ordered(Observed(dataset(), made(cells)))

    assert found.to_pylist() == made(sorted(cells)).to_pylist()
    assert found.equals(ordered(Observed(dataset(), made(list(reversed(cells))))))
