"""What has been done with a report: every change in words, and whether the last can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ledetraad.followup.report import ReportValues
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.followup.indicators.telling import NOTHING, Told
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.board_rows import STATE_NAMES
from ledetraad.web.followup.reporting.prefill import as_typed
from ledetraad.web.followup.reporting.report_form import FIELD_NAMES
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import history

MOST = 50
"""How many changes a page shows."""
_NAMES = {"state": N_("Where the report stands"), **FIELD_NAMES}


def told(report: StatusReport | None, translate: Translate) -> list[tuple[Change, list[Told]]]:
    """The newest changes of a report; those fields that it was made with are not told."""
    changes: Sequence[Change] = history(report)[:MOST] if report is not None else ()
    return [
        (one, [] if one.what == Change.What.MADE else _fields(one, translate)) for one in changes
    ]


def can_be_undone(last: Change) -> bool:
    """Whether a change is one of what a draft says; where it stands is changed by its own acts."""
    return last.what == Change.What.CHANGED and "state" not in last.fields and bool(last.fields)


def _fields(one: Change, translate: Translate) -> list[Told]:
    def text(name: str, value: Any) -> str:
        if value is None or value == "":
            return NOTHING
        if name == "state":
            return translate(STATE_NAMES[value])
        if name == "status":
            return translate(MEASURE_STATUS_NAMES[MeasureStatus(value)])
        return as_typed(ReportValues.model_validate({name: value}))[name]

    return [
        Told(translate(_NAMES[name]), *(text(name, value) for value in one.fields[name]))
        for name in _NAMES
        if name in one.fields
    ]
