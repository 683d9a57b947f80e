"""What is seen on the controller's board as an Excel workbook."""

from __future__ import annotations

from django.utils import timezone

from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.publish.list_sheet import Cell, Column, list_workbook
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


def board_workbook(board: Board, translate: Translate) -> bytes:
    """The rows of a board, with the heads and the words in the language of `translate`."""
    columns = [
        *(Column(translate(head), width) for head, width in _COLUMNS),
        *(Column(one.name, 16) for one in board.earlier),
    ]
    rows = [
        _cells(group.unit.name if group.unit is not None else "", row, translate)
        for group in board.groups
        for row in group.rows
    ]
    return list_workbook(board.period.name, columns, rows, frozen=3)


def _cells(unit: str, row: Row, translate: Translate) -> list[Cell]:
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


def _status(said: str, translate: Translate) -> str:
    return translate(MEASURE_STATUS_NAMES[MeasureStatus(said)]) if said else ""
