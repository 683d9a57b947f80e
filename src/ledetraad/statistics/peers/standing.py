"""How a municipality stands among others: rank, quartile, distance to the middle, development."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from ledetraad.followup.direction import Direction
from ledetraad.statistics.peers.regions import PlaceKind, kind_of
from ledetraad.statistics.series import Point, Series

_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """A published number of a group, a county or the country, as it was published.

    Args:
        region: whose.
        value: its number; None where none was published.
        difference: how much more the municipality has; None where there is no number.
    """

    region: str
    value: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A municipality among others in one year.

    Args:
        year: the year.
        value: its number.
        of: how many municipalities have a number, itself among them.
        missing: those without one.
        rank: 1 for the best; None where no way is better, or there is no other. Those with the same
            number have the same rank.
        same: how many others have that rank too.
        quartile: 1 for the best quarter, 4 for the last; None where there are fewer than four.
        median: the middle number of the municipalities, each counting once.
        from_median: how much more it has than that.
        published: groups, counties and the country, as published.
        unrevised: whether its number, or another's, has not had its last check.
    """

    year: int
    value: float
    of: int
    missing: tuple[str, ...]
    rank: int | None
    same: int
    quartile: int | None
    median: float
    from_median: float
    published: tuple[Beside, ...]
    unrevised: bool


@dataclass(frozen=True, slots=True)
class Development:
    """What changed from one year to another, beside what changed for others.

    Args:
        since, until: the years.
        change: how much more the municipality has.
        of: how many municipalities have comparable numbers in both years, itself among them.
        rank: 1 for the best development; see `Standing`.
        median: the middle change of the municipalities.
        published: by region, the change of groups, counties and the country as published.
    """

    since: int
    until: int
    change: float
    of: int
    rank: int | None
    median: float
    published: dict[str, float]


def standing(
    series: Mapping[str, Series], own: str, direction: Direction, year: int | None = None
) -> Standing | None:
    """How a municipality stands among those given.

    Args:
        series: the series by region: municipalities are ranked, others stand beside.
        own: the municipality's own code.
        direction: which way is better.
        year: which year; the last one that it has a number of, where none is said.

    Returns:
        None where it has no number.
    """
    known = {point.year: point for point in series[own].known()} if own in series else {}
    year = year if year is not None else max(known, default=None)
    if year is None or year not in known:
        return None
    points = {region: _at(each, year) for region, each in series.items()}
    values = {
        region: point.value
        for region, point in points.items()
        if point is not None and point.value is not None
    }
    places = {
        region: value
        for region, value in values.items()
        if region == own or kind_of(region) is PlaceKind.MUNICIPALITY
    }
    value = values[own]
    middle = median(places.values())
    rank = ranked(places, own, direction)
    return Standing(
        year=year,
        value=value,
        of=len(places),
        missing=tuple(
            sorted(
                region
                for region in series
                if region not in values and kind_of(region) is PlaceKind.MUNICIPALITY
            )
        ),
        rank=rank,
        same=sum(each == value for each in places.values()) - 1,
        quartile=quartile(rank, len(places)),
        median=middle,
        from_median=value - middle,
        published=tuple(
            Beside(
                region,
                values.get(region),
                value - values[region] if region in values else None,
            )
            for region in series
            if region != own and kind_of(region) is not PlaceKind.MUNICIPALITY
        ),
        unrevised=any(point is not None and point.unrevised for point in points.values()),
    )


def development(
    series: Mapping[str, Series], own: str, direction: Direction, since: int, until: int
) -> Development | None:
    """What changed for a municipality beside the others, between two years.

    A series with a break between the years is left out, as its numbers can't be compared.

    Returns:
        None where its own numbers can't be compared, or are missing.
    """
    changes = {
        region: change
        for region, each in series.items()
        if (change := _change(each, since, until)) is not None
    }
    if own not in changes:
        return None
    places = {
        region: change
        for region, change in changes.items()
        if region == own or kind_of(region) is PlaceKind.MUNICIPALITY
    }
    return Development(
        since=since,
        until=until,
        change=changes[own],
        of=len(places),
        rank=ranked(places, own, direction),
        median=median(places.values()),
        published={region: each for region, each in changes.items() if region not in places},
    )


def ranked(values: Mapping[str, float], own: str, direction: Direction) -> int | None:
    """The rank among values, 1 for the best; None where no way is better, or there is no other."""
    if direction is Direction.KEEP or len(values) < 2:  # noqa: PLR2004
        return None
    sign = 1 if direction is Direction.UP else -1
    return 1 + sum(sign * each > sign * values[own] for each in values.values())


def quartile(rank: int | None, of: int) -> int | None:
    """Which quarter a rank is in, 1 for the best; None where there are fewer than four."""
    if rank is None or of < _QUARTERS:
        return None
    return 1 + (rank - 1) * _QUARTERS // of


def _at(series: Series, year: int) -> Point | None:
    return next((point for point in series.points if point.year == year), None)


def _change(series: Series, since: int, until: int) -> float | None:
    one, other = _at(series, since), _at(series, until)
    broken = any(point.break_before and since < point.year <= until for point in series.points)
    if broken or one is None or other is None or one.value is None or other.value is None:
        return None
    return other.value - one.value
