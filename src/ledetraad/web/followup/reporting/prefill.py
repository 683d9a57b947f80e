"""What a report begins with: what was said of the same thing for the period before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ledetraad.followup.report import ReportValues
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.subject import Subject

FIELDS = tuple(ReportValues.model_fields)


def previous_report(subject: Subject) -> StatusReport | None:
    """The last report on the same thing that was handed in for an earlier period."""
    return (
        StatusReport.objects.filter(
            state=StatusReport.State.SUBMITTED,
            period__last__lt=subject.period.last,
            deleted_at=None,
            **subject.keys,
        )
        .select_related("period")
        .order_by("-period__last", "-pk")
        .first()
    )


def base(previous: StatusReport | None) -> ReportValues:
    """What a new report says before anybody has written anything."""
    return previous.said() if previous is not None else ReportValues()


def as_typed(said: ReportValues) -> Mapping[str, str]:
    """What a report says, as the form's fields hold it."""
    typed: dict[str, Any] = said.model_dump()
    typed["deadline"] = short_day(said.deadline) if said.deadline is not None else ""
    typed["status"] = said.status.value if said.status is not None else ""
    return {name: "" if value is None else str(value) for name, value in typed.items()}


def short_day(day: date) -> str:
    """A day in digits, as one types it: "1.9.2027"."""
    return f"{day.day}.{day.month}.{day.year}"
