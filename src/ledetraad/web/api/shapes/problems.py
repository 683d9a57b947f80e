"""A problem document (RFC 9457), as it stands in the description of the API."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field


class FieldProblem(BaseModel):
    """What is wrong with a field."""

    field: Annotated[str, Field(description="Its name; parts parted by full stops.")]
    detail: str
    remedy: str


class ProblemDocument(BaseModel):
    """What went wrong, and what to do."""

    type: Annotated[str, Field(description="What kind of problem: urn:ledetraad:problem:….")]
    title: str
    status: int
    detail: str
    instance: str
    remedy: str
    errors: list[FieldProblem] | None = None
    doubts: Annotated[list[str] | None, Field(description="What is asked about first.")] = None
    sure: Annotated[
        str | None, Field(description="What to send as “sure” to say that it is right.")
    ] = None
    version: Annotated[int | None, Field(description="The version that stands now.")] = None


ERRORS: dict[Any, Any] = {
    frozenset({400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500}): ProblemDocument
}
"""Every error that an address can answer with."""
READ_ERRORS: dict[Any, Any] = {frozenset({401, 403, 404, 422, 429, 500}): ProblemDocument}
"""Those of an address that only reads."""
