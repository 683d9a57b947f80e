"""What a chart of a series shows, before it is drawn: the same numbers stand in its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledetraad.followup.target import TargetPath
from ledetraad.statistics.methods.expected import Forecast
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.series import Series


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
    """

    title: str
    named: Named
    series: Series
    description: str = ""
    source: str = ""
    path: TargetPath | None = None
    forecast: Forecast | None = None
    peers: Mapping[str, Series] = field(default_factory=dict)
