"""A small chart as plain figures: one series, and another beside it, in SVG's units.

Several on a page are read against each other, so those that belong together have one scale. The
template only draws it; everything that it shows stands in a table, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledetraad.statistics.series import Point, Series

WIDTH, HEIGHT = 200, 72
_SIDE, _TOP = 6, 8


@dataclass(frozen=True, slots=True)
class Span:
    """What a small chart covers.

    Args:
        first, last: the years.
        low, high: the numbers.
    """

    first: int
    last: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A number: where, and whether it has had its last check."""

    x: float
    y: float
    unrevised: bool


@dataclass(frozen=True, slots=True)
class Small:
    """What to draw.

    Args:
        lines: the series, parted where a number is missing and where it is broken.
        beside: the other one, likewise.
        dots: numbers that stand alone, have not had their last check, or are the last.
        breaks: where the series is broken.
        first, last: the years at its ends.
    """

    lines: list[str]
    beside: list[str]
    dots: list[Dot]
    breaks: list[float]
    first: int
    last: int
    width: int = WIDTH
    height: int = HEIGHT


def span_of(series: Iterable[Series]) -> Span | None:
    """What a chart has to cover to hold some series; None where there are no numbers."""
    known = [point for one in series for point in one.known()]
    if not known:
        return None
    years = [point.year for point in known]
    values = [point.value for point in known if point.value is not None]
    return Span(min(years), max(years), min(values), max(values))


def small(own: Series, beside: Series | None = None, span: Span | None = None) -> Small | None:
    """A small chart; None where there are fewer than two numbers to draw.

    Args:
        own: the series.
        beside: another one.
        span: what it covers; just what these two need where none is said.
    """
    both = [own] if beside is None else [own, beside]
    span = span or span_of(both)
    if span is None or sum(len(one.known()) for one in both) < 2:  # noqa: PLR2004
        return None
    parts = _parts(own)
    alone = {part[0].year for part in parts if len(part) == 1}
    last = own.known()[-1].year if own.known() else None
    return Small(
        lines=[_line(part, span) for part in parts if len(part) > 1],
        beside=[_line(part, span) for part in _parts(beside) if len(part) > 1] if beside else [],
        dots=[
            Dot(_x(point.year, span), _y(point.value or 0, span), point.unrevised)
            for point in own.known()
            if point.unrevised or point.year in alone or point.year == last
        ],
        breaks=[
            _x(point.year - 0.5, span)
            for point in own.points
            if point.break_before and span.first < point.year <= span.last
        ],
        first=span.first,
        last=span.last,
    )


def _parts(series: Series) -> list[list[Point]]:
    """The stretches of numbers without a gap or a break between them."""
    parts: list[list[Point]] = []
    for point in series.known():
        before = parts[-1][-1] if parts else None
        if before is None or point.break_before or point.year != before.year + 1:
            parts.append([])
        parts[-1].append(point)
    return parts


def _line(points: Sequence[Point], span: Span) -> str:
    return " ".join(f"{_x(one.year, span)},{_y(one.value or 0, span)}" for one in points)


def _x(year: float, span: Span) -> float:
    years = span.last - span.first
    share = (year - span.first) / years if years else 0.5
    return round(_SIDE + share * (WIDTH - 2 * _SIDE), 1)


def _y(value: float, span: Span) -> float:
    wide = span.high - span.low
    share = (value - span.low) / wide if wide else 0.5
    return round(HEIGHT - _TOP - share * (HEIGHT - 2 * _TOP), 1)
