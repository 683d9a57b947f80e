"""What was changed, by whom and when."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from ledetraad.web.history.models import Change


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


def change_out(change: Change) -> ChangeOut:
    """A change as it goes out."""
    return ChangeOut(
        version=change.version,
        what=Change.What(change.what),
        at=change.at,
        by=change.by_name,
        reason=change.reason,
        fields=change.fields,
    )
