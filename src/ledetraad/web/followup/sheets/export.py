"""Indicators' values as an Excel workbook with a column for each period, to be sent back."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from ledetraad.followup.freshness import FREQUENCY_NAMES, Frequency
from ledetraad.followup.periods import PeriodKind
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.spans import KINDS, Span, spans
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
_INK, _LINE, _NOT_HERE = "#1E2B3C", "#C9D0D8", "#EDEFF2"
_MOST_DIGITS = 15


def values_workbook(rows: Sequence[Row], translate: Translate, today: date) -> bytes:
    """The values of indicators, one row each; where an indicator has no such period it is grey.

    Args:
        rows: in order.
        translate: the language of heads and words.
        today: the last period is the one that this day is in.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    title = translate(N_("Values"))
    book.set_properties({"title": title, "comments": today.isoformat()})
    sheet = book.add_worksheet(title[:31])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    shared = {"valign": "top", "bottom": 1, "bottom_color": _LINE}
    head = book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK, "text_wrap": True}
    )
    text = book.add_format({**shared, "text_wrap": True})
    grey = book.add_format({**shared, "bg_color": _NOT_HERE})
    numbers: dict[int, Any] = {}
    periods = _periods(rows, today)
    heads = [(translate(name), width) for name, width in _HEADS]
    heads += [(one.code, 11) for one in periods]
    heads.append((translate(KEY_HEAD), 26))
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    values, newest = _values(rows)
    for place, row in enumerate(rows, start=1):
        said, key = row.now.said, row.now.indicator.pk
        if said.decimals not in numbers:
            form = "#,##0" + ("." + "0" * said.decimals if said.decimals else "")
            numbers[said.decimals] = book.add_format({**shared, "num_format": form})
        unit = row.now.indicator.unit
        named = (
            said.name,
            unit.name if unit is not None else "",
            said.measure_unit,
            translate(FREQUENCY_NAMES[Frequency(said.frequency)]),
        )
        for column, cell in enumerate(named):
            sheet.write_string(place, column, cell, text)
        for column, period in enumerate(periods, start=len(_HEADS)):
            one = values[key].get(period.code)
            own = period.period.kind is KINDS[said.frequency]
            if one is None:
                sheet.write_blank(place, column, None, numbers[said.decimals] if own else grey)
            elif one.value is None:
                sheet.write_string(place, column, translate(MISSING_NAMES[one.missing]), text)
            elif _is_long(one.value):
                sheet.write_string(place, column, format(one.value.normalize(), "f"), text)
            else:
                sheet.write_number(place, column, float(one.value), numbers[said.decimals])
        mark = Key(VALUES, key, newest[key])
        last = len(_HEADS) + len(periods)
        sheet.write_string(place, last, key_text(mark, row.now.indicator.municipality_id), text)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    book.close()
    return out.getvalue()


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


def _is_long(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) > _MOST_DIGITS
