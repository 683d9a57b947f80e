"""The app's models."""

from __future__ import annotations

from ledetraad.web.followup.models.beside import Attachment, Comment
from ledetraad.web.followup.models.indicator import Indicator, Observation
from ledetraad.web.followup.models.measure import (
    PARTS,
    Measure,
    Milestone,
    Money,
    Partner,
    Risk,
    Serves,
    read_parts,
)
from ledetraad.web.followup.models.report import (
    ElementJudgement,
    LockedReport,
    ReportingPeriod,
    StatusReport,
)
from ledetraad.web.followup.models.rule_off import RuleOff
from ledetraad.web.followup.models.settled import SettledLack
from ledetraad.web.followup.models.view import SavedView, StandardView
from ledetraad.web.followup.models.year import YearElement

__all__ = [
    "PARTS",
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
    "RuleOff",
    "SavedView",
    "Serves",
    "SettledLack",
    "StandardView",
    "StatusReport",
    "YearElement",
    "read_parts",
]
