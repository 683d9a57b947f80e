"""Plans, their elements, and how they stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.followup.rollup import PartKind
from ledetraad.followup.status import ElementState
from ledetraad.plan.model import Fact, PlanStatus, Reference
from ledetraad.web.followup.models import ElementJudgement


class PlanOut(BaseModel):
    """A plan that staff work on; what it says is its latest revision."""

    id: int
    slug: Annotated[str, Field(description="Its part of the addresses of the pages.")]
    title: str
    revision: int
    revised_at: datetime
    published: Annotated[int | None, Field(description="The number of the last publication.")]


class PlanDetails(PlanOut):
    """A plan with where it stands."""

    status: PlanStatus
    elements: Annotated[int, Field(description="How many elements it has.")]


class ElementOut(BaseModel):
    """An element of a plan."""

    id: str
    number: str
    level: str
    level_name: str
    words: Annotated[str, Field(description="Its title or its text.")]
    parent: str | None
    depth: int
    references: list[Reference]
    facts: list[Fact]


class PartOut(BaseModel):
    """One part of what an element's state rests on."""

    kind: PartKind
    state: ElementState
    bad: Annotated[list[str], Field(description="The names of what pulls it down.")]
    known: int
    of: int
    words: str


class JudgementOut(BaseModel):
    """What a person says instead."""

    state: ElementState
    reason: str
    by: str
    on: date | None


class ToldJudgement(JudgementOut):
    """What a person has said, and whether it still holds."""

    id: int
    withdrawn_at: Annotated[
        datetime | None, Field(description="When the rule was let to judge again.")
    ]


class JudgementIn(BaseModel):
    """What a person says of how an element stands."""

    model_config = ConfigDict(extra="forbid")

    state: Literal[ElementState.ON_TRACK, ElementState.AT_RISK, ElementState.OFF_TRACK]
    reason: Annotated[str, Field(min_length=1, max_length=1_000)]


def told_judgement(one: ElementJudgement) -> ToldJudgement:
    """A person's judgement as it goes out."""
    return ToldJudgement(
        id=one.pk,
        state=ElementState(one.state),
        reason=one.reason,
        by=one.by_name,
        on=one.on,
        withdrawn_at=one.withdrawn_at,
    )


class StandingOut(BaseModel):
    """How an element stands, and why."""

    element: str
    number: str
    level: str
    words: str
    parent: str | None
    state: ElementState
    computed: Annotated[ElementState, Field(description="What the rule says.")]
    why: Annotated[str, Field(description="In words, in the language asked for.")]
    own: Annotated[JudgementOut | None, Field(description="A person's judgement, if any.")]
    parts: list[PartOut]
    measures: Annotated[int, Field(description="How many measures serve it directly.")]
    indicators: Annotated[int, Field(description="How many indicators it has.")]
