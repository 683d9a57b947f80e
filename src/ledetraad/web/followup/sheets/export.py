"""Indicators' values as an Excel workbook with a column for each period, to be sent back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ledetraad.followup.freshness import FREQUENCY_NAMES, Frequency
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.periods import PeriodKind
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.spans import KINDS, Span, spans
from ledetraad.publish.list_sheet import Cell, Column, Figure, NotHere, list_workbook
from ledetraad.web.followup.indicators.rows import Row
from ledetraad.web.followup.models import Observation
from ledetraad.web.followup.sheets.columns import NAME, UNIT
from ledetraad.web.followup.sheets.keys import KEY_HEAD, VALUES, Key, key_text

_HEADS = (
    (NAME, 48),
    (UNIT, 24),
    (N_("Measured in"), 12),
    (N_("How often it is measured"), 18),
)
_KINDS = (
    PeriodKind.YEAR,
    PeriodKind.HALF_YEAR,
    PeriodKind.TERTIAL,
    PeriodKind.QUARTER,
    PeriodKind.MONTH,
)
_YEARS, _PARTS_OF_YEARS = 6, 2
"""For how many years there are columns: of whole years, and of parts of them."""


def values_workbook(rows: Sequence[Row], translate: Translate, today: date) -> bytes:
    """The values of indicators, one row each; where an indicator has no such period it is grey.

    Args:
        rows: in order.
        translate: the language of heads and words.
        today: the last period is the one that this day is in.
    """
    periods = _periods(rows, today)
    columns = [
        *(Column(translate(name), width) for name, width in _HEADS),
        *(Column(one.code, 11) for one in periods),
        Column(translate(KEY_HEAD), 26),
    ]
    values, newest = _values(rows)
    cells: list[list[Cell]] = []
    for row in rows:
        said, indicator = row.now.said, row.now.indicator
        here = values[indicator.pk]
        mark = Key(VALUES, indicator.pk, newest[indicator.pk])
        cells.append(
            [
                said.name,
                indicator.unit.name if indicator.unit is not None else "",
                said.measure_unit,
                translate(FREQUENCY_NAMES[Frequency(said.frequency)]),
                *(_value(here.get(one.code), one, said, translate) for one in periods),
                key_text(mark, indicator.municipality_id),
            ]
        )
    return list_workbook(translate(N_("Values")), columns, cells, made=today)


def _value(
    one: Observation | None, period: Span, said: IndicatorValues, translate: Translate
) -> Cell:
    if one is None:
        own = period.period.kind is KINDS[said.frequency]
        return Figure(None, said.decimals) if own else NotHere.NOT_HERE
    if one.value is None:
        return translate(MISSING_NAMES[one.missing])
    return Figure(one.value, said.decimals)


def _periods(rows: Sequence[Row], today: date) -> list[Span]:
    """The periods with a column: of each kind that is used, the last ones."""
    used = {KINDS[row.now.said.frequency] for row in rows}
    frequencies = {kind: frequency for frequency, kind in KINDS.items()}
    found: list[Span] = []
    for kind in _KINDS:
        if kind in used:
            back = _YEARS if kind is PeriodKind.YEAR else _PARTS_OF_YEARS
            found += spans(frequencies[kind], today, today.year - back + 1)[::-1]
    return found


def _values(
    rows: Sequence[Row],
) -> tuple[dict[int, dict[str, Observation]], dict[int, int]]:
    """The newest value of each indicator for each period, and its newest one of all."""
    keys = [row.now.indicator.pk for row in rows]
    values: dict[int, dict[str, Observation]] = defaultdict(dict)
    newest: dict[int, int] = defaultdict(int)
    for one in Observation.objects.filter(indicator__in=keys).order_by("pk"):
        values[one.indicator_id][one.period] = one
        newest[one.indicator_id] = one.pk
    return values, newest
