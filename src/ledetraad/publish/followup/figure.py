"""An indicator as a figure of a document: its values, the path to its target, where it is likely to
go, and the same numbers as a table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ledetraad.followup.bands import JUDGEMENT_NAMES
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.periods import PeriodKind
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_
from ledetraad.publish.figures.figure import Figure
from ledetraad.publish.followup.model import PublishedIndicator, PublishedObservation
from ledetraad.publish.followup.sentence import observed_text, value_text
from ledetraad.publish.followup.spans import KINDS, span
from ledetraad.publish.followup.told import published_told
from ledetraad.statistics.charts.by_period import Goal, by_period
from ledetraad.statistics.charts.drawn import Drawn
from ledetraad.statistics.charts.spec import Spec, spec
from ledetraad.statistics.charts.table import table
from ledetraad.statistics.methods.saying import Named
from ledetraad.statistics.series import Point, Series

Translate = Callable[[str], str]
_LEAST: Final = 2
"""Fewer values and targets than these make no line."""


def indicator_figure(
    one: PublishedIndicator, owner: str, translate: Translate, *, judged: bool = False
) -> Figure | None:
    """The figure of an indicator; None where there are fewer than two things to draw.

    Args:
        one: which.
        owner: the municipality's name, that stands at its line.
        translate: into the language of the document's own words.
        judged: whether the table says how each value is judged.
    """
    known = [each for each in one.values if each.value is not None]
    if not known or len(known) + len(one.targets) < _LEAST:
        return None
    yearly = KINDS[Frequency(one.frequency)] is PeriodKind.YEAR
    drawn = _drawn(one, owner)
    heads, rows = _by_year(one, drawn, translate) if yearly else _by_period(one, translate)
    if judged and (bands := one.said.bands()) is not None:
        heads.append(translate(N_("Judgement")))
        words = {
            _first(each, translate): translate(JUDGEMENT_NAMES[bands.judge(each.value)])
            for each in known
        }
        for row in rows:
            row.append(words.get(row[0], ""))
    return Figure(
        spec=_untitled(spec(drawn, translate)) if yearly else _spec(one, translate),
        alt=_alt(one, known, translate),
        caption=_caption(one, known, translate, yearly=yearly),
        heads=tuple(heads),
        rows=tuple(map(tuple, rows)),
        source=one.source,
    )


def _drawn(one: PublishedIndicator, owner: str) -> Drawn:
    points = tuple(
        Point(
            each.measured.year,
            None if each.value is None else float(each.value),
            break_before=each.broken,
            unrevised=each.unrevised,
        )
        for each in one.values
    )
    return Drawn(
        title="",
        named=Named(owner, one.measure_unit, one.decimals),
        series=Series(points, one.measure_unit),
        path=one.said.path(),
        forecast=one.outlook.forecast if one.outlook is not None else None,
    )


def _untitled(made: Spec) -> Spec:
    """Without what stands above the drawing: the caption says it."""
    return {key: value for key, value in made.items() if key != "title"}


def _spec(one: PublishedIndicator, translate: Translate) -> Spec:
    values = [
        (_first(each, translate), None if each.value is None else float(each.value))
        for each in one.values
    ]
    path, goal = one.said.path(), None
    if path is not None and path.last is not None:
        told = translate(N_("target %(value)s")) % {"value": value_text(path.last.value, one.said)}
        goal = Goal(float(path.last.value), f"{told} ({path.last.year})")
    return by_period(values, one.measure_unit, goal)


def _by_year(
    one: PublishedIndicator, drawn: Drawn, translate: Translate
) -> tuple[list[str], list[list[str]]]:
    """The chart's own table, with why there is no number in the indicator's own words."""
    made = table(drawn, translate)
    missing = {
        str(each.measured.year): observed_text(each, one.said).said(translate)
        for each in one.values
        if each.value is None
    }
    rows = [[row[0], missing.get(row[0], row[1]), *row[2:]] for row in made.rows]
    return [made.heads[0], translate(N_("Value")), *made.heads[2:]], rows


def _by_period(one: PublishedIndicator, translate: Translate) -> tuple[list[str], list[list[str]]]:
    rows = [
        [
            _first(each, translate),
            observed_text(each, one.said).said(translate)
            if each.value is None
            else number_text(each.value, one.decimals),
        ]
        for each in one.values
    ]
    return [translate(N_("Period")), translate(N_("Value"))], rows


def _first(each: PublishedObservation, translate: Translate) -> str:
    """A period as it heads its row."""
    name = span(each.period).name.said(translate)
    return name[:1].upper() + name[1:]


def _alt(one: PublishedIndicator, known: list[PublishedObservation], translate: Translate) -> str:
    """What the chart shows: how it goes, from where to where, and what is likely."""
    first, last = known[0], known[-1]
    told = [translate(N_("Line chart: %(name)s.")) % {"name": one.name}]
    if first is not last and first.value is not None and last.value is not None:
        ends = {
            "from": value_text(first.value, one.said),
            "first": span(first.period).name.said(translate),
            "to": value_text(last.value, one.said),
            "last": span(last.period).name.said(translate),
        }
        told.append(translate(N_("From %(from)s in %(first)s to %(to)s in %(last)s.")) % ends)
    told.append(published_told(one).said(translate))
    return " ".join(told)


def _caption(
    one: PublishedIndicator,
    known: list[PublishedObservation],
    translate: Translate,
    *,
    yearly: bool,
) -> str:
    first, last = (_first(each, translate) for each in (known[0], known[-1]))
    name = f"{one.name} ({one.measure_unit})" if one.measure_unit else one.name
    told = [f"{name}, {first}" + (f"–{last[:1].lower()}{last[1:]}" if last != first else "") + "."]
    if one.targets:
        told.append(
            translate(N_("Dashed: the path to the target."))
            if yearly
            else translate(N_("Dashed: the target."))
        )
    if one.outlook is not None and one.outlook.forecast is not None:
        told.append(
            translate(N_("Dotted: what is expected, and where it is likely to be (80 and 95 %)."))
        )
    if any(each.unrevised for each in known):
        told.append(translate(N_("Hollow: not finally checked.")))
    return " ".join(told)
