"""Series come out of the store with what is known of each number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledetraad.statistics.marks import Mark
from ledetraad.statistics.observations import Observed
from ledetraad.statistics.series import Point, Series
from ledetraad.statistics.store.engine import engine, latest
from ledetraad.statistics.store.faults import DamagedStore, InvalidObservations
from ledetraad.statistics.store.series import SeriesKey, chosen, series_in
from ledetraad.statistics.store.store import Store
from tests.statistics.numbers import NOW, dataset, observed, rows, table


def test_a_series_has_its_marks_breaks_and_unrevised_numbers(tmp_path: Path) -> None:
    store = Store(tmp_path)
    known = {"breaks": {"3203": (2017,)}, "unrevised": ("2018",)}
    store.add(observed({"3203": [1.0, ":", 3.0, 4.0], "0301": [1.0]}, **known), "march", NOW)

    with engine() as duckdb:
        rows_ = chosen(duckdb.observations(latest(store, store.catalogue())), regions=["3203"])
        found = series_in(duckdb, rows_, [store.dataset("ssb", "12134")])

    assert found == {
        SeriesKey("ssb", "12134", "A", "3203"): Series(
            (
                Point(2015, 1.0),
                Point(2016, None, Mark.CONFIDENTIAL),
                Point(2017, 3.0, break_before=True),
                Point(2018, 4.0, unrevised=True),
            ),
            "prosent",
        )
    }


def test_a_break_in_a_year_without_a_row_stands_before_the_next(tmp_path: Path) -> None:
    store = Store(tmp_path)
    some = [row for row in rows({"3203": [1.0, 2.0, 3.0, 4.0]}) if row["year"] != 2016]
    store.add(Observed(dataset(breaks={"": (2016,)}), table(some)), "march", NOW)

    with engine() as duckdb:
        found = series_in(
            duckdb,
            duckdb.observations(latest(store, store.catalogue())),
            [store.dataset("ssb", "12134")],
        )

    (series,) = found.values()
    assert [point.year for point in series.points if point.break_before] == [2017]


def test_only_the_latest_editions_are_one_table(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [1.0]}, code="1"), "march", NOW)
    store.add(observed({"3203": [2.0]}, code="1"), "june", NOW)
    store.add(observed({"3203": [3.0]}, code="2"), "may", NOW)

    with engine() as duckdb:
        everything = duckdb.run(duckdb.observations(latest(store, store.catalogue())))

    found = {(row["dataset"], row["edition"], row["value"]) for row in everything.to_pylist()}
    assert found == {("1", "june", 2.0), ("2", "may", 3.0)}


def test_an_empty_store_is_an_empty_table(tmp_path: Path) -> None:
    with engine() as duckdb:
        assert duckdb.run(duckdb.observations([])).num_rows == 0


def test_several_numbers_in_a_year_are_no_yearly_series(tmp_path: Path) -> None:
    store = Store(tmp_path)
    quarters = rows({"3203": [1.0, 2.0]})
    for n, row in enumerate(quarters, 1):
        row.update(year=2024, period=f"2024K{n}")
    store.add(Observed(dataset(), table(quarters)), "march", NOW)

    with engine() as duckdb, pytest.raises(InvalidObservations, match="several numbers"):
        series_in(duckdb, duckdb.observations(latest(store, store.catalogue())), [])


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"nothing of the kind",
        lambda written: written[:-1],
        lambda written: written[:4] + bytes(200) + written[204:],
    ],
    ids=["another file", "cut", "pages lost"],
)
def test_a_damaged_file_among_several_is_named(
    tmp_path: Path, damaged: Callable[[bytes], bytes]
) -> None:
    store = Store(tmp_path)
    store.add(observed({"3203": [1.0]}, code="1"), "march", NOW)
    path = store.path(store.add(observed({"3203": [1.0]}, code="2"), "march", NOW).edition)
    path.write_bytes(damaged(path.read_bytes()))

    with engine() as duckdb, pytest.raises(DamagedStore, match=str(path)):
        duckdb.run(duckdb.observations(latest(store, store.catalogue())))
