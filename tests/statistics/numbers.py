"""Small tables of observations, built for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from ledetraad.statistics.datasets import Content, Dataset
from ledetraad.statistics.observations import OBSERVATIONS, Observed

NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)
Cell = float | str | None
"""A number, a mark for a missing one, or nothing at all."""


def rows(
    series: Mapping[str, Sequence[Cell]], first: int = 2015, content: str = "A", category: str = ""
) -> list[dict[str, Any]]:
    """Rows of yearly series by region, from a first year on."""
    return [
        {
            "content": content,
            "region": region,
            "category": category,
            "period": str(year),
            "year": year,
            "value": None if isinstance(cell, str) else cell,
            "mark": cell if isinstance(cell, str) else None,
        }
        for region, cells in series.items()
        for year, cell in enumerate(cells, first)
    ]


def table(*some: list[dict[str, Any]]) -> pa.Table:
    """Rows as a table of observations."""
    return pa.Table.from_pylist([row for each in some for row in each], schema=OBSERVATIONS)


def dataset(code: str = "12134", **known: Any) -> Dataset:
    """A dataset with one content, "A"."""
    said: dict[str, Any] = {
        "source": "ssb",
        "title": "Eksempel",
        "contents": (Content("A", "Andel", "prosent", 1),),
    }
    return Dataset(code=code, **(said | known))


def observed(
    series: Mapping[str, Sequence[Cell]], code: str = "12134", first: int = 2015, **known: Any
) -> Observed:
    """A dataset with yearly series by region."""
    return Observed(dataset(code, **known), table(rows(series, first)))
