"""A line chart of an indicator's values as plain figures: where to draw what, in SVG's units.

The template only draws it. Everything that the chart shows stands in the table beside it, too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from math import ceil, floor

from ledetraad.followup.bands import Bands, Judgement
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.periods import PeriodKind
from ledetraad.followup.target import TargetValue
from ledetraad.followup.written import number_text
from ledetraad.publish.chart_steps import nice
from ledetraad.publish.followup.observed import Observed
from ledetraad.publish.followup.sentence import value_text
from ledetraad.publish.followup.spans import KINDS
from ledetraad.statistics.methods.expected import Forecast

WIDTH, HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 86, 16, 34
_TICKS = 5
_MOST_YEARS = 8
_STRETCH = 3
"""How many times as high as the values the chart may be for the bands' limits to be in it."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value: where, and what it says."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Area:
    """A band: from which height to which."""

    y: float
    height: float
    judgement: Judgement

    @property
    def middle(self) -> float:
        """Where its name is written."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw.

    Args:
        points: the values.
        lines: the lines between them, broken where a value is missing.
        path: the line to the targets; empty where there is none.
        likely: from the last value on, the line where it is likely to go; empty where that can't
            be said.
        spread: around that line, where it will be with 80 and with 95 % probability, each as the
            corners of a shape.
        goals: the targets.
        areas: the bands.
        breaks: where values before and after are not quite comparable.
        ticks: where the years end.
        across: the years below, each with its place: where it ends if values are of whole years,
            else in its middle.
        up: the numbers at the side, each with its place.
    """

    points: list[Point]
    lines: list[str]
    path: str
    likely: str
    spread: list[str]
    goals: list[Point]
    areas: list[Area]
    breaks: list[float]
    ticks: list[float]
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def chart(
    said: IndicatorValues,
    values: Sequence[Observed],
    forecast: Forecast | None = None,
    breaks: Collection[int] = (),
) -> Chart | None:
    """The chart of an indicator; None where there are fewer than two things to draw.

    Args:
        said: what it says of itself.
        values: one for each period, in order of time; some may lack a value.
        forecast: where they are likely to go.
        breaks: the years whose values are not quite comparable with those before: no line is drawn
            to them.
    """
    known = [(_moment(one.measured), one.value) for one in values if one.value is not None]
    path = _path(said)
    if not known or len(known) + len(path) < 2:  # noqa: PLR2004
        return None
    whole_years = KINDS[said.frequency] is PeriodKind.YEAR
    likely, spread = _ahead(known, forecast)
    drawn = [*known, *path, *(corner for shape in spread for corner in shape)]
    moments = [when for when, _ in drawn]
    if not whole_years:
        moments += [floor(min(moments)), ceil(max(moments))]
    scale = _Scale.around(moments, [value for _, value in drawn], said.bands())
    first, last = known[0][0], known[-1][0]
    broken = [each - 0.5 for each in sorted(breaks) if first < each - 0.5 < last]
    runs = groupby(values, key=lambda one: _run(one, broken))
    lines = [
        [(_moment(one.measured), one.value) for one in run if one.value is not None]
        for (has_value, _part), run in runs
        if has_value
    ]
    return Chart(
        points=[
            Point(scale.x(when), scale.y(value), value_text(value, said)) for when, value in known
        ],
        lines=[scale.line(line) for line in lines if len(line) > 1],
        path=scale.line(path) if len(path) > 1 else "",
        likely=scale.line(likely),
        spread=[scale.line(shape) for shape in spread],
        goals=[
            Point(scale.x(float(one.year)), scale.y(one.value), value_text(one.value, said))
            for one in _targets(said)
        ],
        areas=_areas(said.bands(), scale),
        breaks=[scale.x(each) for each in broken],
        ticks=scale.years(),
        across=_named(scale, whole_years=whole_years),
        up=scale.numbers(),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """From years and values to places on the chart."""

    first: float
    last: float
    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def around(
        cls, moments: Sequence[float], values: Sequence[Decimal], bands: Bands | None
    ) -> _Scale:
        first, last = min(moments), max(moments)
        if last - first < 1:
            first, last = first - 1, last + 1
        low, high = min(values), max(values)
        span = high - low or abs(high) / 4 or Decimal(1)
        for limit in _limits(bands):
            if max(high, limit) - min(low, limit) <= _STRETCH * span:
                low, high = min(low, limit), max(high, limit)
        positive = low >= 0
        room = (high - low or span) / 10
        low, high = low - room, high + room
        if positive:
            low = max(low, Decimal(0))
        step = nice((high - low) / _TICKS)
        low, high = (low // step) * step, -((-high) // step) * step
        if low > min(values):
            low -= step
        if high < max(values):
            high += step
        return cls(first, last, low, high, step)

    def x(self, moment: float) -> float:
        share = (moment - self.first) / (self.last - self.first)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    def line(self, points: Sequence[tuple[float, Decimal]]) -> str:
        return " ".join(f"{self.x(when)},{self.y(value)}" for when, value in points)

    def years(self) -> list[float]:
        return [self.x(year) for year in self.named()]

    def named(self) -> range:
        every = max(1, ceil((self.last - self.first) / _MOST_YEARS))
        return range(ceil(self.first), floor(self.last) + 1, every)

    def numbers(self) -> list[tuple[float, str]]:
        exponent = self.step.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        count = int((self.high - self.low) / self.step)
        heights = [self.low + self.step * place for place in range(count + 1)]
        return [(self.y(each), number_text(each, decimals)) for each in heights]


def _run(one: Observed, broken: Sequence[float]) -> tuple[bool, int]:
    """Values that have the same stand on one line: whether there is one, and after which break."""
    return one.value is not None, sum(_moment(one.measured) > each for each in broken)


def _named(scale: _Scale, *, whole_years: bool) -> list[tuple[float, str]]:
    if whole_years:
        return [(scale.x(year), str(year)) for year in scale.named()]
    middles = [(year - 0.5, str(year)) for year in scale.named()]
    return [(scale.x(when), name) for when, name in middles if when > scale.first]


def _path(said: IndicatorValues) -> list[tuple[float, Decimal]]:
    targets = [(float(one.year), one.value) for one in _targets(said)]
    if targets and said.baseline is not None and said.baseline_year is not None:
        return [(float(said.baseline_year), said.baseline), *targets]
    return targets


def _ahead(
    known: Sequence[tuple[float, Decimal]], forecast: Forecast | None
) -> tuple[list[tuple[float, Decimal]], list[list[tuple[float, Decimal]]]]:
    """The line that is likely, and the shapes around it, the widest first."""
    if forecast is None or not known:
        return [], []
    start = known[-1]
    years = forecast.years
    middle = [start, *((float(one.year), _exact(one.value)) for one in years)]
    shapes = [
        [
            start,
            *((float(one.year), _exact(high)) for one, high in upper),
            *((float(one.year), _exact(low)) for one, low in reversed(lower)),
        ]
        for upper, lower in (
            ([(one, one.high_95) for one in years], [(one, one.low_95) for one in years]),
            ([(one, one.high_80) for one in years], [(one, one.low_80) for one in years]),
        )
    ]
    return middle, shapes


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


def _targets(said: IndicatorValues) -> Sequence[TargetValue]:
    path = said.path()
    return path.targets if path is not None else ()


def _areas(bands: Bands | None, scale: _Scale) -> list[Area]:
    """The bands, each up to the value that is rounded into the next one."""
    if bands is None:
        return []
    step = Decimal(1).scaleb(-bands.decimals)
    found = []
    for judgement, band in (
        (Judgement.DESIRED, bands.desired),
        (Judgement.ACCEPTED, bands.accepted),
        (Judgement.NOT_APPROVED, bands.not_approved),
    ):
        for each in band:
            low, high = scale.low, scale.high
            if each.low is not None:
                low = max(low, each.low + (step if each.low_open else -step) / 2)
            if each.high is not None:
                high = min(high, each.high + (-step if each.high_open else step) / 2)
            if low < high:
                top = scale.y(high)
                found.append(Area(top, round(scale.y(low) - top, 1), judgement))
    return found


def _limits(bands: Bands | None) -> list[Decimal]:
    if bands is None:
        return []
    ranges = [*bands.desired, *bands.accepted, *bands.not_approved]
    return [limit for each in ranges for limit in (each.low, each.high) if limit is not None]


def _moment(day: date) -> float:
    """A day as years: a year's last day is the year itself, so that a year's value stands there."""
    length = (date(day.year, 12, 31) - date(day.year, 1, 1)).days + 1
    return day.year - 1 + day.timetuple().tm_yday / length
