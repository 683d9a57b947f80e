"""Lists a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
LARGEST_KEY = 2**63 - 1
"""The largest whole number that the database holds."""
MOST = 100
"""How many there are in one answer at the most."""


class PageQuery(BaseModel):
    """Which part of a list is asked for."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at the most.")] = 50
    offset: Annotated[int, Field(ge=0, le=10**9, description="How many to pass over.")] = 0


class Page(BaseModel, Generic[T]):
    """A part of a list; made by `model_construct`, since what it holds is checked already."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    total: Annotated[int, Field(description="How many there are in all.")]
    next: Annotated[str | None, Field(description="The address of the next part; null at the end.")]


def part(found: QuerySet[Any, T] | Sequence[T], asked: PageQuery) -> tuple[list[T], int]:
    """The part of a list that is asked for, and how many there are in all."""
    total = len(found) if isinstance(found, Sequence) else found.count()
    return list(found[asked.offset : asked.offset + asked.limit]), total


def part_of_several(lists: Sequence[QuerySet[Any, T]], asked: PageQuery) -> tuple[list[T], int]:
    """The part of several lists, one after the other, that is asked for, and how many in all."""
    found: list[T] = []
    total = 0
    for one in lists:
        count = one.count()
        first = max(asked.offset - total, 0)
        left = asked.limit - len(found)
        if left and first < count:
            found += one[first : first + left]
        total += count
    return found, total


def next_address(request: HttpRequest, asked: PageQuery, total: int) -> str | None:
    """The address of the next part; None at the end."""
    following = asked.offset + asked.limit
    if following >= total:
        return None
    query = request.GET.copy()
    query["limit"], query["offset"] = str(asked.limit), str(following)
    return f"{request.path}?{query.urlencode()}"
