"""What computes over the store: one set of Ibis expressions, on DuckDB or on Spark.

DuckDB runs in this process and needs nothing else. Spark (`pyspark`, and Java 17) is for numbers
that outgrow one machine; the expressions and the files are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ledetraad.i18n import N_
from ledetraad.statistics.observations import OBSERVATIONS
from ledetraad.statistics.store.catalogue import Catalogue, Edition
from ledetraad.statistics.store.faults import DamagedStore, NoEngine
from ledetraad.statistics.store.settings import EngineName
from ledetraad.statistics.store.store import Store, damaged

SERIES_KEY: Final = ("source", "dataset", "content", "region", "category")
"""The columns that tell one series from all others."""


class Engine(Protocol):
    """What runs expressions; for one thread at a time."""

    def observations(self, files: Iterable[Path]) -> ir.Table:
        """Files of the store as one table: source, dataset, edition, and the observations."""

    def run(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression.

        Raises:
            DamagedStore: a file of the store can't be read.
        """


@contextmanager
def engine(name: EngineName = "duckdb", *, threads: int | None = None) -> Iterator[Engine]:
    """An engine, until it is let go.

    Args:
        name: which; see `StatisticsSettings`.
        threads: how many cores it may use; all where none is said.

    Raises:
        NoEngine: it is not installed.
    """
    made = _Spark(threads) if name == "spark" else _DuckDB(threads)
    try:
        yield made
    finally:
        made.close()


def latest(
    store: Store, catalogue: Catalogue, only: Iterable[tuple[str, str]] | None = None
) -> list[Path]:
    """The files of the latest editions, of all datasets or of those named by source and code."""
    kept = catalogue.datasets if only is None else [catalogue.get(*name) for name in only]
    return [store.path(each.latest) for each in kept]


def edition_table(engine: Engine, store: Store, edition: Edition) -> ir.Table:
    """One edition as a table; see `Engine.observations`."""
    return engine.observations([store.path(edition)])


class _DuckDB:
    def __init__(self, threads: int | None) -> None:
        options = {} if threads is None else {"threads": threads}
        self._backend = ibis.duckdb.connect(**options)
        self._files: dict[str, None] = {}
        self._tables: dict[str, ir.Table] = {}
        self._backend.raw_sql("SET parquet_metadata_cache = true")

    def observations(self, files: Iterable[Path]) -> ir.Table:
        names = [str(file) for file in files]
        if not names:
            return ibis.memtable(_NOTHING)
        # A file never changes, so an engine that is kept open has its table already.
        name = _name_of(names)
        if name not in self._tables:
            try:
                # The files' folders say nothing that the rows don't.
                self._tables[name] = self._backend.read_parquet(
                    names, table_name=name, hive_partitioning=False
                )
            except duckdb.Error as error:
                raise _damaged_among(names) or error from None
            self._files.update(dict.fromkeys(names))
        return self._tables[name]

    def run(self, expression: ir.Table) -> pa.Table:
        try:
            return self._backend.to_pyarrow(expression)
        except duckdb.Error as error:
            raise _damaged_among(self._files) or error from None

    def close(self) -> None:
        self._backend.disconnect()


class _Spark:
    def __init__(self, threads: int | None) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415

            self._session = (
                SparkSession.builder.master(f"local[{threads or '*'}]")
                .appName("ledetraad")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", str(threads or 4))
                .config("spark.sql.execution.arrow.pyspark.enabled", "true")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()
            )
            self._backend = ibis.pyspark.connect(self._session)
        except Exception as error:
            raise NoEngine(
                N_("Spark can't be started: %(why)s."),
                remedy=N_(
                    "Install Java 17 and requirements/spark.txt,"
                    " or choose the engine duckdb in the settings."
                ),
                why=str(error).split("\n", maxsplit=1)[0],
            ) from None

    def observations(self, files: Iterable[Path]) -> ir.Table:
        names = [str(file) for file in files]
        if not names:
            return ibis.memtable(_NOTHING)
        name = _name_of(names)
        self._session.read.parquet(*names).createOrReplaceTempView(name)
        return self._backend.table(name)

    def run(self, expression: ir.Table) -> pa.Table:
        return self._backend.to_pyarrow(expression)

    def close(self) -> None:
        self._session.stop()


_NOTHING = pa.schema(
    [pa.field(name, pa.string()) for name in ("source", "dataset", "edition")] + list(OBSERVATIONS)
).empty_table()


def _name_of(files: list[str]) -> str:
    return f"observations_{hashlib.sha256(repr(files).encode()).hexdigest()[:32]}"


def _damaged_among(files: Iterable[str]) -> DamagedStore | None:
    """That one of several files can't be read, and which; None where all can."""
    for file in files:
        try:
            pq.read_table(file, partitioning=None)
        except (OSError, pa.ArrowException) as error:
            return damaged(Path(file), error)
    return None
