"""The list of indicators as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ledetraad.followup.bands import JUDGEMENT_NAMES
from ledetraad.followup.direction import DIRECTION_NAMES
from ledetraad.followup.freshness import FREQUENCY_NAMES
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.followup.observed import MISSING_NAMES
from ledetraad.publish.followup.spans import span
from ledetraad.web.followup.indicators.rows import Row
from ledetraad.web.followup.sheets.columns import EDITED
from ledetraad.web.followup.sheets.keys import INDICATOR, KEY_HEAD, Key, key_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADS = (
    (N_("Indicator"), 48),
    (N_("Speaks for"), 48),
    (N_("Unit responsible"), 24),
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
_INK = "#1E2B3C"
_LINE = "#C9D0D8"
_MOST_DIGITS = 15
"""As many digits as a cell keeps of a number."""

Cell = str | int | Decimal | date | None


def workbook_of(rows: Sequence[Row], translate: Translate, today: date) -> bytes:
    """The rows as a workbook with one sheet.

    The last columns are there to be changed and sent back; the key tells what a row is of.

    Text is always written as text, so that nothing that somebody has typed is run as a formula.

    Args:
        rows: in order.
        translate: the language of heads and words.
        today: when it is made.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    title = translate("Indicators")
    book.set_properties({"title": title, "comments": today.isoformat()})
    sheet = book.add_worksheet(title[:31])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    forms = _Forms(book)
    for column, (head, width) in enumerate(_HEADS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, translate(head), forms.head)
    for place, row in enumerate(rows, start=1):
        for column, cell in enumerate(_cells(row, translate)):
            _write(sheet, (place, column), cell, forms, row.now.said.decimals)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(_HEADS) - 1)
    book.close()
    return out.getvalue()


def _cells(row: Row, translate: Translate) -> list[Cell]:
    said, newest = row.now.said, row.now.newest
    measure = row.now.indicator.measure
    speaks = row.element.choice if row.element is not None else measure.name if measure else ""
    unit = row.now.indicator.unit
    key = Key(INDICATOR, row.now.indicator.pk, row.now.indicator.version)
    why = newest.missing if newest is not None else ""
    yes, no = translate("yes"), translate("no")
    return [
        said.name,
        speaks,
        unit.name if unit is not None else "",
        row.value if not why else translate(MISSING_NAMES[why]),
        said.measure_unit,
        span(newest.period).name.said(translate) if newest is not None else "",
        newest.measured if newest is not None else None,
        translate(JUDGEMENT_NAMES[row.now.judgement]),
        row.age.said(translate) if row.age is not None else "",
        yes if row.stale else no,
        row.target.value if row.target is not None else None,
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
        said.baseline,
        key_text(key, row.now.indicator.municipality_id),
    ]


def _write(sheet: Worksheet, at: tuple[int, int], cell: Cell, forms: _Forms, decimals: int) -> None:
    if isinstance(cell, str):
        sheet.write_string(*at, cell, forms.text)
    elif isinstance(cell, Decimal) and len(cell.normalize().as_tuple().digits) > _MOST_DIGITS:
        sheet.write_string(*at, format(cell.normalize(), "f"), forms.text)
    elif isinstance(cell, Decimal):
        sheet.write_number(*at, float(cell), forms.number(decimals))
    elif isinstance(cell, int):
        sheet.write_number(*at, cell, forms.whole)
    elif isinstance(cell, date):
        sheet.write_datetime(*at, cell, forms.day)
    else:
        sheet.write_blank(*at, None, forms.text)


class _Forms:
    """The cells' forms, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._shared = {"valign": "top", "bottom": 1, "bottom_color": _LINE}
        self._numbers: dict[int, Any] = {}
        self.head = book.add_format(
            {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": _INK,
                "text_wrap": True,
                "valign": "top",
            }
        )
        self.text = book.add_format({**self._shared, "text_wrap": True})
        self.whole = book.add_format({**self._shared, "num_format": "0"})
        self.day = book.add_format({**self._shared, "num_format": "dd.mm.yyyy"})

    def number(self, decimals: int) -> Any:
        """The form of a number with so many decimals."""
        if decimals not in self._numbers:
            shown = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._book.add_format({**self._shared, "num_format": shown})
        return self._numbers[decimals]
