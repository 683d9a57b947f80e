"""Layers on top of each other over years, with lines across: where to draw what, in SVG's units.

The template only draws it. Each layer has a number beside it, so that none is told by colour
alone, and everything that the chart shows stands in the table beside it, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ledetraad.followup.written import number_text
from ledetraad.publish.chart_steps import steps_between

WIDTH, HEIGHT = 720, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 78, 42, 14, 34
_APART = 15.0
"""As near as two numbers beside the layers may come to each other."""
_MOST_YEARS = 9
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer.

    Args:
        label: what it is called.
        number: beside it in the chart and in the list.
        shapes: as the corners of polygons, broken where a figure is missing.
        at: where its colour and its number stand: the height of its end, and of the number.
    """

    label: str
    number: int
    shapes: list[str]
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line.

    Args:
        key: what kind of line.
        label: what it is called.
        points: its corners.
    """

    key: str
    label: str
    points: str


@dataclass(frozen=True, slots=True)
class StackChart:
    """What to draw.

    Args:
        layers: from the lowest.
        lines: in order, the last on top.
        across: the years below, each with its place.
        up: the numbers at the side, each with its place.
    """

    layers: list[Layer]
    lines: list[Line]
    across: list[tuple[float, str]]
    up: list[tuple[float, str]]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def stack_chart(
    years: Sequence[int],
    layers: Sequence[tuple[str, Sequence[Decimal | None]]],
    lines: Sequence[tuple[str, str, Mapping[int, Decimal]]] = (),
    base: Sequence[Decimal] | None = None,
) -> StackChart | None:
    """A chart; None where there are fewer than two years.

    Args:
        years: in order; layers have a figure for each.
        layers: from the lowest, each with its label.
        lines: each with its kind, its label and a figure for some years, which may be others.
        base: what the lowest layer stands on, by year; nothing where not said.
    """
    across = sorted({*years, *(of for _, _, points in lines for of in points)})
    if len(across) < 2:  # noqa: PLR2004
        return None
    bottoms = list(base) if base is not None else [ZERO] * len(years)
    drawn: list[tuple[str, list[tuple[Decimal, Decimal] | None]]] = []
    tops = list(bottoms)
    for label, figures in layers:
        spans: list[tuple[Decimal, Decimal] | None] = []
        for at, figure in enumerate(figures):
            spans.append(None if figure is None else (tops[at], tops[at] + figure))
            tops[at] += figure or ZERO
        drawn.append((label, spans))
    heights = [*tops, *bottoms, *(y for _, _, points in lines for y in points.values())]
    steps = steps_between(min(ZERO, *heights), max(heights), 5)
    scale = _Scale(across[0], across[-1], steps[0], steps[-1])
    made = [
        Layer(label, number, _shapes(years, spans, scale), (_end(spans, scale), 0.0))
        for number, (label, spans) in enumerate(drawn, start=1)
    ]
    return StackChart(
        _spread(made),
        [
            Line(key, label, " ".join(scale.corner(of, y) for of, y in sorted(points.items())))
            for key, label, points in lines
        ],
        _years_below(range(across[0], across[-1] + 1), scale),
        [(scale.y(step), number_text(step)) for step in steps],
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    low: Decimal
    high: Decimal

    def x(self, of: int) -> float:
        wide = WIDTH - _LEFT - _RIGHT
        return round(_LEFT + wide * (of - self.first) / (self.last - self.first), 1)

    def y(self, value: Decimal) -> float:
        high = HEIGHT - _TOP - _BOTTOM
        part = float((value - self.low) / (self.high - self.low))
        return round(HEIGHT - _BOTTOM - high * part, 1)

    def corner(self, of: int, value: Decimal) -> str:
        return f"{self.x(of)},{self.y(value)}"


def _shapes(
    years: Sequence[int], spans: Sequence[tuple[Decimal, Decimal] | None], scale: _Scale
) -> list[str]:
    """A polygon for each run of years that have figures."""
    runs: list[list[tuple[int, tuple[Decimal, Decimal]]]] = [[]]
    for of, span in zip(years, spans, strict=True):
        if span is None:
            runs.append([])
        else:
            runs[-1].append((of, span))
    return [
        " ".join(
            [scale.corner(of, top) for of, (_, top) in run]
            + [scale.corner(of, low) for of, (low, _) in reversed(run)]
        )
        for run in runs
        if len(run) > 1
    ]


def _end(spans: Sequence[tuple[Decimal, Decimal] | None], scale: _Scale) -> float:
    last = next((span for span in reversed(spans) if span is not None), (ZERO, ZERO))
    return scale.y((last[0] + last[1]) / 2)


def _spread(layers: Sequence[Layer]) -> list[Layer]:
    """Layers with their numbers moved apart, each as near its own layer as there is room."""
    heights = [layer.at[0] for layer in layers]
    order = sorted(range(len(layers)), key=lambda at: (-heights[at], at))
    placed: dict[int, float] = {}
    below = float(HEIGHT - _BOTTOM + _APART)
    for at in order:
        placed[at] = min(heights[at], below - _APART)
        below = placed[at]
    shift = max(0.0, _TOP - min(placed.values(), default=float(_TOP)))
    return [
        Layer(layer.label, layer.number, layer.shapes, (layer.at[0], round(placed[at] + shift, 1)))
        for at, layer in enumerate(layers)
    ]


def _years_below(across: Sequence[int], scale: _Scale) -> list[tuple[float, str]]:
    """As many years as there is room for; the last always."""
    wide = WIDTH - _LEFT - _RIGHT
    apart = wide / _MOST_YEARS
    shown = [across[-1]]
    for before, _ in reversed(list(pairwise(across))):
        if scale.x(shown[-1]) - scale.x(before) >= apart * 0.75:
            shown.append(before)
    return [(scale.x(of), str(of)) for of in reversed(shown)]
