"""What moved most since last year, among things that are counted in different units.

A change is held against what the same series usually changes in a year: three percentage points
are much for a share that moves by half a point, and nothing for a price index. Our own measure; it
says that something is unlike what it was, not that it is good or bad, nor that it is no chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Final, Generic, TypeVar

from ledetraad.statistics.methods.forecast import usable
from ledetraad.statistics.series import Series

Key = TypeVar("Key")
_LEAST: Final = 3
"""How many earlier changes tell what is usual."""


@dataclass(frozen=True, slots=True)
class Moved(Generic[Key]):
    """How a series moved.

    Args:
        key: which series.
        year: the year of its last number.
        value: that number.
        change: how much more it is than the year before.
        usual: what it changed in a year before that, up or down, in the mean.
        times: how many times as much as usual that is.
        unrevised: whether the number has not had its last check.
    """

    key: Key
    year: int
    value: float
    change: float
    usual: float
    times: float
    unrevised: bool


def moved_most(series: Mapping[Key, Series], year: int | None = None) -> list[Moved[Key]]:
    """The series that moved, the one that moved most unlike itself first.

    Left out are those without a number in the year and in four years in a row before it, those that
    are broken in these, and those that did not move before or did not move now.

    Args:
        series: the series.
        year: since the year before which; the last one of any of them where none is said.
    """
    runs = {key: usable(each) for key, each in series.items()}
    year = year or max((run[-1].year for run in runs.values() if run), default=0)
    found = []
    for key, run in runs.items():
        points = [point for point in run if point.year <= year]
        if len(points) < _LEAST + 2 or points[-1].year != year:
            continue
        values = [point.value for point in points if point.value is not None]
        *before, change = (after - earlier for earlier, after in pairwise(values))
        usual = fmean(map(abs, before))
        if usual and change:
            times, last = abs(change) / usual, points[-1]
            found.append(Moved(key, year, values[-1], change, usual, times, last.unrevised))
    return sorted(found, key=lambda each: -each.times)
