"""An indicator beside those whom the municipality is compared with, made ready to be shown.

Counts of places of different sizes can't be ranked: they are held against their own first year.
What was published of groups, counties and the country stands as it was published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from ledetraad.followup.direction import Direction
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.observed import Observed
from ledetraad.publish.followup.small import Small, small, span_of
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.peers.rates import is_count, per
from ledetraad.statistics.peers.regions import PlaceKind, kind_of
from ledetraad.statistics.peers.standing import Development, Standing, development, standing
from ledetraad.statistics.series import Point, Series

OWN: Final = "own"
SPAN: Final = 5
"""Over how many years development is held against theirs, where there are so many."""
FIRST_YEAR_IS: Final = 100.0
THOUSAND: Final = 1000.0
_LEAST: Final = 3
"""How many municipalities have a middle that is worth telling of."""
_MARKS: Final = {
    "not_measured": Mark.NOT_APPLICABLE,
    "not_yet": Mark.NOT_AVAILABLE,
    "not_shown": Mark.CONFIDENTIAL,
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One of those whom the municipality is compared with, in a small chart.

    Args:
        region, name, kind: who.
        chart: the municipality's line beside theirs; all panels have one scale.
        value: their number in the year that is compared; None where there is none.
        mark: why there is none.
        difference: how much more the municipality has.
        unrevised: whether their number has not had its last check.
    """

    region: str
    name: str
    kind: PlaceKind
    chart: Small | None
    value: float | None
    mark: Mark | None
    difference: float | None
    unrevised: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """An indicator beside others.

    Args:
        own: the municipality's series, as it is compared.
        since: the year that all are 100 in, where counts are held against that; else None.
        per: what counts are divided by, in words, each thousand of it; empty where none are.
        standing: how it stands; None where it has no number.
        development: what changed beside what changed for others; None where that can't be told.
        panels: each of them, in the order chosen.
        drawn: all in one, for a table or a chart.
    """

    own: Series
    since: int | None
    per: str
    standing: Standing | None
    development: Development | None
    panels: tuple[Panel, ...]
    drawn: Drawn

    @property
    def reckoned(self) -> bool:
        """Whether what is compared is reckoned of counts, and so not in the indicator's unit."""
        return self.since is not None or bool(self.per)

    @property
    def municipalities(self) -> tuple[Panel, ...]:
        """Those of them that are municipalities."""
        return tuple(one for one in self.panels if one.kind is PlaceKind.MUNICIPALITY)


def own_series(
    said: IndicatorValues, values: Sequence[Observed], fetched: Fetched | None = None
) -> Series:
    """An indicator's values as a yearly series; without any where it is measured otherwise.

    Args:
        said: what it says of itself.
        values: one for each period, the earliest first; some may lack a value.
        fetched: what the sources say of them, if they were fetched.
    """
    if said.frequency is not Frequency.YEAR:
        return Series((), said.measure_unit)
    breaks, unrevised = (fetched.breaks, fetched.unrevised) if fetched else ((), ())
    return Series(
        tuple(
            Point(
                one.measured.year,
                None if one.value is None else float(one.value),
                _MARKS.get(one.missing) if one.value is None else None,
                one.measured.year in breaks,
                one.measured.year in unrevised,
            )
            for one in values
        ),
        said.measure_unit,
    )


def beside(
    place: str, said: IndicatorValues, values: Sequence[Observed], fetched: Fetched | None
) -> Beside | None:
    """An indicator beside others; None where there is nobody, or no number of its own.

    Args:
        place: what the municipality is called.
        said: what the indicator says of itself.
        values: one for each period, the earliest first; some may lack a value.
        fetched: what the sources say of them.
    """
    own = own_series(said, values, fetched)
    if fetched is None or not fetched.peers or not own.known():
        return None
    every = {OWN: own} | {one.region: one.series(said.measure_unit) for one in fetched.peers}
    since, per_what = None, ""
    if is_count(said.measure_unit) and "" in fetched.divisors:
        every, per_what = _divided(every, fetched), fetched.per
        own = every[OWN]
    elif is_count(said.measure_unit):
        since = own.since_break().known()[0].year if own.since_break().known() else None
        if since is None:
            return None
        every = {region: indexed(one, since) for region, one in every.items()}
        own = every[OWN]
    direction = said.direction if since is None else Direction.KEEP
    now = standing(every, OWN, direction)
    year = now.year if now is not None else None
    known = [point.year for point in own.since_break().known()]
    first = max(known[0], (year or 0) - SPAN) if known else 0
    span = span_of(every.values())
    names = {one.region: one.name for one in fetched.peers}
    peers = {region: one for region, one in every.items() if region != OWN}
    return Beside(
        own=own,
        since=since,
        per=per_what,
        standing=now,
        development=development(every, OWN, said.direction, first, year)
        if year is not None and first < year
        else None,
        panels=tuple(
            _panel(region, names[region], one, now, small(own, one, span))
            for region, one in peers.items()
        ),
        drawn=Drawn(
            title=said.name,
            named=Named(place, said.measure_unit, said.decimals)
            if since is None and not per_what
            else Named(place, "", 1),
            series=own,
            peers=_named(peers, names),
        ),
    )


def _divided(every: dict[str, Series], fetched: Fetched) -> dict[str, Series]:
    """Counts for each thousand of what they are divided by; without those that lack it."""
    return {
        region: _from_the_first(per(one, divisor.series(), THOUSAND))
        for region, one in every.items()
        if (divisor := fetched.divisors.get("" if region == OWN else region)) is not None
    }


def _from_the_first(series: Series) -> Series:
    """The series without a break before its first number: there is nothing that it parts."""
    first, rest = series.points[:1], series.points[1:]
    return Series((*(replace(one, break_before=False) for one in first), *rest), series.unit)


def middle_of(others: Beside) -> Series | None:
    """The middle of the municipalities' numbers, the own one among them, year by year.

    It is no mean of rates: it says what the municipality in the middle has. Years of which fewer
    than three have a number are left out; None where all are.
    """
    chosen = [others.own]
    for panel, one in zip(others.panels, others.drawn.peers.values(), strict=True):
        if panel.kind is PlaceKind.MUNICIPALITY:
            chosen.append(one)
    points = []
    for year in sorted({point.year for one in chosen for point in one.known()}):
        known = [p.value for one in chosen for p in one.known() if p.year == year]
        values = [value for value in known if value is not None]
        if len(values) >= _LEAST:
            points.append(Point(year, median(values)))
    return Series(tuple(points)) if points else None


def indexed(series: Series, since: int) -> Series:
    """A series held against its own number in a year, which is 100; without numbers where it has
    none that year. Numbers across a break can't be held against each other, and are left out.
    """
    base = next((one.value for one in series.points if one.year == since), None)
    broken = [one.year for one in series.points if one.break_before]
    return Series(
        tuple(
            replace(
                point,
                value=FIRST_YEAR_IS * point.value / base,
                mark=None,
            )
            if base
            and point.value is not None
            and not any(since < year <= point.year or point.year < year <= since for year in broken)
            else replace(point, value=None, mark=point.mark or Mark.NOT_APPLICABLE)
            for point in series.points
        ),
        "",
    )


def _panel(
    region: str, name: str, series: Series, now: Standing | None, chart: Small | None
) -> Panel:
    year = now.year if now is not None else None
    point = next((one for one in series.points if one.year == year), None)
    value = point.value if point is not None else None
    return Panel(
        region,
        name,
        kind_of(region),
        chart,
        value,
        (point.mark or Mark.NOT_AVAILABLE)
        if point is not None and value is None
        else None
        if point is not None
        else Mark.NOT_AVAILABLE,
        now.value - value if now is not None and value is not None else None,
        point is not None and point.unrevised,
    )


def _named(peers: dict[str, Series], names: dict[str, str]) -> dict[str, Series]:
    """The series by name; two of the same name have their codes in it."""
    said = list(names.values())
    return {
        names[region] if said.count(names[region]) == 1 else f"{names[region]} ({region})": one
        for region, one in peers.items()
    }
