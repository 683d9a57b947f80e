"""Measures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ledetraad.followup.measure import MeasureKind, MeasureValues
from ledetraad.followup.status import MeasureStatus
from ledetraad.web.api.paging import LARGEST_KEY, PageQuery
from ledetraad.web.followup.models import Measure


class MeasureOut(MeasureValues):
    """A measure, with all that belongs to it."""

    number: Annotated[int, Field(description="Its number in the municipality, and its address.")]
    version: Annotated[int, Field(description="Grows by each change; stands in the ETag.")]


class MeasureQuery(PageQuery):
    """Which measures are asked for."""

    plan: Annotated[int | None, Field(description="Only those that serve this plan.")] = None
    element: Annotated[
        str,
        Field(
            max_length=64,
            description=(
                "With `plan`: only those that serve this element, or what stands under it where "
                "it is an outermost one."
            ),
        ),
    ] = ""
    unit: Annotated[
        int | None,
        Field(ge=1, le=LARGEST_KEY, description="Only those of this unit and of those under it."),
    ] = None
    status: MeasureStatus | None = None
    kind: MeasureKind | None = None
    late: Annotated[
        bool, Field(description="Only those past their deadline that are not done or stopped.")
    ] = False
    orphans: Annotated[bool, Field(description="Only those that serve nothing.")] = False
    words: Annotated[str, Field(max_length=100, description="All in the name or the reason.")] = ""
    deleted: Annotated[bool, Field(description="Those that have been deleted instead.")] = False
    sort: Literal["number", "name", "unit", "deadline", "status"] = "number"


def measure_out(measure: Measure) -> MeasureOut:
    """A measure as it goes out; with its parts got beforehand, it asks the database nothing."""
    said = dict(measure.said())
    return MeasureOut.model_construct(**said, number=measure.number, version=measure.version)
