"""The app's models."""

from __future__ import annotations

from ledetraad.web.followup.models.beside import Attachment, Comment
from ledetraad.web.followup.models.indicator import Indicator, Observation
from ledetraad.web.followup.models.measure import (
    Measure,
    Milestone,
    Money,
    Partner,
    Risk,
    Serves,
)
from ledetraad.web.followup.models.report import (
    ElementJudgement,
    LockedReport,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.followup.models.settled import SettledLack
from ledetraad.web.followup.models.view import SavedView, StandardView
from ledetraad.web.followup.models.year import YearElement

__all__ = [
    "Attachment",
    "Comment",
    "ElementJudgement",
    "Indicator",
    "LockedReport",
    "Measure",
    "Milestone",
    "Money",
    "Observation",
    "Partner",
    "ReportingPeriod",
    "Risk",
    "SavedView",
    "Serves",
    "SettledLack",
    "StandardView",
    "StatusReport",
    "YearElement",
]
