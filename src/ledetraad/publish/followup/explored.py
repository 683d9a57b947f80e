"""An indicator's chart to explore: all that is known of it in one drawing, whose points answer.

Pages have a drawing of their own, which needs no script. Where somebody asks for more, the browser
draws this specification: history, the path to the target, the forecast and the others in one, and
each number told where one points. It is the chart of documents (`statistics.charts.spec`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.i18n import N_
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.observed import Observed
from ledetraad.publish.followup.outlook import Outlook
from ledetraad.publish.followup.peers import beside, own_series
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.statistics.charts.spec import Spec, spec
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.series import Series

_LEAST: Final = 2
"""Fewer numbers than these make no line."""


def explored(
    said: IndicatorValues,
    values: Sequence[Observed],
    place: str,
    *,
    fetched: Fetched | None = None,
    expected: Outlook | None = None,
) -> Drawn | None:
    """What the chart shows; None where there is no line of years to draw.

    Others whose numbers can't be held against the municipality's as they are stand in the small
    charts alone.

    Args:
        said: what the indicator says of itself.
        values: one for each period, the earliest first; some may lack a value.
        place: what the municipality is called.
        fetched: what the sources say of them.
        expected: what is to be expected of them.
    """
    own = own_series(said, values, fetched)
    if len(own.known()) < _LEAST:
        return None
    others = beside(place, said, values, fetched)
    peers = others.drawn.peers if others is not None and not others.reckoned else {}
    return Drawn(
        title=said.name,
        named=Named(place, said.measure_unit, said.decimals),
        series=own,
        path=said.path(),
        forecast=expected.forecast if expected is not None else None,
        peers=peers,
    )


def explored_spec(drawn: Drawn, translate: Callable[[str], str]) -> Spec:
    """The specification, without the title and the signs' meaning, which the page says.

    Args:
        drawn: what it shows.
        translate: into the page's language.
    """
    made = spec(drawn, translate)
    del made["title"]
    return made | {"layer": [*made["layer"], _answering(drawn, translate)]}


def signs(drawn: Drawn) -> list[str]:
    """What the lines mean, as templates translate it."""
    told = []
    if drawn.path is not None and drawn.path.targets:
        told.append(N_("Dashed: the path to the target."))
    if drawn.forecast is not None:
        told.append(
            N_("Dotted: what is expected, and where it will be with 80 and 95 %% probability.")
        )
    if any(point.unrevised for point in drawn.series.known()):
        told.append(N_("Hollow: not finally checked."))
    return told


def _answering(drawn: Drawn, translate: Callable[[str], str]) -> Spec:
    """A layer of points that are not seen, each of which tells its number."""
    rows = [
        {"who": who, "year": year, "value": value, "told": told}
        for who, year, value, told in _told(drawn, translate)
    ]
    heads = {"who": N_("Who"), "year": N_("Year"), "told": N_("Value")}
    return {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 260, "filled": True, "opacity": 0, "aria": False},
        "encoding": {
            "x": {"field": "year", "type": "quantitative"},
            "y": {"field": "value", "type": "quantitative"},
            "tooltip": [
                {"field": name, "type": "nominal", "title": translate(head)}
                for name, head in heads.items()
            ],
        },
    }


def _told(drawn: Drawn, translate: Callable[[str], str]) -> Iterator[tuple[str, int, float, str]]:
    """Every number that the chart shows: whose it is, the year, the number, and how it is said."""
    named = drawn.named
    series: Mapping[str, Series] = {**drawn.peers, named.place: drawn.series}
    for who, one in series.items():
        for point in one.known():
            value = point.value or 0
            mark = f" ({translate(N_('not finally checked'))})" if point.unrevised else ""
            yield who, point.year, value, f"{named.text(value)}{mark}"
    for target in drawn.path.targets if drawn.path is not None else ():
        yield translate(N_("target")), target.year, float(target.value), named.goal(target.value)
    for ahead in drawn.forecast.years if drawn.forecast is not None else ():
        spread = f"80 %: {named.number(ahead.low_80)}–{named.text(ahead.high_80)}"
        yield (
            translate(N_("expected")),
            ahead.year,
            ahead.value,
            f"{named.text(ahead.value)} ({spread})",
        )
