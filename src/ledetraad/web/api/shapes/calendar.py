"""The municipality's meetings, the year's dates, and its own days for them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.followup.year_wheel import WheelDate, WheelKind
from ledetraad.plan.finding import Translate
from ledetraad.web.api.paging import PageQuery
from ledetraad.web.notices.models import Meeting, OwnDate
from ledetraad.web.notices.models.meeting import MeetingValues
from ledetraad.web.notices.models.own_date import OwnDateValues

Year = Annotated[int, Field(ge=1900, le=2200)]


class MeetingOut(MeetingValues):
    """A meeting of one of the municipality's bodies."""

    id: int
    version: int


class MeetingQuery(PageQuery):
    """Which meetings are asked for."""

    since: Annotated[date | None, Field(description="Only from this day on.")] = None
    until: Annotated[date | None, Field(description="Only to this day, with it.")] = None
    body: Annotated[str, Field(max_length=120, description="Only of this body.")] = ""


class DateOut(BaseModel):
    """One of Norway's dates of a year, and the municipality's own day for it."""

    key: Annotated[str, Field(description="Which date; the same every year.")]
    kind: WheelKind
    name: str
    first: date
    last: Annotated[date, Field(description="The same as `first`, unless only a span is known.")]
    source: Annotated[str, Field(description="The law, or who sets the date.")]
    own: Annotated[date | None, Field(description="The municipality's own day, if it has one.")]


class DateQuery(PageQuery):
    """Which year's dates are asked for."""

    year: Year


class OwnDateIn(OwnDateValues):
    """A day that the municipality sets for one of Norway's dates."""

    year: Year


class OwnDateChange(BaseModel):
    """What of an own day can be changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    note: Annotated[str, Field(max_length=200)] = ""


class OwnDateOut(OwnDateValues):
    """A day that the municipality has set for one of Norway's dates."""

    id: int
    version: int


class OwnDateQuery(PageQuery):
    """Which own days are asked for."""

    year: Year | None = None


def meeting_out(one: Meeting) -> MeetingOut:
    """A meeting as it goes out."""
    return MeetingOut.model_validate({**one.values(), "id": one.pk, "version": one.version})


def own_date_out(one: OwnDate) -> OwnDateOut:
    """An own day as it goes out."""
    return OwnDateOut.model_validate({**one.values(), "id": one.pk, "version": one.version})


def date_out(one: WheelDate, own: OwnDate | None, translate: Translate) -> DateOut:
    """One of Norway's dates as it goes out."""
    return DateOut(
        key=one.key,
        kind=one.kind,
        name=translate(one.name),
        first=one.first,
        last=one.last,
        source=one.source,
        own=own.day if own is not None else None,
    )
