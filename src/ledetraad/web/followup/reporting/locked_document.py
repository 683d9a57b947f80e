"""What is kept when a period is locked: what was reported, and what it was about, whole."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from ledetraad.followup.report import ReportValues
from ledetraad.plan.exchange import canonical
from ledetraad.plan.model import Element
from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod, StatusReport
from ledetraad.web.plans.models import WorkingCopy

FORM = 1
"""The document's form; a new one gets a new number, and the old ones stay as they are."""


def fingerprint(document: dict[str, Any]) -> str:
    """The SHA-256 of a document's canonical form (sorted keys, no blanks, UTF-8), in hex."""
    return sha256(canonical(document)).hexdigest()


def agrees(locked: LockedReport) -> bool:
    """Whether a locked report still says what its fingerprint was made of."""
    return fingerprint(locked.document) == locked.sha256


def measure_document(
    period: ReportingPeriod, measure: Measure, report: StatusReport | None
) -> dict[str, Any]:
    """A measure and what was reported of it.

    Args:
        period: the period that is locked.
        measure: with all that belongs to it, as `standing.whole` finds it.
        report: what was reported; None where nothing was. Of a draft no more is kept than that it
            was one.
    """
    about = {
        "number": measure.number,
        **measure.values(),
        "unit_name": measure.unit.name if measure.unit is not None else "",
        "person_name": called(measure.person),
    }
    return _document(period, report) | {"measure": about}


def element_document(
    period: ReportingPeriod, plan: WorkingCopy, element: Element | None, report: StatusReport
) -> dict[str, Any]:
    """An element of a plan and what was reported of it.

    Args:
        period: the period that is locked.
        plan: the plan that it stands in.
        element: the element; None where the plan has it no longer.
        report: what was reported.
    """
    about = {
        "id": report.element,
        "plan": plan.slug,
        "plan_title": str(plan),
        "number": element.number if element is not None else "",
        "words": element.words if element is not None else "",
    }
    return _document(period, report) | {"element": about}


def called(person: Any) -> str:
    """What people call somebody; empty for nobody."""
    return (person.get_full_name() or person.get_username()) if person is not None else ""


def _document(period: ReportingPeriod, report: StatusReport | None) -> dict[str, Any]:
    return {
        "form": FORM,
        "municipality": period.municipality.name,
        "period": {
            "name": period.name,
            "kind": period.kind_of,
            "year": period.year,
            "part": period.part,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "due": period.due.isoformat(),
        },
        "report": _report(report) if report is not None else None,
    }


def bare(state: str) -> dict[str, Any]:
    """What is kept of a report that is not handed in: that it is not."""
    return {
        **ReportValues().model_dump(mode="json"),
        "state": state,
        "returned": "",
        "version": 0,
        "changed_at": None,
        "submitted_at": None,
        "submitted_by": "",
    }


def _report(report: StatusReport) -> dict[str, Any]:
    if report.state != StatusReport.State.SUBMITTED:
        return bare(report.state)
    at = report.submitted_at
    return {
        **report.values(),
        "version": report.version,
        "changed_at": report.changed_at.isoformat(),
        "submitted_at": at.isoformat() if at is not None else None,
        "submitted_by": report.submitted_by_name,
    }
