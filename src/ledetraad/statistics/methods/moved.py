"""What moved most since last year, among things that are counted in different units.

A change is held against what the same series usually changes in a year: three percentage points
are much for a share that moves by half a point, and nothing for a price index. Our own measure; it
says that something is unlike what it was, not that it is good or bad, nor that it is no chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import Final, Generic, TypeVar

from ledetraad.i18n import N_
from ledetraad.statistics.methods.forecast import usable
from ledetraad.statistics.series import Point, Series

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


class Unsaid(StrEnum):
    """Why it can't be said how a series moved."""

    NO_NUMBERS = "no_numbers"
    NOT_YEARLY = "not_yearly"
    TOO_OLD = "too_old"
    NO_YEAR_BEFORE = "no_year_before"
    BROKEN = "broken"
    TOO_SHORT = "too_short"
    STILL_BEFORE = "still_before"
    SAME = "same"


UNSAID_TEXTS: Final = {
    Unsaid.NO_NUMBERS: N_("there are no numbers"),
    Unsaid.NOT_YEARLY: N_("it is not measured once a year"),
    Unsaid.TOO_OLD: N_("the last number is too old"),
    Unsaid.NO_YEAR_BEFORE: N_("there is no number for the year before"),
    Unsaid.BROKEN: N_("the series is broken, and there are too few years since"),
    Unsaid.TOO_SHORT: N_("there are fewer than five years in a row to tell what is usual by"),
    Unsaid.STILL_BEFORE: N_("it never changed before, so nothing is usual"),
    Unsaid.SAME: N_("it is as it was the year before"),
}


def moved(key: Key, series: Series, *, since: int | None = None) -> Moved[Key] | Unsaid:
    """How a series moved in its last year, or why that can't be said.

    The measure is the absolute scaled error of "it stays as it is" (Hyndman & Koehler 2006,
    "Another look at measures of forecast accuracy"), used on a change in place of an error.

    Args:
        key: which series.
        series: the numbers.
        since: its last number must be of this year or later; of any year where none is said.
    """
    run = usable(series)
    short = _too_short(series, run, since)
    if short is not None:
        return short
    values = [point.value for point in run if point.value is not None]
    *before, change = (after - earlier for earlier, after in pairwise(values))
    usual = fmean(map(abs, before))
    if not change or not usual:
        return Unsaid.STILL_BEFORE if change else Unsaid.SAME
    last, times = run[-1], abs(change) / usual
    return Moved(key, last.year, values[-1], change, usual, times, last.unrevised)


def _too_short(series: Series, run: tuple[Point, ...], since: int | None) -> Unsaid | None:
    """Why the years in a row to the end are not enough; None where they are."""
    if not run:
        return Unsaid.NO_NUMBERS
    if since is not None and run[-1].year < since:
        return Unsaid.TOO_OLD
    if len(run) >= _LEAST + 2:
        return None
    if any(point.break_before for point in series.points):
        return Unsaid.BROKEN
    return Unsaid.NO_YEAR_BEFORE if len(run) == 1 else Unsaid.TOO_SHORT


def moved_most(series: Mapping[Key, Series], year: int | None = None) -> list[Moved[Key]]:
    """The series that moved, the one that moved most unlike itself first.

    Left out are those without a number in the year and in four years in a row before it, those that
    are broken in these, and those that did not move before or did not move now.

    Args:
        series: the series.
        year: since the year before which; the last one of any of them where none is said.
    """
    last = (run[-1].year for one in series.values() if (run := usable(one)))
    year = year or max(last, default=0)
    found = []
    for key, each in series.items():
        until = tuple(point for point in each.points if point.year <= year)
        one = moved(key, Series(until, each.unit), since=year)
        if isinstance(one, Moved):
            found.append(one)
    return sorted(found, key=lambda each: -each.times)
