"""What is seen on the controller's board as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from xlsxwriter import Workbook

from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.web.followup.reporting.board_cells import Row
from ledetraad.web.followup.reporting.board_rows import STATE_NAMES, Board

_COLUMNS = (
    (N_("Unit"), 34),
    (N_("Number"), 9),
    (N_("Measure"), 60),
    (N_("Responsible"), 24),
    (N_("Status"), 16),
    (N_("Report"), 16),
    (N_("Share done in percent"), 14),
    (N_("Deadline"), 12),
    (N_("Expected done"), 14),
    (N_("Last changed"), 17),
    (N_("What has been done"), 70),
    (N_("Forecast"), 50),
    (N_("Why it was sent back"), 40),
)
_SHEET_NAME = 31
_FORBIDDEN = str.maketrans("[]:*?/\\'", "        ")


def board_workbook(board: Board, translate: Callable[[str], str]) -> bytes:
    """The rows of a board, with the heads and the words in the language of `translate`.

    Text is written as text, also where it looks like a formula.
    """
    whole = io.BytesIO()
    workbook = Workbook(whole, {"in_memory": True, "remove_timezone": True})
    name = board.period.name.translate(_FORBIDDEN).strip()[:_SHEET_NAME]
    sheet = workbook.add_worksheet(name or None)
    forms = {
        "head": workbook.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "moment": workbook.add_format(
            {"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}
        ),
    }
    earlier = [one.name for one in board.earlier]
    heads = [translate(head) for head, _ in _COLUMNS] + earlier
    for column, head in enumerate(heads):
        width = _COLUMNS[column][1] if column < len(_COLUMNS) else 16
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, forms["head"])
    at = 0
    for group in board.groups:
        unit = group.unit.name if group.unit is not None else ""
        for row in group.rows:
            at += 1
            for column, value in enumerate(_cells(unit, row, translate)):
                _write(sheet, at, column, value, forms)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(at, 1), len(heads) - 1)
    workbook.close()
    return whole.getvalue()


def _cells(unit: str, row: Row, translate: Callable[[str], str]) -> list[Any]:
    return [
        unit,
        row.number,
        row.name,
        row.person,
        _status(row.status, translate),
        translate(STATE_NAMES[row.state]),
        row.share,
        row.deadline,
        row.expected,
        timezone.localtime(row.changed) if row.changed is not None else None,
        row.text,
        row.forecast,
        row.returned,
        *(_status(one, translate) for one in row.trend),
    ]


def _status(said: str, translate: Callable[[str], str]) -> str:
    return translate(MEASURE_STATUS_NAMES[MeasureStatus(said)]) if said else ""


def _write(sheet: Any, row: int, column: int, value: Any, forms: dict[str, Any]) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, forms["text"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value, forms["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, forms["day"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, forms["text"])
    else:
        sheet.write_string(row, column, value, forms["text"])
