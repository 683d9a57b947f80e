"""Indicators and their values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.followup.bands import Bands, Judgement
from ledetraad.followup.freshness import Freshness
from ledetraad.followup.indicator import Figure, IndicatorValues, Line
from ledetraad.web.api.paging import LARGEST_KEY, PageQuery
from ledetraad.web.followup.models import Observation
from ledetraad.web.followup.newest import IndicatorNow

_MEASURE = "The number of the measure whose result it is, if it is one's."
Missing = Observation.Missing


class IndicatorIn(IndicatorValues):
    """What an indicator says; its values over time are kept apart."""

    measure: Annotated[int | None, Field(description=_MEASURE)] = None


class ObservationOut(BaseModel):
    """An indicator's value for a period, or why there is none."""

    id: int
    period: str
    measured: Annotated[date, Field(description="The period's last day.")]
    value: Decimal | None
    missing: Missing | None
    source: str
    note: str
    at: datetime
    by: str
    judgement: Judgement
    current: Annotated[bool, Field(description="Whether no later one corrects it.")]


class IndicatorOut(IndicatorIn):
    """An indicator with its newest value."""

    id: int
    version: Annotated[int, Field(description="Grows by each change; stands in the ETag.")]
    newest: Annotated[ObservationOut | None, Field(description="The last period's value.")]
    next_due: Annotated[date | None, Field(description="By when the next value should have come.")]


class IndicatorQuery(PageQuery):
    """Which indicators are asked for."""

    plan: Annotated[int | None, Field(description="Only those on this plan's elements.")] = None
    theme: Annotated[
        str,
        Field(
            max_length=64,
            description="With `plan`: only those on this outermost element and what is under it.",
        ),
    ] = ""
    unit: Annotated[
        int | None,
        Field(ge=1, le=LARGEST_KEY, description="Only those of this unit and of those under it."),
    ] = None
    judgement: Annotated[
        Judgement | None, Field(description="Only those whose newest value is judged so.")
    ] = None
    stale: Annotated[bool, Field(description="Only those whose next value should have come.")] = (
        False
    )
    words: Annotated[
        str, Field(max_length=100, description="All in the name or the definition.")
    ] = ""
    deleted: Annotated[bool, Field(description="Those that have been deleted instead.")] = False
    sort: Literal["name", "unit", "age", "worst"] = "name"


class ObservationQuery(PageQuery):
    """Which values are asked for."""

    corrected: Annotated[bool, Field(description="Also those that later ones have corrected.")] = (
        False
    )


class ObservationIn(BaseModel):
    """A value for a period, or why there is none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    period: Annotated[str, Field(max_length=10, description="“2026”, “2026-T1”, “2026-M03”.")]
    value: Figure | None = None
    missing: Missing | None = None
    source: Line = ""
    note: Annotated[str, Field(max_length=500)] = ""
    corrects: Annotated[
        int, Field(ge=0, description="The `id` of the period's value that this one corrects.")
    ] = 0
    sure: Annotated[
        str,
        Field(max_length=100, description="The answer to a doubt: its `sure`, sent back."),
    ] = ""


def observation_out(one: Observation, bands: Bands | None, *, current: bool) -> ObservationOut:
    """A value as it goes out."""
    judged = bands.judge(one.value) if bands is not None else Judgement.UNKNOWN
    return ObservationOut.model_construct(
        id=one.pk,
        period=one.period,
        measured=one.measured,
        value=None if one.value is None else _bare(one.value),
        missing=Missing(one.missing) if one.missing else None,
        source=one.source,
        note=one.note,
        at=one.at,
        by=one.by_name,
        judgement=judged,
        current=current,
    )


def indicator_out(now: IndicatorNow) -> IndicatorOut:
    """An indicator as it goes out; with its measure got beforehand, it asks nothing more."""
    indicator, newest = now.indicator, now.newest
    said = dict(now.said) | {"measure": indicator.measure.number if indicator.measure else None}
    fresh = Freshness(newest.measured, now.said.frequency, now.said.lag) if newest else None
    return IndicatorOut.model_construct(
        **said,
        id=indicator.pk,
        version=indicator.version,
        newest=observation_out(newest, now.said.bands(), current=True) if newest else None,
        next_due=fresh.next_due if fresh is not None else None,
    )


def _bare(value: Decimal) -> Decimal:
    """A number without the noughts that the database fills it up with."""
    return Decimal(f"{value.normalize():f}")
