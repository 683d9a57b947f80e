"""What is missing, as an Excel workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.list_sheet import Column, list_workbook
from ledetraad.web.followup.missing.rows import Missing

HEADS = (
    (N_("Rule"), 10),
    (N_("About"), 18),
    (N_("What is missing"), 70),
    (N_("What to do"), 50),
    (N_("Unit responsible"), 24),
    (N_("Meant so, because"), 40),
)


def workbook_of(
    rows: Sequence[Missing], units: Mapping[int, str], translate: Translate, today: date
) -> bytes:
    """The rows as a workbook with one sheet.

    Args:
        rows: in order.
        units: what the units are called, by their keys.
        translate: the language.
        today: when it is made.
    """
    columns = [Column(translate(head), width) for head, width in HEADS]
    cells = [
        [
            row.lack.code,
            row.about,
            row.message,
            row.remedy,
            units.get(row.lack.unit or 0, ""),
            row.settled.reason if row.settled is not None else "",
        ]
        for row in rows
    ]
    return list_workbook(translate(N_("What is missing")), columns, cells, made=today)
