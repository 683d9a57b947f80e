"""The numbers as tables to take away, with source and licence: CSV, and an Excel workbook.

One row for each number: an indicator, a place, a year. Dates and numbers in CSV are as machines
read them, so that they are the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from ledetraad.followup.bands import JUDGEMENT_NAMES
from ledetraad.i18n import N_
from ledetraad.publish.followup.counted import Counted
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.spans import span
from ledetraad.publish.followup.tables import csv_table
from ledetraad.publish.list_sheet import Cell, Column, Figure, ListSheet, lists_workbook
from ledetraad.statistics.charts.table import MARK_TEXTS
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.methods.judged import STATUS_NAMES
from ledetraad.statistics.methods.saying import chance_percent, chance_text
from ledetraad.statistics.series import Point

Translate = Callable[[str], str]
_OWN: Final = N_("entered by the municipality")
_EACH: Final = (
    (N_("Number"), 9),
    (N_("Indicator"), 48),
    (N_("Place"), 26),
    (N_("Place's code"), 12),
    (N_("Period"), 12),
    (N_("Value"), 14),
    (N_("Measured in"), 16),
    (N_("Why there is none"), 24),
    (N_("Not finally checked"), 14),
    (N_("Break before"), 14),
    (N_("Source"), 48),
    (N_("Licence"), 20),
)
_WHOLE: Final = (
    (N_("Number"), 9),
    (N_("Indicator"), 48),
    (N_("Newest value"), 14),
    (N_("Measured in"), 16),
    (N_("Period"), 14),
    (N_("Since the year before"), 14),
    (N_("Judgement"), 16),
    (N_("Target"), 12),
    (N_("Target year"), 10),
    (N_("Progress"), 18),
    (N_("Why"), 36),
    (N_("Probability in percent"), 14),
    (N_("The municipality in the middle"), 16),
    (N_("Source"), 48),
    (N_("Licence"), 20),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be told beside the values, as it was chosen to be published.

    Args:
        judgement, targets, outlook: whether these are.
    """

    judgement: bool = True
    targets: bool = True
    outlook: bool = True


@dataclass(frozen=True, slots=True)
class _Number:
    """A row: a number of an indicator."""

    one: Counted
    place: str
    code: str
    period: str
    value: Decimal | None
    why: str
    unrevised: bool
    broken: bool
    source: str


def numbers_csv(rows: Iterable[Counted], place: str, translate: Translate) -> bytes:
    """Every number of some indicators, and of those whom they are compared with, as CSV.

    Args:
        rows: the indicators.
        place: what the municipality is called.
        translate: the language of heads and words.
    """
    yes = translate(N_("yes"))
    return csv_table(
        [translate(head) for head, _ in _EACH],
        (
            [
                str(each.one.number),
                each.one.said.name,
                each.place,
                each.code,
                each.period,
                f"{each.value.normalize():f}" if each.value is not None else "",
                each.one.said.measure_unit,
                translate(each.why) if each.why else "",
                yes if each.unrevised else "",
                yes if each.broken else "",
                each.source or translate(_OWN),
                licence(each.one),
            ]
            for one in rows
            for each in _numbers(one, place)
        ),
    )


def numbers_workbook(
    rows: Sequence[Counted],
    place: str,
    translate: Translate,
    made: date,
    shown: Shown = Shown(),
) -> bytes:
    """The same as a workbook: a sheet with a row for each indicator, and one with every number.

    Args:
        rows: the indicators.
        place: what the municipality is called.
        translate: the language of heads and words.
        made: the day that it shows.
        shown: what may be told beside the values.
    """
    each = [_cells(number, translate) for one in rows for number in _numbers(one, place)]
    return lists_workbook(
        translate(N_("The numbers")),
        [
            ListSheet(
                translate(N_("The numbers")),
                [Column(translate(head), width) for head, width in _WHOLE],
                [_whole(one, translate, shown) for one in rows],
                frozen=2,
            ),
            ListSheet(
                translate(N_("Every year")),
                [Column(translate(head), width) for head, width in _EACH],
                each,
                frozen=2,
            ),
        ],
        made=made,
    )


def source_of(one: Counted) -> str:
    """Where an indicator's values come from."""
    if one.fetched is not None and one.fetched.tables:
        return "; ".join(
            " ".join(part for part in (each.title or each.table, each.address) if part)
            for each in one.fetched.tables
        )
    own = getattr(one.latest, "source", "") if one.latest is not None else ""
    return str(own) or one.said.source


def licence(one: Counted) -> str:
    """The licence of the tables that an indicator's values come from."""
    tables = one.fetched.tables if one.fetched is not None else ()
    return "; ".join(dict.fromkeys(each.licence for each in tables if each.licence))


def _numbers(one: Counted, place: str) -> Iterator[_Number]:
    points = {point.year: point for point in one.series.points}
    source = source_of(one)
    for each in one.values:
        point = points.get(each.measured.year) or Point(each.measured.year, None)
        yield _Number(
            one,
            place,
            "",
            each.period,
            each.value,
            MISSING_NAMES[each.missing] if each.value is None and each.missing else "",
            point.unrevised,
            point.break_before,
            source,
        )
    for peer in one.fetched.peers if one.fetched is not None else ():
        for point in peer.series().points:
            value = Decimal(repr(point.value)) if point.value is not None else None
            why = MARK_TEXTS[point.mark or Mark.NOT_AVAILABLE] if value is None else ""
            yield _Number(
                one,
                peer.name,
                peer.region,
                str(point.year),
                value,
                why,
                point.unrevised,
                point.break_before,
                source,
            )


def _cells(each: _Number, translate: Translate) -> list[Cell]:
    yes = translate(N_("yes"))
    return [
        each.one.number,
        each.one.said.name,
        each.place,
        each.code,
        each.period,
        Figure(each.value, each.one.said.decimals) if each.value is not None else None,
        each.one.said.measure_unit,
        translate(each.why) if each.why else "",
        yes if each.unrevised else "",
        yes if each.broken else "",
        each.source or translate(_OWN),
        licence(each.one),
    ]


def _chance(chance: float | None, translate: Translate) -> Cell:
    """A probability in percent, as closely as pages tell it."""
    if chance is None:
        return None
    percent = chance_percent(chance)
    return percent if percent is not None else chance_text(chance).said(translate)


def _whole(one: Counted, translate: Translate, shown: Shown) -> list[Cell]:
    decimals, latest = one.said.decimals, one.latest
    target = one.target if shown.targets else None
    middle = one.middle
    chance = one.chance if shown.outlook else None
    why = one.why if shown.outlook else None
    return [
        one.number,
        one.said.name,
        Figure(latest.value, decimals) if latest is not None else None,
        one.said.measure_unit,
        span(latest.period).name.said(translate) if latest is not None else "",
        Figure(one.change, decimals) if one.change is not None else None,
        translate(JUDGEMENT_NAMES[one.judgement]) if shown.judgement else "",
        Figure(target.value, decimals) if target is not None else None,
        target.year if target is not None else None,
        translate(STATUS_NAMES[one.status]) if shown.outlook else "",
        why.said(translate) if why is not None else "",
        _chance(chance, translate),
        Figure(Decimal(repr(round(middle, 8))), decimals) if middle is not None else None,
        source_of(one) or translate(_OWN),
        licence(one),
    ]
