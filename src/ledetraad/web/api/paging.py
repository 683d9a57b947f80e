"""Lists a part at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")
MOST = 100
"""How many there are in one answer at the most; no more than a page of the staff's lists."""


class PageQuery(BaseModel):
    """Which part of a list is asked for."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many at the most.")] = 50
    offset: Annotated[int, Field(ge=0, le=10**9, description="How many to pass over.")] = 0


class Page(BaseModel, Generic[T]):
    """A part of a list."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    total: Annotated[int, Field(description="How many there are in all.")]
    next: Annotated[str | None, Field(description="The address of the next part; null at the end.")]


class Selection(Protocol[R_co]):
    """A page of one of the staff's lists."""

    @property
    def rows(self) -> Sequence[R_co]: ...
    @property
    def total(self) -> int: ...
    @property
    def page(self) -> int: ...
    @property
    def pages(self) -> int: ...


def part(found: QuerySet[Any, T] | Sequence[T], asked: PageQuery) -> tuple[list[T], int]:
    """The part of a list that is asked for, and how many there are in all."""
    total = len(found) if isinstance(found, Sequence) else found.count()
    return list(found[asked.offset : asked.offset + asked.limit]), total


def part_of_pages(
    page: Callable[[int], Selection[T]], size: int, asked: PageQuery
) -> tuple[list[T], int]:
    """The part that is asked for of a list that is made a page at a time.

    Args:
        page: makes a page, from 1.
        size: how many rows a page has; at least `MOST`, so that two are always enough.
        asked: which part.
    """
    number, skip = asked.offset // size + 1, asked.offset % size
    first = page(number)
    if first.page != number:
        return [], first.total
    found = list(first.rows[skip : skip + asked.limit])
    if skip + asked.limit > size and number < first.pages:
        found += page(number + 1).rows[: asked.limit - len(found)]
    return found, first.total


def next_address(request: HttpRequest, asked: PageQuery, total: int) -> str | None:
    """The address of the next part; None at the end."""
    following = asked.offset + asked.limit
    if following >= total:
        return None
    query = request.GET.copy()
    query["limit"], query["offset"] = str(asked.limit), str(following)
    return f"{request.path}?{query.urlencode()}"
