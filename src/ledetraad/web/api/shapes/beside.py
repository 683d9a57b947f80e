"""Comments and files of measures."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.web.followup.models import Attachment, Comment

_VERSION = "Grows each time it is taken away or put back; stands in the ETag."


class CommentIn(BaseModel):
    """What somebody says of a measure."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=5_000)]


class CommentOut(BaseModel):
    """What a colleague has said of a measure."""

    id: int
    version: Annotated[int, Field(description=_VERSION)]
    text: str
    at: datetime
    by: Annotated[str, Field(description="What the person was called then.")]
    person: Annotated[int | None, Field(description="The person's key, while there is an account.")]


class FileQuery(BaseModel):
    """A file that is put to a measure; what is in it is the body."""

    name: Annotated[str, Field(min_length=1, max_length=200, description="The file's name.")]


class AttachmentOut(BaseModel):
    """A file of a measure; what is in it is at `/content`."""

    id: int
    version: Annotated[int, Field(description=_VERSION)]
    name: str
    size: Annotated[int, Field(description="In bytes.")]
    sha256: str
    at: datetime
    by: str


def comment_out(one: Comment, version: int) -> CommentOut:
    """A comment as it goes out."""
    return CommentOut(
        id=one.pk, version=version, text=one.text, at=one.at, by=one.by_name, person=one.by_id
    )


def attachment_out(one: Attachment, version: int) -> AttachmentOut:
    """A file as it goes out, without what is in it."""
    return AttachmentOut(
        id=one.pk,
        version=version,
        name=one.name,
        size=one.size,
        sha256=one.sha256,
        at=one.at,
        by=one.by_name,
    )
