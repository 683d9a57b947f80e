"""What was changed, by whom and when; and what was deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ledetraad.web.api.paging import LARGEST_KEY, PageQuery
from ledetraad.web.changes.gone import Gone
from ledetraad.web.changes.kinds import BY_NAME
from ledetraad.web.history.models import Change

KindName = Annotated[
    str, Field(max_length=40, description="What kind of thing, such as “followup.measure”.")
]


class ChangeOut(BaseModel):
    """One change of one thing."""

    version: int
    what: Change.What
    at: datetime
    by: Annotated[str, Field(description="What the person was called then.")]
    reason: str
    fields: Annotated[
        dict[str, list[Any]], Field(description="What each field said before and after.")
    ]


class ChangedOut(ChangeOut):
    """One change, and of what."""

    kind: KindName
    key: Annotated[int, Field(description="The thing's key among those of its kind.")]
    name: Annotated[str, Field(description="What the thing was called then.")]


class ChangesQuery(PageQuery):
    """Which changes are asked for."""

    kind: Annotated[str, Field(max_length=40, description="Only of this kind of thing.")] = ""
    person: Annotated[
        int | None, Field(ge=1, le=LARGEST_KEY, description="Only what this person did.")
    ] = None
    since: Annotated[date | None, Field(description="Only from this day on.")] = None
    until: Annotated[date | None, Field(description="Only to this day, with it.")] = None


class DeletedQuery(PageQuery):
    """What of all that was deleted is asked for."""

    kind: Annotated[str, Field(max_length=40, description="Only of this kind of thing.")] = ""


class DeletedOut(BaseModel):
    """Something that was deleted, and that the caller may restore."""

    kind: KindName
    key: int
    name: str
    deleted_at: datetime
    by: Annotated[str, Field(description="Who deleted it; empty where that is not known.")]
    until: Annotated[datetime, Field(description="When it is deleted for good.")]


def change_out(change: Change) -> ChangeOut:
    """A change as it goes out."""
    return ChangeOut(**_said(change))


def changed_out(change: Change) -> ChangedOut:
    """A change as it goes out, with what it is of."""
    kind = BY_NAME[change.kind]
    return ChangedOut(
        **_said(change),
        kind=change.kind,
        key=change.object_id,
        name=change.name if kind.called_as_kept else "",
    )


def deleted_out(one: Gone) -> DeletedOut:
    """Something that was deleted, as it goes out."""
    return DeletedOut(
        kind=one.kind.name,
        key=one.thing.pk,
        name=one.title,
        deleted_at=one.at,
        by=one.by,
        until=one.until,
    )


def _said(change: Change) -> dict[str, Any]:
    return {
        "version": change.version,
        "what": Change.What(change.what),
        "at": change.at,
        "by": change.by_name,
        "reason": change.reason,
        "fields": change.fields,
    }
