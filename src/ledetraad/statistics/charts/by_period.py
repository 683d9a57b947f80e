"""The specification of a chart of values by thirds, quarters or months: a line with points.

Charts of years are `spec`'s, which know of forecasts and breaks, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ledetraad.statistics.charts.drawn import WIDE
from ledetraad.statistics.charts.spec import GAPS, GOAL, HEIGHT, OWN, SCHEMA, Spec, look


@dataclass(frozen=True, slots=True)
class Goal:
    """A value to reach, drawn as a line across.

    Args:
        value: which.
        text: what it says.
    """

    value: float
    text: str


def by_period(
    values: Sequence[tuple[str, float | None]], unit: str, goal: Goal | None = None
) -> Spec:
    """The specification.

    Args:
        values: each period's name and value, in order of time.
        unit: what the values are counted in.
        goal: the last target; None where there is none.
    """
    across = {
        "field": "period",
        "type": "ordinal",
        "title": None,
        "sort": None,
        "axis": {"labelAngle": 0, "labelOverlap": "greedy", "grid": False},
    }
    up = {
        "field": "value",
        "type": "quantitative",
        "title": unit or None,
        "axis": {"tickCount": 6},
        "scale": {"zero": False, "nice": True},
    }
    rows = [{"period": name, "value": value} for name, value in values]
    line = {"type": "line", "color": OWN, "strokeWidth": 3, "invalid": GAPS}
    point = {"type": "point", "size": 60, "fill": OWN, "stroke": OWN, "opacity": 1}
    known = [row for row in rows if row["value"] is not None]
    layers: list[dict[str, Any]] = [
        {"data": {"values": rows}, "mark": line, "encoding": {"x": across, "y": up}},
        {"data": {"values": known}, "mark": point, "encoding": {"x": across, "y": up}},
    ]
    if goal is not None:
        told = {"data": {"values": [{"value": goal.value, "text": goal.text}]}}
        rule = {"type": "rule", "color": GOAL, "strokeWidth": 2, "strokeDash": [8, 5]}
        text = {"type": "text", "align": "left", "x": 4, "dy": -9, "color": GOAL, "fontWeight": 600}
        layers += [
            told | {"mark": rule, "encoding": {"y": up}},
            told | {"mark": text, "encoding": {"y": up, "text": {"field": "text"}}},
        ]
    return {
        "$schema": SCHEMA,
        "width": WIDE,
        "height": HEIGHT,
        "padding": 8,
        "layer": layers,
        "config": look(),
    }
