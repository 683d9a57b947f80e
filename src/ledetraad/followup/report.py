"""What is reported: a period as the controller writes it down, and a report as a unit does."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ledetraad.followup.periods import PeriodKind, ReportingPeriod, parts_of_year
from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.validation import refusal

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]


class PeriodValues(BaseModel):
    """A reporting period.

    Args:
        name: what the municipality calls it.
        kind: how the year is parted.
        year: the year.
        part: which of the year's parts, from 1.
        due: by when it is to be reported.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    kind: PeriodKind
    year: int = Field(ge=1900, le=2200)
    part: int = Field(default=1, ge=1, le=12)
    due: date

    @model_validator(mode="after")
    def _fits_together(self) -> PeriodValues:
        if self.part > parts_of_year(self.kind):
            raise refusal(N_("the year has no such part"))
        if self.due <= self.period.first:
            raise refusal(N_("it is due before it begins"))
        return self

    @property
    def period(self) -> ReportingPeriod:
        """The part of the year."""
        return ReportingPeriod(self.kind, self.year, self.part)


class ReportValues(BaseModel):
    """What is said of a measure or an element for a period.

    Args:
        status: how it goes; None while the report is a draft.
        text: what has been done, and what is in the way.
        forecast: what is expected at the end.
        deadline: when it is expected to be done, where that is another day than planned.
        share: how much of it is done, in percent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: MeasureStatus | None = None
    text: Words = ""
    forecast: Words = ""
    deadline: date | None = None
    share: int | None = Field(default=None, ge=0, le=100)
