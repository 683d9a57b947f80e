"""A step: what somebody did to a plan at once, as one thing to undo, with who and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ledetraad.i18n import N_
from ledetraad.plan.edit import Edit


class What(StrEnum):
    """The kind of a step."""

    CHANGED = "changed"
    ADDED = "added"
    JOINED = "joined"
    REMOVED = "removed"
    MOVED = "moved"
    INWARD = "inward"
    OUTWARD = "outward"
    KEPT = "kept"
    """Of two that had changed it, the newer revision's words were chosen."""


STEP_NAMES: Mapping[What, str] = {
    What.CHANGED: N_("changed"),
    What.ADDED: N_("added"),
    What.JOINED: N_("joined to the one before"),
    What.REMOVED: N_("taken out"),
    What.MOVED: N_("moved"),
    What.INWARD: N_("put a level down"),
    What.OUTWARD: N_("put a level up"),
    What.KEPT: N_("kept as the newer revision has it"),
}


class Step(BaseModel):
    """One step.

    Args:
        what: its kind.
        edits: what it does to the plan, in order.
        element: the id of the element that it is about.
        number: that element's number then, for people.
        words: the beginning of what it said then.
        by: the key of the person; None when the account is not known.
        by_name: what the person was called.
        at: when, in ISO 8601 with time zone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: What
    edits: tuple[Edit, ...]
    element: str = ""
    number: str = ""
    words: str = ""
    by: int | None = None
    by_name: str = ""
    at: Annotated[str, Field(max_length=40)] = ""


STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])


def edits_of(steps: Iterable[Step]) -> tuple[Edit, ...]:
    """All that some steps do, in order."""
    return tuple(edit for step in steps for edit in step.edits)
