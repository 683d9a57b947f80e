"""The list of indicators as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ledetraad.followup.bands import JUDGEMENT_NAMES
from ledetraad.followup.direction import DIRECTION_NAMES
from ledetraad.followup.freshness import FREQUENCY_NAMES
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.spans import span
from ledetraad.publish.list_sheet import Cell, Column, Figure, list_workbook
from ledetraad.web.followup.indicators.rows import Row
from ledetraad.web.followup.sheets.columns import EDITED, MEASURE_NAMED, NAME, SPEAKS_FOR, UNIT
from ledetraad.web.followup.sheets.keys import INDICATOR, KEY_HEAD, Key, key_text

_HEADS = (
    (NAME, 48),
    (SPEAKS_FOR, 48),
    (UNIT, 24),
    (N_("Value"), 12),
    (N_("Measured in"), 12),
    (N_("Period"), 18),
    (N_("Measured on"), 13),
    (N_("Judgement"), 16),
    (N_("How old"), 18),
    (N_("Newer value missing"), 14),
    (N_("Target"), 12),
    (N_("Target year"), 10),
    (N_("On the path"), 12),
    (N_("Source"), 30),
    (N_("Note"), 40),
    *((name, width) for _, name, width in EDITED),
    (KEY_HEAD, 26),
)


def workbook_of(rows: Sequence[Row], translate: Translate, today: date) -> bytes:
    """The rows as a workbook with one sheet.

    The last columns are there to be changed and sent back; the key tells what a row is of.

    Args:
        rows: in order.
        translate: the language of heads and words.
        today: when it is made.
    """
    columns = [Column(translate(head), width) for head, width in _HEADS]
    cells = [_cells(row, translate) for row in rows]
    return list_workbook(translate("Indicators"), columns, cells, made=today)


def _cells(row: Row, translate: Translate) -> list[Cell]:
    said, newest = row.now.said, row.now.newest
    measure = row.now.indicator.measure
    speaks = ""
    if row.element is not None:
        speaks = row.element.choice
    elif measure is not None:
        speaks = translate(MEASURE_NAMED) % {"number": measure.number, "name": measure.name}
    unit = row.now.indicator.unit
    key = Key(INDICATOR, row.now.indicator.pk, row.now.indicator.version)
    why = newest.missing if newest is not None else ""
    yes, no = translate("yes"), translate("no")
    return [
        said.name,
        speaks,
        unit.name if unit is not None else "",
        _figure(row.value, said.decimals) if not why else translate(MISSING_NAMES[why]),
        said.measure_unit,
        span(newest.period).name.said(translate) if newest is not None else "",
        newest.measured if newest is not None else None,
        translate(JUDGEMENT_NAMES[row.now.judgement]),
        row.age.said(translate) if row.age is not None else "",
        yes if row.stale else no,
        _figure(row.target.value if row.target is not None else None, said.decimals),
        row.target.year if row.target is not None else None,
        "" if row.on_path is None else yes if row.on_path else no,
        (newest.source if newest is not None else "") or said.source,
        newest.note if newest is not None else "",
        said.definition,
        translate(DIRECTION_NAMES[said.direction]),
        said.decimals,
        said.desired,
        said.accepted,
        said.not_approved,
        translate(FREQUENCY_NAMES[said.frequency]),
        said.baseline_year,
        _figure(said.baseline, said.decimals),
        key_text(key, row.now.indicator.municipality_id),
    ]


def _figure(value: Decimal | None, decimals: int) -> Figure | None:
    return Figure(value, decimals) if value is not None else None
