"""One job of `benchmarks.statistics` in a process of its own; prints its seconds as JSON.

    python -m benchmarks.statistics_jobs JOB FOLDER MUNICIPALITIES INDICATORS

The seconds are the job's alone: Python's start, imports and making the data up are left out.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.statistics_data import AT, Size, nation, targets

TIMES = 3
THEME = 20
"""Indicators on a theme page."""


def load(folder: Path, size: Size) -> dict[str, Any]:
    """Keep every dataset in a store, checked, ordered, checksummed and on the disk."""
    from ledetraad.statistics.store.store import Store

    store = Store(folder / "store")
    spent = cores = 0.0
    for observed in nation(size):
        began, worked = time.perf_counter(), sum(os.times()[:2])
        store.add(observed, "2026-06-15", AT)
        spent += time.perf_counter() - began
        cores += sum(os.times()[:2]) - worked
    return {"seconds": spent, "cores": cores}


def load_pandas(folder: Path, size: Size) -> dict[str, Any]:
    """The same rows by pandas: no checks, no checksums, no catalogue."""
    import pandas as pd

    (folder / "pandas").mkdir(exist_ok=True)
    spent = cores = 0.0
    for observed in nation(size):
        frame: pd.DataFrame = observed.table.to_pandas()
        began, worked = time.perf_counter(), sum(os.times()[:2])
        frame = frame.sort_values(["content", "region", "category", "year"])
        frame.to_parquet(folder / "pandas" / f"{observed.dataset.code}.parquet", compression="zstd")
        spent += time.perf_counter() - began
        cores += sum(os.times()[:2]) - worked
    return {"seconds": spent, "cores": cores}


def load_polars(folder: Path, size: Size) -> dict[str, Any]:
    """The same rows by Polars: no checks, no checksums, no catalogue."""
    import polars as pl

    (folder / "polars").mkdir(exist_ok=True)
    spent = cores = 0.0
    for observed in nation(size):
        frame: Any = pl.from_arrow(observed.table)
        began, worked = time.perf_counter(), sum(os.times()[:2])
        frame = frame.sort("content", "region", "category", "year")
        frame.write_parquet(folder / "polars" / f"{observed.dataset.code}.parquet")
        spent += time.perf_counter() - began
        cores += sum(os.times()[:2]) - worked
    return {"seconds": spent, "cores": cores}


def bare(folder: Path, size: Size) -> dict[str, Any]:
    """DuckDB's bare aggregate over all rows: the sum for each municipality and indicator."""
    import duckdb

    files = sorted(map(str, (folder / "store" / "editions").rglob("*.parquet")))

    def job() -> int:
        connection = duckdb.connect()
        found = connection.execute(
            "SELECT dataset, content, region, sum(value)"
            " FROM read_parquet(?, hive_partitioning = false) GROUP BY ALL",
            [files],
        ).to_arrow_table()
        return int(found.num_rows)

    return _timed(job, size.pairs)


def progress(folder: Path, size: Size) -> dict[str, Any]:
    """How it goes with every municipality and indicator, all categories summed year by year."""
    import ibis

    from ledetraad.statistics.methods.judged import Method
    from ledetraad.statistics.methods.progress_table import progress_table, summed
    from ledetraad.statistics.store.engine import engine, latest
    from ledetraad.statistics.store.store import Store

    store = Store(folder / "store")
    wanted = targets(size)

    def job() -> int:
        with engine() as duckdb:
            rows = duckdb.observations(latest(store, store.catalogue()))
            table = progress_table(summed(rows), ibis.memtable(wanted), Method.GROWTH)
            return int(duckdb.run(table).num_rows)

    return _timed(job, size.pairs)


def progress_pandas(folder: Path, size: Size) -> dict[str, Any]:
    """The same by pandas, growth and status alone."""
    import numpy as np
    import pandas as pd

    def job() -> int:
        columns = ["dataset", "content", "region", "year", "value"]
        files = sorted((folder / "store" / "editions").rglob("*.parquet"))
        frame = pd.concat([pd.read_parquet(file, columns=columns) for file in files])
        key = ["dataset", "content", "region"]
        sums = frame.groupby([*key, "year"], sort=True, observed=True)["value"].sum(min_count=10)
        rows = sums.dropna().reset_index()
        ends = rows.groupby(key, observed=True).agg(
            first_year=("year", "first"),
            first=("value", "first"),
            last_year=("year", "last"),
            last=("value", "last"),
        )
        years, left = ends.last_year - ends.first_year, 2030 - ends.first_year
        observed = (ends["last"] / ends["first"]) ** (1 / years) - 1
        required = (600 / ends["first"]) ** (1 / left) - 1
        ends["status"] = np.select([observed / required >= 0.95], ["on_track"], "off_track")
        return len(ends)

    return _timed(job, size.pairs, times=1)


def progress_polars(folder: Path, size: Size) -> dict[str, Any]:
    """The same by Polars, growth and status alone."""
    import polars as pl

    def job() -> int:
        key = ["dataset", "content", "region"]
        files = sorted(map(str, (folder / "store" / "editions").rglob("*.parquet")))
        sums = (
            pl.scan_parquet(files)
            .group_by([*key, "year"])
            .agg(value=pl.col("value").sum(), known=pl.col("value").count())
            .filter(pl.col("known") == 10)
        )
        ends = sums.group_by(key).agg(
            first_year=pl.col("year").min(),
            first=pl.col("value").sort_by("year").first(),
            last_year=pl.col("year").max(),
            last=pl.col("value").sort_by("year").last(),
        )
        years, left = pl.col("last_year") - pl.col("first_year"), 2030 - pl.col("first_year")
        ratio = ((pl.col("last") / pl.col("first")) ** (1 / years) - 1) / (
            (600 / pl.col("first")) ** (1 / left) - 1
        )
        found = ends.with_columns(
            status=pl.when(ratio >= 0.95).then(pl.lit("on_track")).otherwise(pl.lit("off_track"))
        )
        return int(found.collect().height)

    return _timed(job, size.pairs)


def theme(folder: Path, size: Size) -> dict[str, Any]:
    """A theme page's numbers: 20 indicators' series of a municipality and four peers."""
    from ledetraad.statistics.store.engine import engine
    from ledetraad.statistics.store.series import SeriesKey, series_of
    from ledetraad.statistics.store.store import Store

    store = Store(folder / "store")
    regions = size.regions()[:5]
    contents = [
        (code, content)
        for number, code in enumerate(size.datasets())
        for content in size.contents(number)
    ]
    chosen = contents[:: max(len(contents) // THEME, 1)][:THEME]
    keys = [
        SeriesKey("eksempel", code, content, region, "Alder=000")
        for code, content in chosen
        for region in regions
    ]

    with engine() as duckdb:
        return _timed(lambda: len(series_of(duckdb, store, keys)), len(keys), times=9)


def _timed(job: Callable[[], int], expected: int, times: int = TIMES) -> dict[str, Any]:
    """The median of some runs; the first, in which much is loaded late, is left out of several."""
    spent, cores = [], []
    for _ in range(times + (times > 1)):
        began, worked = time.perf_counter(), sum(os.times()[:2])
        found = job()
        spent.append(time.perf_counter() - began)
        cores.append(sum(os.times()[:2]) - worked)
        if found != expected:
            raise SystemExit(f"expected {expected} rows, not {found}")
    return {
        "seconds": median(spent[1:] or spent),
        "cores": median(cores[1:] or cores),
        "first": spent[0],
    }


JOBS = {
    each.__name__: each
    for each in (
        load,
        load_pandas,
        load_polars,
        bare,
        progress,
        progress_pandas,
        progress_polars,
        theme,
    )
}


def main() -> None:
    """Do a job."""
    job, folder, municipalities, indicators = sys.argv[1:5]
    told = JOBS[job](Path(folder), Size(int(municipalities), int(indicators)))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
