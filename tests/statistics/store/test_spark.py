"""The same expressions on Spark give the same answers as on DuckDB."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import ibis
import pyarrow as pa
import pytest

from ledetraad.followup.direction import Direction
from ledetraad.statistics.methods.judged import Method
from ledetraad.statistics.methods.progress_table import (
    BREAKS,
    STEPS,
    TARGETS,
    progress_table,
    summed,
)
from ledetraad.statistics.peers.standing_table import standing_table
from ledetraad.statistics.store.changes import changes
from ledetraad.statistics.store.engine import SERIES_KEY, Engine, engine, latest
from ledetraad.statistics.store.series import SeriesKey, chosen, series_in, series_of
from ledetraad.statistics.store.store import Store
from tests.statistics.numbers import NOW, observed

pytestmark = pytest.mark.spark

PLACES = ("0301", "1103", "3203", "4601", "5001")


@pytest.fixture(scope="module")
def engines() -> Iterator[tuple[Engine, Engine]]:
    """DuckDB and Spark, started once."""
    with engine("duckdb") as duckdb, engine("spark", threads=2) as spark:
        yield duckdb, spark


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two datasets, one of them in two editions; numbers that rise, fall, miss and cross zero."""
    kept = Store(tmp_path_factory.mktemp("store"))

    def numbers(shift: float) -> dict[str, list[float | str | None]]:
        return {
            place: [
                ":" if (n + year) % 9 == 4 else round(shift + (n - 2) * year + year % 3, 1)
                for year in range(8)
            ]
            for n, place in enumerate(PLACES)
        }

    kept.add(observed(numbers(5), code="1"), "march", NOW)
    kept.add(observed(numbers(6) | {"5001": [1.0, ":"]}, code="1"), "june", NOW)
    kept.add(observed(numbers(-3), code="2", breaks={"3203": (2018,)}), "june", NOW)
    return kept


def rows(engine: Engine, expression: Any) -> list[tuple[Any, ...]]:
    """An expression's rows, in an order that doesn't depend on the engine; numbers rounded."""

    def plain(value: Any) -> Any:
        if isinstance(value, float):
            return None if math.isnan(value) else float(f"{value:.9g}")
        return value

    found = engine.run(expression)
    names = sorted(found.column_names)
    return sorted(
        (tuple(plain(row[name]) for name in names) for row in found.to_pylist()), key=repr
    )


def both(engines: tuple[Engine, Engine], store: Store, make: Any) -> list[tuple[Any, ...]]:
    """The rows that both engines give for an expression of the store's numbers."""
    files = latest(store, store.catalogue())
    one, other = (rows(each, make(each.observations(files))) for each in engines)
    assert one == other
    return one


@pytest.mark.parametrize(("method", "with_breaks"), [(Method.GROWTH, True), (Method.LINEAR, False)])
def test_progress_is_the_same(
    engines: tuple[Engine, Engine], store: Store, method: Method, with_breaks: bool
) -> None:
    targets = [
        {
            "source": "ssb",
            "dataset": code,
            "content": "A",
            "region": place,
            "category": "",
            "direction": way.value,
            "start_year": 2016 if place == "1103" else None,
            "start_value": 4.0 if place == "1103" else None,
            "target_year": None if way is Direction.KEEP else 2030,
            "target_value": None if way is Direction.KEEP else 20.0 * (way is Direction.UP) - 3,
            "low": 2.0 if way is Direction.KEEP else None,
            "high": None,
        }
        for code in ("1", "2")
        for place, way in zip(
            PLACES,
            (Direction.UP, Direction.UP, Direction.DOWN, Direction.KEEP, Direction.DOWN),
            strict=True,
        )
    ]
    wanted = pa.Table.from_pylist(targets, schema=TARGETS)
    broken = pa.Table.from_pylist(
        [{"source": "ssb", "dataset": "2", "region": "3203", "year": 2018}], schema=BREAKS
    )

    steps = pa.Table.from_pylist(
        [
            {name: one[name] for name in SERIES_KEY} | {"step_year": year, "step_value": 6.0}
            for one in targets
            for year in (2020, 2026)
            if one["target_year"] is not None
        ],
        schema=STEPS,
    )

    found = both(
        engines,
        store,
        lambda table: progress_table(
            table,
            ibis.memtable(wanted),
            method,
            breaks=ibis.memtable(broken) if with_breaks else None,
            steps=ibis.memtable(steps) if with_breaks else None,
        ),
    )

    assert len(found) == 10
    assert {status for row in found for status in row} >= {"reached", "wrong_way"}


def test_standing_is_the_same(engines: tuple[Engine, Engine], store: Store) -> None:
    for direction in Direction:
        found = both(
            engines, store, lambda table, way=direction: standing_table(table, "3203", PLACES, way)
        )
        assert len(found) > 10


def test_sums_of_categories_are_the_same(engines: tuple[Engine, Engine], store: Store) -> None:
    assert len(both(engines, store, summed)) == 4 * 8 + 2 + 5 * 8


def test_changes_are_the_same(engines: tuple[Engine, Engine], store: Store) -> None:
    one, other = (list(changes(each, store, ("ssb", "1"), "march", "june")) for each in engines)

    assert one == other
    assert {each.kind for each in one} == {"revised", "gone"}


def test_series_are_the_same(engines: tuple[Engine, Engine], store: Store) -> None:
    datasets = [store.dataset("ssb", code) for code in ("1", "2")]
    files = latest(store, store.catalogue())
    keys = [SeriesKey("ssb", "2", "A", "3203"), SeriesKey("ssb", "1", "A", "0301")]

    whole = [
        series_in(each, chosen(each.observations(files), regions=PLACES), datasets)
        for each in engines
    ]
    some = [series_of(each, store, keys) for each in engines]

    assert whole[0] == whole[1]
    assert some[0] == some[1] == {key: whole[0][key] for key in keys}


def test_an_empty_store_is_empty(engines: tuple[Engine, Engine]) -> None:
    for each in engines:
        assert each.run(each.observations([])).num_rows == 0
