"""A chart of how many there are of each kind, as plain figures: where to draw what, in SVG's units.

Each row is a bar in parts, such as a period's measures by status. The template only draws it;
everything that it shows stands in the table beside it, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 640
_LABEL, _ROW, _BAR = 150, 36, 26
_NARROWEST = 30
"""A part that is narrower than this has no room for its number."""
_FULL = WIDTH - _LABEL - 8


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar.

    Args:
        key: what kind it is of.
        count: how many there are.
        x, width: where it is drawn.
    """

    key: str
    count: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """Where its number is written."""
        return self.x + self.width / 2

    @property
    def has_room(self) -> bool:
        """Whether there is room for its number."""
        return self.width >= _NARROWEST


@dataclass(frozen=True, slots=True)
class Bar:
    """A row.

    Args:
        label: what it is called.
        y: where it is drawn.
        parts: those that there are any of, from left to right.
        counts: how many there are of every kind.
    """

    label: str
    y: float
    parts: list[Part]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class ShareChart:
    """What to draw.

    Args:
        bars: the rows, from the top.
        keys: every kind that a row has, in order.
        height: of it all.
    """

    bars: list[Bar]
    keys: list[str]
    height: int
    width: int = WIDTH
    left: int = _LABEL
    bar: int = _BAR


def share_chart(
    rows: Sequence[tuple[str, Mapping[str, int]]], keys: Sequence[str]
) -> ShareChart | None:
    """A chart of some rows; None where there is nothing to show.

    Args:
        rows: each with its label and how many there are of each kind.
        keys: the kinds, in the order that they are drawn.
    """
    most = max((sum(counts.values()) for _, counts in rows), default=0)
    if not most:
        return None
    used = [key for key in keys if any(counts.get(key) for _, counts in rows)]
    bars = [
        Bar(
            label,
            place * _ROW + (_ROW - _BAR) / 2,
            _parts(counts, used, most),
            {key: counts.get(key, 0) for key in used},
        )
        for place, (label, counts) in enumerate(rows)
    ]
    return ShareChart(bars, used, len(rows) * _ROW)


def _parts(counts: Mapping[str, int], keys: Sequence[str], most: int) -> list[Part]:
    parts, x = [], float(_LABEL)
    for key in keys:
        count = counts.get(key, 0)
        if count:
            width = _FULL * count / most
            parts.append(Part(key, count, round(x, 1), round(width, 1)))
            x += width
    return parts
