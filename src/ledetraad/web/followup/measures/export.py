"""The list of measures as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledetraad.followup.measure import FINANCING_NAMES, KIND_NAMES, Financing, MeasureKind
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.list_sheet import Cell, Column, Figure, list_workbook
from ledetraad.web.followup.measures.rows import Row
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.sheets.keys import KEY_HEAD, MEASURE, Key, key_text

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


def workbook_of(rows: Sequence[Row], translate: Translate, today: date) -> bytes:
    """The rows as a workbook with one sheet, and a column for each year that has money.

    Before those is a column with the keys by which each row is known again when the list is
    changed and sent back.

    Args:
        rows: in order, each measure with all that belongs to it.
        translate: the language of heads and words.
        today: when it is made.
    """
    years = sorted({one.year for row in rows for one in row.measure.money.all()})
    money_head = translate(N_("%(year)s (kroner)"))
    columns = [
        *(Column(translate(name), width) for name, width in HEADS),
        Column(translate(KEY_HEAD), 24),
        *(Column(money_head % {"year": year}, 14) for year in years),
    ]
    cells = [
        [*_cells(row, translate), _key(row.measure), *_money(row.measure, years)] for row in rows
    ]
    return list_workbook(translate(N_("Measures")), columns, cells, frozen=2, made=today)


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
    return [Figure(sums[year]) if year in sums else None for year in years]
