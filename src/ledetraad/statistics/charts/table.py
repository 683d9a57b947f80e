"""The table that stands beside a chart: all that it shows, year by year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.series import Point, Series

MARK_TEXTS: Final = {
    Mark.NOT_APPLICABLE: N_("not applicable"),
    Mark.NOT_AVAILABLE: N_("not available"),
    Mark.CONFIDENTIAL: N_("confidential"),
    Mark.NONE: N_("none"),
}
"""What the signs in a table of Statistics Norway mean."""


@dataclass(frozen=True, slots=True)
class Table:
    """Heads, and rows of as many cells; the first of each is the year."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(drawn: Drawn, translate: Callable[[str], str] = str) -> Table:
    """All that a chart shows.

    Args:
        drawn: what it shows.
        translate: into the language of its heads.
    """
    forecast = {each.year: each for each in drawn.forecast.years} if drawn.forecast else {}
    on_way = {year for year, _ in drawn.way()}
    years = sorted({point.year for point in drawn.series.points} | forecast.keys() | on_way)
    heads = [translate(N_("Year")), drawn.named.place]
    has_path = bool(drawn.way())
    if has_path:
        heads.append(translate(N_("Path to the target")))
    if forecast:
        heads += [
            translate(N_("Expected")),
            translate(N_("Likely within (80 %)")),
            translate(N_("Likely within (95 %)")),
        ]
    heads += drawn.peers
    rows = []
    for year in years:
        cells = [str(year), _cell(_at(drawn.series, year), drawn, translate)]
        if has_path:
            expected = drawn.expected(year)
            cells.append("" if expected is None else _number(expected, drawn))
        if forecast:
            each = forecast.get(year)
            cells += (
                ["", "", ""]
                if each is None
                else [
                    _number(each.value, drawn),
                    f"{_number(each.low_80, drawn)} – {_number(each.high_80, drawn)}",
                    f"{_number(each.low_95, drawn)} – {_number(each.high_95, drawn)}",
                ]
            )
        cells += [_cell(_at(peer, year), drawn, translate) for peer in drawn.peers.values()]
        rows.append(tuple(cells))
    return Table(tuple(heads), tuple(rows))


def _at(series: Series, year: int) -> Point | None:
    return next((point for point in series.points if point.year == year), None)


def _cell(point: Point | None, drawn: Drawn, translate: Callable[[str], str]) -> str:
    if point is None:
        return ""
    notes = []
    if point.break_before:
        notes.append(translate(N_("break: not quite comparable with the years before")))
    if point.unrevised:
        notes.append(translate(N_("not finally checked")))
    if point.value is None:
        text = translate(MARK_TEXTS[point.mark]) if point.mark else "–"
    else:
        text = _number(point.value, drawn)
    return f"{text} ({', '.join(notes)})" if notes else text


def _number(value: float, drawn: Drawn) -> str:
    return number_text(Decimal(repr(value)), drawn.named.decimals)
