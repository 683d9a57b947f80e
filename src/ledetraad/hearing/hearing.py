"""A hearing as it is written down: on what, from when to when, what is asked, how it is run."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ledetraad.i18n import N_
from ledetraad.plan.model import Decision
from ledetraad.validation import refusal

_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000)]


class State(StrEnum):
    """Where a hearing stands; whether one can speak is a matter of its dates, too."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    ANSWERED = "answered"
    """Every comment is answered, and the answers are published."""
    ADOPTED = "adopted"


class Moderation(StrEnum):
    """When others can read what is said."""

    BEFORE = "before"
    """When somebody has released it."""
    AFTER = "after"
    """At once, unless something personal is found in it; names and files wait all the same."""


class Moved(BaseModel):
    """A deadline that was moved.

    Args:
        closes: the deadline before.
        on: the day that it was moved.
        why: in a person's words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    closes: date
    on: date
    why: _Line = ""


class HearingValues(BaseModel):
    """What a hearing says of itself.

    Args:
        name: what it is called.
        plan, publication: the keys of the plan and of the publication that is spoken to.
        opens, closes: its first and last day, both wholly open.
        why_short: why it is shorter than the law's six weeks.
        about: what the proposal is, for those who don't know it.
        asks: what the municipality wants to hear of.
        paper_at: where a paper copy lies.
        mail, post: where statements may be sent instead.
        case: the case's number in the municipality's records.
        newspaper, internet: the notices, where others than those made from the template are used.
        moderation: when others can read what is said.
        confirm: whether a statement counts only when a link in a mail has been opened.
        remind_days: how many days before the deadline those who were invited and haven't answered
            are reminded; 0 for never.
        signature: what stands under the reply letters.
        areas: the parts of the municipality that speakers can say they live in; none where that
            isn't asked.
        alternative: what tells it from hearings of other alternatives, such as "Alternative A".
        beside: the keys of the hearings of those; each keeps its statements to itself.
        only: the keys of the elements that it is limited to; none where it is of the whole plan.
        moved: deadlines that were moved, the oldest first.
        state: where it stands.
        decision: what the council decided, when it has.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[_Line, Field(min_length=1)]
    plan: int
    publication: int
    opens: date
    closes: date
    why_short: _Line = ""
    about: _Words = ""
    asks: _Words = ""
    paper_at: _Line = ""
    mail: _Line = ""
    post: _Line = ""
    case: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    newspaper: _Words = ""
    internet: _Words = ""
    moderation: Moderation = Moderation.BEFORE
    confirm: bool = False
    remind_days: Annotated[int, Field(ge=0, le=40)] = 7
    signature: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000)] = ""
    areas: Annotated[tuple[_Line, ...], Field(max_length=60)] = ()
    alternative: _Line = ""
    beside: Annotated[tuple[int, ...], Field(max_length=10)] = ()
    only: tuple[str, ...] = ()
    moved: tuple[Moved, ...] = ()
    state: State = State.DRAFT
    decision: Decision | None = None

    @model_validator(mode="after")
    def _in_order(self) -> HearingValues:
        if self.closes < self.opens:
            raise refusal(N_("the last day comes before the first"))
        if (self.state is State.ADOPTED) != (self.decision is not None):
            raise refusal(N_("a plan is adopted by a decision, and a decision adopts it"))
        return self
