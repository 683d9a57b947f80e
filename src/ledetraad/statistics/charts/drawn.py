"""What a chart of a series shows, before it is drawn: the same numbers stand in its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from ledetraad.followup.target import TargetPath
from ledetraad.statistics.methods.expected import Forecast
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.series import Series

WIDE, NARROW = 640, 250


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart shows.

    Args:
        title: what is counted.
        named: how the series is spoken of.
        series: the numbers.
        description: what one would tell somebody who can't see it; see `saying`.
        source: where the numbers come from, and their licence.
        path: the target; None where there is none.
        forecast: where it is likely to go; None where that can't be said.
        peers: others' numbers by their names, the most important first.
        width: how wide, in points; `NARROW` for a phone, where a wide one would be too small.
    """

    title: str
    named: Named
    series: Series
    description: str = ""
    source: str = ""
    path: TargetPath | None = None
    forecast: Forecast | None = None
    peers: Mapping[str, Series] = field(default_factory=dict)
    width: int = WIDE

    def way(self) -> list[tuple[int, float]]:
        """The path to the targets, from the baseline, or else from the first comparable number."""
        if self.path is None or not self.path.targets:
            return []
        points = [(each.year, float(each.value)) for each in self.path.targets]
        known = self.series.since_break().known()
        if self.path.baseline is not None:
            points.insert(0, (self.path.baseline.year, float(self.path.baseline.value)))
        elif known and known[0].year < points[0][0]:
            points.insert(0, (known[0].year, float(known[0].value or 0)))
        return points

    def expected(self, year: int) -> float | None:
        """Where the path is in a year; None outside it."""
        for (before, low), (after, high) in pairwise(self.way()):
            if before <= year <= after:
                return low + (high - low) * (year - before) / (after - before)
        return dict(self.way()).get(year)
