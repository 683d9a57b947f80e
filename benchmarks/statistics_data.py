"""A made-up nation: municipalities × indicators × years × categories, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.methods.progress_table import TARGETS
from ledetraad.statistics.observations import OBSERVATIONS, Observed

AT = datetime(2026, 6, 15, tzinfo=UTC)
FIRST_YEAR, YEARS, CATEGORIES = 2011, 15, 10
PER_DATASET = 10
"""Indicators in a dataset, as in one of KOSTRA's tables."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the nation is."""

    municipalities: int = 357
    indicators: int = 100

    @property
    def rows(self) -> int:
        return self.municipalities * self.indicators * YEARS * CATEGORIES

    @property
    def pairs(self) -> int:
        return self.municipalities * self.indicators

    def regions(self) -> list[str]:
        return [f"{301 + 13 * n:04}" for n in range(self.municipalities)]

    def datasets(self) -> list[str]:
        return [f"{11000 + n}" for n in range(-(-self.indicators // PER_DATASET))]

    def contents(self, dataset: int) -> list[str]:
        first = dataset * PER_DATASET
        last = min(first + PER_DATASET, self.indicators)
        return [f"KOSindikator{n:04}0000" for n in range(first, last)]


def nation(size: Size) -> Iterator[Observed]:
    """Its datasets, one after the other; three in a hundred numbers are missing."""
    random = np.random.default_rng(2026)
    regions = size.regions()
    years = [str(FIRST_YEAR + n) for n in range(YEARS)]
    categories = [f"Alder={n:03}" for n in range(CATEGORIES)]
    for number, code in enumerate(size.datasets()):
        contents = size.contents(number)
        shape = (len(contents), len(regions), CATEGORIES, YEARS)
        rows = int(np.prod(shape))
        steps = random.standard_normal(shape).cumsum(axis=3)
        level = random.uniform(20, 80, shape[:3])[..., None]
        values = np.round(level + steps, 1).ravel()
        missing = random.random(rows) < 0.03
        places = np.unravel_index(np.arange(rows), shape)
        table = pa.Table.from_arrays(
            [
                _text(contents, places[0]),
                _text(regions, places[1]),
                _text(categories, places[2]),
                _text(years, places[3]),
                pa.array((FIRST_YEAR + places[3]).astype(np.int16)),
                pa.array(values, mask=missing),
                pa.array(np.where(missing, ":", None), pa.string()),
            ],
            schema=OBSERVATIONS,
        )
        labels = tuple(Content(each, f"Indikator {each}", "antall", 1) for each in contents)
        names = {region: f"Kommune {region}" for region in regions}
        yield Observed(Dataset("eksempel", code, "Oppdiktet tabell", labels, names), table)


def targets(size: Size) -> pa.Table:
    """A target for each municipality and indicator, of all categories together."""
    rows = [
        (code, content, region)
        for number, code in enumerate(size.datasets())
        for content in size.contents(number)
        for region in size.regions()
    ]
    datasets, contents, regions = zip(*rows, strict=True)
    many = len(rows)
    columns = {
        "source": ["eksempel"] * many,
        "dataset": datasets,
        "content": contents,
        "region": regions,
        "category": [""] * many,
        "direction": ["up" if n % 2 else "down" for n in range(many)],
        "start_year": [None] * many,
        "start_value": [None] * many,
        "target_year": [2030] * many,
        "target_value": [600.0 if n % 2 else 400.0 for n in range(many)],
        "low": [None] * many,
        "high": [None] * many,
    }
    return pa.table(columns, schema=TARGETS)


def _text(values: list[str], places: np.ndarray) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), values).cast(
        pa.string()
    )
