"""What lists that can be filtered, sorted and paged have in common: addresses and pages.

What a list shows stands in its address alone, so that an address can be shared and saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import Q

from ledetraad.web.accounts.models import Unit
from ledetraad.web.forms import whole

R = TypeVar("R")
E = TypeVar("E", bound=StrEnum)
PAGE = 50
"""How many rows a page has."""
_MOST_DIGITS = 9
_LONGEST_PLAN, _LONGEST_WORDS = 130, 100


@dataclass(frozen=True, slots=True)
class Window:
    """Which rows of a list are wanted.

    Args:
        first: how many rows come before it.
        most: how many rows it has at the most; None for all the others.
    """

    first: int = 0
    most: int | None = None

    @property
    def rows(self) -> slice:
        """The rows, of all of them."""
        return slice(self.first, None if self.most is None else self.first + self.most)


WHOLE = Window()
"""All the rows."""


@dataclass(frozen=True, slots=True)
class Selection(Generic[R]):
    """The rows of a page, and how many there are in all."""

    rows: list[R]
    total: int
    page: int = 1
    pages: int = 1


def page_of(total: int, page: int) -> tuple[Window, int, int]:
    """A page of a list, the last one where there are not so many.

    Args:
        total: how many rows there are in all.
        page: the one that is asked for, from 1.

    Returns:
        Its rows, which page it is, and how many there are.
    """
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    return Window((page - 1) * PAGE, PAGE), page, pages


class Asked:
    """What an address asks for; what makes no sense in it is passed over.

    Args:
        query: the part after the question mark, read.
    """

    def __init__(self, query: Mapping[str, str]) -> None:
        self._query = query

    def whole(self, name: str) -> int | None:
        """A whole number, such as a key."""
        return whole(self._query.get(name, ""))

    def one_of(self, name: str, kind: type[E]) -> E | None:
        """One of several values."""
        text = self._query.get(name, "")
        return kind(text) if text in set(kind) else None

    def among(self, name: str, known: Mapping[str, Any], usual: str) -> str:
        """One of the known words, or the usual one."""
        text = self._query.get(name, "")
        return text if text in known else usual

    def ticked(self, name: str) -> bool:
        """Whether something is asked for."""
        return self._query.get(name) == "1"

    @property
    def plan(self) -> str:
        """The address of a plan, with ":" and an element's key where only that is meant."""
        return self._query.get("plan", "")[:_LONGEST_PLAN]

    @property
    def words(self) -> str:
        """Words that are looked for."""
        return self._query.get("ord", "").replace("\0", "").strip()[:_LONGEST_WORDS]

    @property
    def page(self) -> int:
        """Which page, from 1."""
        return max(1, self.whole("side") or 1)


def as_query(said: Mapping[str, Any]) -> str:
    """The part of an address after the question mark; what says nothing is left out."""
    texts = {name: "1" if value is True else value for name, value in said.items()}
    return urlencode(
        {name: value for name, value in texts.items() if value not in {"", None, False}}
    )


def has_word(word: str, *fields: str) -> Q:
    """That one of some fields has a word, in small letters, in capitals, or with a capital first.

    SQLite knows of no other letters than A to Z that Ø is ø, so the ways are each asked for.
    """
    found = Q()
    for way in {word, word.casefold(), word.upper(), word.capitalize()}:
        for field in fields:
            found |= Q(**{f"{field}__icontains": way})
    return found


def units_below(unit: int, units: list[Unit]) -> set[int]:
    """The keys of a unit and of all that stand under it; each comes after the one it is under."""
    found = {unit}
    for one in units:
        if one.parent_id in found:
            found.add(one.pk)
    return found
