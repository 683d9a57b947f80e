"""The chart as a Vega-Lite specification: history, target path, forecast band, peers.

One specification serves the browser (vega-embed, with its interpreter where a strict policy allows
no eval) and the server (`picture`). It holds its own data, and fetches nothing. No line is told
from another by colour alone: the municipality's is thick with points, peers' are thin and have
their names at their ends, the target's is dashed, the forecast's dotted.
"""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap
from typing import Any, Final

from ledetraad.i18n import N_
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.statistics.series import Series

Spec = dict[str, Any]
HEIGHT = 300
SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
_INK, _QUIET, _LINE = "#1c1f24", "#585d66", "#e2ddd5"
OWN, GOAL = "#24507a", "#1f5e3a"
_WIDE, _NARROW = "#cdd8e4", "#a7b8cc"
_MOST_PEERS = 6
_YEAR_WIDTH = 44
"""How many points a year below the chart takes."""
_STEPS = (1, 2, 5, 10, 20, 50, 1000)
_TEXT_SHARE = 0.055
"""How much of the chart's height a line of text takes."""
_LETTER = 8
"""How wide a letter is, in points, with some room."""
GAPS = "break-paths-show-domains"
_HALO: Final = {"stroke": "#ffffff", "strokeWidth": 4, "aria": False}
"""What keeps letters apart from the lines behind them."""
_FONT = "Inter, system-ui, Segoe UI, Helvetica Neue, sans-serif"


def spec(drawn: Drawn, translate: Callable[[str], str] = str) -> Spec:
    """The specification of a chart.

    Args:
        drawn: what it shows.
        translate: into the language of its few words.
    """
    layers = [
        *_bands(drawn),
        *_breaks(drawn.series, translate),
        *_peers(drawn),
        *_path(drawn, translate),
        *_history(drawn),
        *_names(drawn),
    ]
    return {
        "$schema": SCHEMA,
        "title": {"text": _lines(drawn.title, drawn.width), "anchor": "start"}
        | _signs(drawn, translate),
        "description": drawn.description,
        "width": drawn.width,
        "height": HEIGHT,
        "padding": 8,
        "layer": layers,
        "resolve": {"scale": {"x": "shared", "y": "shared"}},
        "config": look(),
    }


def look() -> Spec:
    """How all charts look: fonts, colours, quiet axes."""
    return {
        "font": _FONT,
        "background": "#ffffff",
        "view": {"stroke": None},
        "title": {
            "color": _INK,
            "fontSize": 16,
            "fontWeight": 600,
            "subtitleColor": _QUIET,
            "subtitleFontSize": 13,
            "subtitlePadding": 6,
            "offset": 12,
        },
        "axis": {
            "labelColor": _QUIET,
            "titleColor": _QUIET,
            "labelFontSize": 13,
            "titleFontSize": 13,
            "titleFontWeight": "normal",
            "gridColor": _LINE,
            "domainColor": _QUIET,
            "tickColor": _QUIET,
        },
        "text": {"fontSize": 13, "color": _INK},
    }


def _signs(drawn: Drawn, translate: Callable[[str], str]) -> Spec:
    """What the signs mean, below the title; nothing where there are none."""
    signs = []
    if any(point.unrevised for point in drawn.series.known()):
        unrevised = translate(N_("not finally checked"))
        signs.append(f"○ {unrevised}")
    if drawn.forecast is not None:
        expected = translate(N_("expected, and where it is likely to be (80 and 95 %)"))
        signs.append(f"··· {expected}")
    return {"subtitle": [line for each in signs for line in _lines(each, drawn.width)]}


def _lines(text: str, width: int) -> list[str]:
    """A text in lines that fit the chart's width."""
    return wrap(text, max(width // _LETTER, 10)) or [text]


def _x(drawn: Drawn) -> Spec:
    years = _years(drawn)
    step = next(each for each in _STEPS if len(years) * _YEAR_WIDTH <= each * drawn.width)
    values = [year for year in years if (year - years[0]) % step == 0]
    return {
        "field": "year",
        "type": "quantitative",
        "title": None,
        "axis": {"format": "d", "values": values, "grid": False},
        "scale": {"domain": [years[0], years[-1]], "nice": False, "zero": False},
    }


def _y(drawn: Drawn, name: str = "value") -> Spec:
    return {
        "field": name,
        "type": "quantitative",
        "title": drawn.named.unit or None,
        "axis": {"tickCount": 6},
        "scale": {"zero": False, "nice": True},
    }


def _years(drawn: Drawn) -> list[int]:
    years = {point.year for point in drawn.series.points}
    if drawn.forecast is not None:
        years |= {each.year for each in drawn.forecast.years}
    years |= {year for year, _ in drawn.way()}
    return list(range(min(years), max(years) + 1))


def _layer(rows: list[Spec], mark: Spec, **encoding: Spec) -> Spec:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _bands(drawn: Drawn) -> list[Spec]:
    if drawn.forecast is None:
        return []
    last = drawn.series.known()[-1]
    start = {"year": last.year, "value": last.value} | dict.fromkeys(
        ("low80", "high80", "low95", "high95"), last.value
    )
    rows = [start] + [
        {
            "year": each.year,
            "value": each.value,
            "low80": each.low_80,
            "high80": each.high_80,
            "low95": each.low_95,
            "high95": each.high_95,
        }
        for each in drawn.forecast.years
    ]
    layers = [
        _layer(
            rows,
            {"type": "area", "color": colour, "aria": False},
            x=_x(drawn),
            y=_y(drawn, f"low{level}"),
            y2={"field": f"high{level}"},
        )
        for level, colour in ((95, _WIDE), (80, _NARROW))
    ]
    line = {"type": "line", "color": OWN, "strokeWidth": 2, "strokeDash": [2, 3], "aria": False}
    layers.append(_layer(rows, line, x=_x(drawn), y=_y(drawn)))
    for level in (80, 95):
        text = {"type": "text", "align": "right", "dx": -4, "dy": -7, "fontSize": 12}
        layers.append(
            _layer(
                [rows[-1] | {"text": f"{level} %"}],
                text,
                x=_x(drawn),
                y=_y(drawn, f"low{level}"),
                text={"field": "text"},
            )
        )
    return layers


def _breaks(series: Series, translate: Callable[[str], str]) -> list[Spec]:
    rows = [
        {"year": point.year - 0.5, "text": translate(N_("break"))}
        for point in series.points
        if point.break_before
    ]
    if not rows:
        return []
    across = {"field": "year", "type": "quantitative"}
    rule = {"type": "rule", "color": _QUIET, "strokeDash": [1, 3], "strokeWidth": 1.5}
    text = {"type": "text", "align": "left", "baseline": "top", "dx": 4, "color": _QUIET}
    return [
        _layer(rows, rule, x=across),
        _layer(rows, text, x=across, y={"value": 0}, text={"field": "text"}),
    ]


def _peers(drawn: Drawn) -> list[Spec]:
    layers = []
    for series in _shown_peers(drawn).values():
        rows: list[Spec] = [{"year": point.year, "value": point.value} for point in series.points]
        line = {"type": "line", "color": _QUIET, "strokeWidth": 1, "invalid": GAPS}
        layers.append(_layer(rows, line, x=_x(drawn), y=_y(drawn)))
    return layers


def _shown_peers(drawn: Drawn) -> dict[str, Series]:
    """The first few peers, over the chart's years, that have any number there."""
    years = range(_years(drawn)[0], _years(drawn)[-1] + 1)
    shown = {}
    for name, series in list(drawn.peers.items())[:_MOST_PEERS]:
        points = tuple(point for point in series.points if point.year in years)
        if any(point.value is not None for point in points):
            shown[name] = Series(points, series.unit)
    return shown


def _names(drawn: Drawn) -> list[Spec]:
    """Whose line it is, at each line's end, so far apart that they can be read."""
    lines = {drawn.named.place: drawn.series} | _shown_peers(drawn)
    last = {name: known[-1] for name, series in lines.items() if (known := series.known())}
    places = _spread({name: float(point.value or 0) for name, point in last.items()}, drawn)
    layers = []
    for own, colour, weight in ((False, _INK, "normal"), (True, OWN, 600)):
        some: list[Spec] = [
            {"year": last[name].year, "at": at, "text": name}
            for name, at in places.items()
            if (name == drawn.named.place) is own
        ]
        if not some:
            continue
        text = {"type": "text", "align": "left", "dx": 9, "fontWeight": weight}
        halo = text | _HALO
        for mark in (halo, text | {"color": colour}):
            layers.append(
                _layer(some, mark, x=_x(drawn), y=_y(drawn, "at"), text={"field": "text"})
            )
    return layers


def _spread(heights: dict[str, float], drawn: Drawn) -> dict[str, float]:
    """Heights at least a line of text apart, in the same order, about where they were."""
    values = _values(drawn)
    least = _TEXT_SHARE * (max(values) - min(values))
    placed: dict[str, float] = {}
    under = float("-inf")
    for name in sorted(heights, key=lambda each: heights[each]):
        under = placed[name] = max(heights[name], under + least)
    moved = sum(placed[name] - heights[name] for name in placed) / max(len(placed), 1)
    return {name: at - moved for name, at in placed.items()}


def _values(drawn: Drawn) -> list[float]:
    """Every number that the chart shows."""
    values = [
        point.value
        for series in [drawn.series, *_shown_peers(drawn).values()]
        for point in series.points
        if point.value is not None
    ]
    values += [value for _, value in drawn.way()]
    if drawn.forecast is not None:
        for each in drawn.forecast.years:
            values += [each.low_95, each.high_95]
    return values


def _path(drawn: Drawn, translate: Callable[[str], str]) -> list[Spec]:
    path = drawn.path
    if path is None or not path.targets:
        return []
    rows: list[Spec] = [{"year": year, "value": value} for year, value in drawn.way()]
    line = {"type": "line", "color": GOAL, "strokeWidth": 2, "strokeDash": [8, 5]}
    point = {"type": "point", "shape": "diamond", "size": 110, "color": GOAL, "filled": True}
    label = {"type": "text", "align": "right", "dy": -14, "color": GOAL, "fontWeight": 600}
    goals = [
        {
            "year": each.year,
            "value": float(each.value),
            "text": translate(N_("target %(value)s")) % {"value": drawn.named.goal(each.value)},
        }
        for each in path.targets
    ]
    halo = label | _HALO
    return [
        _layer(rows, line, x=_x(drawn), y=_y(drawn)),
        _layer(goals, halo, x=_x(drawn), y=_y(drawn), text={"field": "text"}),
        _layer(goals, point, x=_x(drawn), y=_y(drawn)),
        _layer(goals, label, x=_x(drawn), y=_y(drawn), text={"field": "text"}),
    ]


def _history(drawn: Drawn) -> list[Spec]:
    rows: list[Spec] = [
        {"year": point.year, "value": point.value, "checked": not point.unrevised, "run": run}
        for run, part in enumerate(_parts(drawn.series))
        for point in part.points
    ]
    line = {
        "type": "line",
        "color": OWN,
        "strokeWidth": 3,
        "invalid": GAPS,
    }
    seen = [row for row in rows if row["value"] is not None]
    layers = [
        _layer(rows, line, x=_x(drawn), y=_y(drawn), detail={"field": "run", "type": "nominal"})
    ]
    for checked, fill in ((True, OWN), (False, "#ffffff")):
        some = [row for row in seen if row["checked"] is checked]
        if some:
            mark = {"type": "point", "size": 60, "fill": fill, "stroke": OWN, "opacity": 1}
            layers.append(_layer(some, mark, x=_x(drawn), y=_y(drawn)))
    return layers


def _parts(series: Series) -> list[Series]:
    """The parts between breaks: no line is drawn over one."""
    parts: list[list[Any]] = [[]]
    for point in series.points:
        if point.break_before and parts[-1]:
            parts.append([])
        parts[-1].append(point)
    return [Series(tuple(part), series.unit) for part in parts]
