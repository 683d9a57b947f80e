"""Real yearly series from ../shared/data; see the README there for their sources."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

from ledetraad.statistics.series import Point, Series

DATA = Path(__file__).parents[3] / "shared" / "data"


def randaberg() -> dict[str, Series]:
    """Pupils in ordinary teaching, by municipality and group, 2015-2025."""
    (kpi,) = json.loads((DATA / "randaberg" / "data" / "kpi.json").read_text())["kpis"]
    years = [int(year) for year in kpi["years"]]
    return {
        region: Series(
            tuple(Point(year, value) for year, value in zip(years, values, strict=True)), "%"
        )
        for region, values in kpi["series"].items()
    }


def unemployment() -> list[Series]:
    """The unemployment rates of 36 OECD countries and areas, 2003-2014."""
    return _yearly(_document("oecd-canada")["oecd"])


def deaths() -> list[Series]:
    """Deaths by age and sex in one Swedish county, 1969-1996."""
    return _yearly(_document("statswe")["dataset"])


def culture() -> list[Series]:
    """Distances to culture in Norway, in nine years from 1991 to 2021 that are far apart."""
    return _yearly(_document("ssb-05300"))


def _document(name: str) -> Any:
    return json.loads((DATA / "jsonstat" / f"{name}.json").read_text())


def _yearly(dataset: Any) -> list[Series]:
    """Every series of a dense JSON-stat dataset, whose years are its time dimension's labels."""
    about = dataset["dimension"]
    names, sizes = (dataset.get(each) or about[each] for each in ("id", "size"))
    time = names.index((dataset.get("role") or about["role"])["time"][0])
    index = about[names[time]]["category"]["index"]
    years = [
        int(year) for year in (sorted(index, key=index.get) if isinstance(index, dict) else index)
    ]
    found = []
    for place in product(*(range(1 if n == time else size) for n, size in enumerate(sizes))):
        points = []
        for at, year in enumerate(years):
            offset = 0
            for n, size in enumerate(sizes):
                offset = offset * size + (at if n == time else place[n])
            points.append(Point(year, dataset["value"][offset]))
        found.append(Series(tuple(points)))
    return found
