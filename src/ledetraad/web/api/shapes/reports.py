"""Reporting periods and reports."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.followup.periods import PeriodKind
from ledetraad.followup.report import ReportValues
from ledetraad.followup.status import MeasureStatus
from ledetraad.web.api.paging import LARGEST_KEY, PageQuery
from ledetraad.web.followup.models import LockedReport, ReportingPeriod, StatusReport

State = StatusReport.State
PeriodState = Literal["planned", "open", "locked"]


class PeriodOut(BaseModel):
    """A part of the year that units report for."""

    id: int
    version: int
    name: str
    kind: PeriodKind
    year: int
    part: int
    first: date
    last: date
    due: date
    state: PeriodState
    locked_at: datetime | None


class PeriodChange(BaseModel):
    """What of a period can be changed until it is locked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=120)]
    due: date


class PeriodQuery(PageQuery):
    """Which periods are asked for."""

    state: PeriodState | None = None
    year: Annotated[int | None, Field(ge=1900, le=2200)] = None


class About(BaseModel):
    """What a report is about: a measure, or an element of a plan."""

    measure: Annotated[int | None, Field(description="The measure's number.")] = None
    plan: Annotated[int | None, Field(description="The plan's key.")] = None
    element: str | None = None


class ReportOut(ReportValues):
    """What is said of a measure or an element for a period."""

    about: About
    period: int
    state: Annotated[State | None, Field(description="Null while nothing has been written.")]
    version: Annotated[
        int, Field(description="Grows by each change; 0 while nothing has been written.")
    ]
    returned: Annotated[str, Field(description="Why it was sent back, while it is.")]
    submitted_at: datetime | None
    submitted_by: str


class ReportQuery(PageQuery):
    """Which reports are asked for."""

    about: Annotated[
        Literal["measures", "elements"] | None, Field(description="Only those about these.")
    ] = None
    state: State | None = None
    status: MeasureStatus | None = None
    unit: Annotated[
        int | None,
        Field(
            ge=1,
            le=LARGEST_KEY,
            description="Only those about measures of this unit and of those under it.",
        ),
    ] = None


class SubmitIn(ReportValues):
    """A report to hand in; what is left out stays as it was written."""

    sure: Annotated[
        bool, Field(description="The answer to a doubt: that the report is right all the same.")
    ] = False


class ReturnIn(BaseModel):
    """Why a report is sent back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, Field(max_length=1_000)]


class AskedOut(BaseModel):
    """A measure that is to be reported on, and how far its report has come."""

    measure: int
    name: str
    unit: int | None
    state: Annotated[State | None, Field(description="Null while nothing has been written.")]


class LockedOut(BaseModel):
    """A report as it stood when its period was locked; never changes.

    Args:
        about: what it is about.
        state: where it stood; null where there was none.
        document: what was reported, and what it was about, whole.
        sha256: of the document's canonical form.
    """

    about: About
    state: State | None
    document: dict[str, Any]
    sha256: str
    at: datetime


_PERIOD_STATES: dict[str, PeriodState] = {
    ReportingPeriod.State.PLANNED: "planned",
    ReportingPeriod.State.OPEN: "open",
    ReportingPeriod.State.LOCKED: "locked",
}


def period_out(period: ReportingPeriod) -> PeriodOut:
    """A period as it goes out."""
    return PeriodOut(
        id=period.pk,
        version=period.version,
        name=period.name,
        kind=PeriodKind(period.kind_of),
        year=period.year,
        part=period.part,
        first=period.first,
        last=period.last,
        due=period.due,
        state=_PERIOD_STATES[period.state],
        locked_at=period.locked_at,
    )


def report_out(report: StatusReport) -> ReportOut:
    """A report as it goes out; its measure is got beforehand."""
    return ReportOut.model_construct(
        **dict(report.said()),
        about=about(report),
        period=report.period_id,
        state=State(report.state),
        version=report.version,
        returned=report.returned,
        submitted_at=report.submitted_at if report.state == State.SUBMITTED else None,
        submitted_by=report.submitted_by_name if report.state == State.SUBMITTED else "",
    )


def unwritten(about: About, period: int, start: ReportValues) -> ReportOut:
    """A report of which nothing is written yet, with what it will begin with."""
    return ReportOut.model_construct(
        **dict(start),
        about=about,
        period=period,
        state=None,
        version=0,
        returned="",
        submitted_at=None,
        submitted_by="",
    )


def locked_out(locked: LockedReport, document: dict[str, Any]) -> LockedOut:
    """A locked report as it goes out, with its document as it may be read."""
    return LockedOut(
        about=about(locked),
        state=State(locked.state) if locked.state else None,
        document=document,
        sha256=locked.sha256,
        at=locked.at,
    )


def about(report: StatusReport | LockedReport) -> About:
    """What a report is about."""
    if report.measure is not None:
        return About(measure=report.measure.number)
    return About(plan=report.plan_id, element=report.element)
