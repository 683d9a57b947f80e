"""The list of measures as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from xlsxwriter import Workbook

from ledetraad.followup.measure import FINANCING_NAMES, KIND_NAMES, Financing, MeasureKind
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.followup.measures.rows import Row
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.sheets.keys import KEY_HEAD, MEASURE, Key, key_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = (
    (N_("Number"), 9),
    (N_("Measure"), 48),
    (N_("Why"), 40),
    (N_("Kind"), 20),
    (N_("Unit responsible"), 24),
    (N_("Person responsible"), 24),
    (N_("Start"), 12),
    (N_("Deadline"), 12),
    (N_("Status"), 16),
    (N_("Financing"), 18),
    (N_("What it serves in the plan"), 48),
)
_INK = "#1E2B3C"
_LINE = "#C9D0D8"

Cell = str | int | date | None


def workbook_of(rows: Sequence[Row], translate: Translate, today: date) -> bytes:
    """The rows as a workbook with one sheet, and a column for each year that has money.

    Before those is a column with the keys by which each row is known again when the list is
    changed and sent back.

    Text is always written as text, so that nothing that somebody has typed is run as a formula.

    Args:
        rows: in order, each measure with all that belongs to it.
        translate: the language of heads and words.
        today: when it is made.
    """
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    title = translate(N_("Measures"))
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
    day = book.add_format({**shared, "num_format": "dd.mm.yyyy"})
    whole = book.add_format({**shared, "num_format": "#,##0"})
    years = sorted({one.year for row in rows for one in row.measure.money.all()})
    money_head = translate(N_("%(year)s (kroner)"))
    heads = [(translate(name), width) for name, width in HEADS]
    heads.append((translate(KEY_HEAD), 24))
    heads += [(money_head % {"year": year}, 14) for year in years]
    for column, (name, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for place, row in enumerate(rows, start=1):
        cells = [*_cells(row, translate), _key(row.measure), *_money(row.measure, years)]
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(place, column, cell, text)
            elif isinstance(cell, int):
                sheet.write_number(place, column, cell, whole)
            elif isinstance(cell, date):
                sheet.write_datetime(place, column, cell, day)
            else:
                sheet.write_blank(place, column, None, text)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    book.close()
    return out.getvalue()


def _cells(row: Row, translate: Translate) -> list[Cell]:
    measure = row.measure
    person = measure.person
    return [
        measure.number,
        measure.name,
        measure.why,
        translate(KIND_NAMES[MeasureKind(measure.kind_of)]),
        measure.unit.name if measure.unit is not None else "",
        (person.get_full_name() or person.get_username()) if person is not None else "",
        measure.start,
        measure.deadline,
        translate(MEASURE_STATUS_NAMES[MeasureStatus(measure.status)]),
        translate(FINANCING_NAMES[Financing(measure.financing)]),
        "\n".join(one.choice for one in row.serves),
    ]


def _key(measure: Measure) -> str:
    key = Key(MEASURE, measure.number, measure.version)
    return key_text(key, measure.municipality_id)


def _money(measure: Measure, years: Sequence[int]) -> list[Cell]:
    """What it costs in each year, in both budgets together."""
    sums: dict[int, int] = {}
    for one in measure.money.all():
        sums[one.year] = sums.get(one.year, 0) + one.amount
    return [sums.get(year) for year in years]
