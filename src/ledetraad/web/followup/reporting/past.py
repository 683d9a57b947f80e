"""What has been done with a report: its fields in words, and whether the last can be undone."""

from __future__ import annotations

from typing import Any

from ledetraad.followup.report import ReportValues
from ledetraad.followup.status import MEASURE_STATUS_NAMES, MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.finding import Translate
from ledetraad.web.followup.reporting.board_rows import STATE_NAMES
from ledetraad.web.followup.reporting.prefill import as_typed
from ledetraad.web.followup.reporting.report_form import FIELD_NAMES as FORM_NAMES
from ledetraad.web.history.models import Change
from ledetraad.web.history.telling import NOTHING

FIELD_NAMES = {"state": N_("Where the report stands"), **FORM_NAMES}


def can_be_undone(last: Change) -> bool:
    """Whether a change is one of what a draft says; where it stands is changed by its own acts."""
    return last.what == Change.What.CHANGED and "state" not in last.fields and bool(last.fields)


def text(name: str, value: Any, translate: Translate) -> str:
    """What a field says, of a value as JSON holds it."""
    if value is None or value == "":
        return NOTHING
    if name == "state":
        return translate(STATE_NAMES[value])
    if name == "status":
        return translate(MEASURE_STATUS_NAMES[MeasureStatus(value)])
    return as_typed(ReportValues.model_validate({name: value}))[name]
