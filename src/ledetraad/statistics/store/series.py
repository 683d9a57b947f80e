"""Series out of the store: the numbers of a thing in a place, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import ibis.expr.types as ir

from ledetraad.i18n import N_
from ledetraad.statistics.datasets import Dataset
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.series import Point, Series
from ledetraad.statistics.store.engine import SERIES_KEY, Engine, latest
from ledetraad.statistics.store.faults import InvalidObservations
from ledetraad.statistics.store.store import Store


@dataclass(frozen=True, slots=True, order=True)
class SeriesKey:
    """Which series it is; the columns are those of the table of observations."""

    source: str
    dataset: str
    content: str
    region: str
    category: str = ""


def chosen(
    observations: ir.Table,
    *,
    contents: Iterable[str] | None = None,
    regions: Iterable[str] | None = None,
    categories: Iterable[str] | None = None,
) -> ir.Table:
    """The rows of some contents, regions and categories; of all where none are named."""
    named = (("content", contents), ("region", regions), ("category", categories))
    return observations.filter(
        [observations[name].isin(list(wanted)) for name, wanted in named if wanted is not None]
    )


def series_of(engine: Engine, store: Store, keys: Iterable[SeriesKey]) -> dict[SeriesKey, Series]:
    """The few series that a page needs, out of the latest editions.

    Args:
        engine: what reads them; one that is kept open answers soonest.
        store: where they are.
        keys: which; those that are not there are left out of the answer.

    Raises:
        UnknownDataset: the store has not the dataset of one.
        DamagedStore: a file can't be read.
        InvalidObservations: one has several numbers in a year.
    """
    wanted = dict.fromkeys(keys)
    if not wanted:
        return {}
    catalogue = store.catalogue()
    names = dict.fromkeys((key.source, key.dataset) for key in wanted)
    rows = chosen(
        engine.observations(latest(store, catalogue, names)),
        contents={key.content for key in wanted},
        regions={key.region for key in wanted},
        categories={key.category for key in wanted},
    )
    datasets = [store.about(catalogue.get(*name).latest) for name in names]
    found = series_in(engine, rows, datasets)
    return {key: found[key] for key in wanted if key in found}


def series_in(
    engine: Engine, observations: ir.Table, datasets: Iterable[Dataset]
) -> dict[SeriesKey, Series]:
    """Every series in a table of observations.

    Args:
        engine: what reads it.
        observations: the rows; see `chosen`.
        datasets: what is known of the datasets, for units, breaks and what is unrevised.

    Raises:
        InvalidObservations: a series has several numbers in a year, such as one for each quarter.
    """
    columns = [*SERIES_KEY, "year", "period", "value", "mark"]
    return series_from(engine.run(observations.select(*columns)).to_pylist(), datasets)


def series_from(rows: list[dict[str, Any]], datasets: Iterable[Dataset]) -> dict[SeriesKey, Series]:
    """Every series among rows of observations; see `series_in`."""
    known = {(each.source, each.code): each for each in datasets}
    rows.sort(key=itemgetter(*SERIES_KEY, "year", "period"))
    found = {}
    for each, group in groupby(rows, key=itemgetter(*SERIES_KEY)):
        key = SeriesKey(*each)
        found[key] = _series(key, list(group), known.get((key.source, key.dataset)))
    return found


def _series(key: SeriesKey, rows: list[dict[str, Any]], dataset: Dataset | None) -> Series:
    years = [row["year"] for row in rows]
    if len(set(years)) < len(years):
        raise InvalidObservations(
            N_("The series has several numbers in a year, and no rule for choosing one."),
            where=" · ".join((key.source, key.dataset, key.content, key.region)),
            remedy=N_("Choose a table with one number a year."),
        )
    breaks = dataset.breaks_of(key.region) if dataset else frozenset()
    unrevised = set(dataset.unrevised) if dataset else set()
    points = []
    since = min(years, default=0)
    for row in rows:
        year, mark = row["year"], row["mark"]
        points.append(
            Point(
                year=year,
                value=row["value"],
                mark=None if mark is None else Mark(mark),
                # A break in a year that has no number stands before the next one that has.
                break_before=any(since < each <= year for each in breaks),
                unrevised=row["period"] in unrevised,
            )
        )
        since = year
    units = {each.code: each.unit for each in dataset.contents} if dataset else {}
    return Series(tuple(points), units.get(key.content, ""))
