"""The comments that say nearly the same, as form letters do; worked out once for all who answer."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from ledetraad.hearing.alike import groups_alike
from ledetraad.web.hearing.marks import WORDS, mark
from ledetraad.web.hearing.models import Comment
from ledetraad.web.hearing.services.hearing_save import comments_that_count
from ledetraad.web.hearing.work.finding import At
from ledetraad.web.hearing.work.listed import comment_keys
from ledetraad.web.shelf import Shelf

_MOST_COMPARED = 10_000
_QUICK = 2_000
"""So many are compared in half a second, so that each new one can be compared at once."""


@dataclass(frozen=True)
class _Compared:
    """What came of comparing a hearing's comments.

    Args:
        groups: the keys of those that are alike, the largest group first.
    """

    groups: list[list[int]]

    @cached_property
    def group_of(self) -> dict[int, int]:
        """For each comment that others are like, the place of its group."""
        return {key: place for place, group in enumerate(self.groups) for key in group}


_KEPT: Shelf[Hashable, _Compared] = Shelf(16)


def groups_of(at: At) -> list[list[int]]:
    """The keys of the comments that count and say nearly the same, the largest group first.

    At most ten thousand comments are compared: once, and again when one comes or is corrected.
    Where there are thousands, new ones wait until there is one in a hundred of them.
    """
    compared = _compared(at)
    counting: dict[int, list[int]] = {}
    for key in comment_keys(at):
        place = compared.group_of.get(key)
        if place is not None:
            counting.setdefault(place, []).append(key)
    return sorted((one for one in counting.values() if len(one) > 1), key=len, reverse=True)


def alike_to(at: At, comment: Comment) -> list[int]:
    """The keys of the other comments that count and say nearly the same, by number."""
    compared = _compared(at)
    place = compared.group_of.get(comment.pk)
    if place is None:
        return []
    group = set(compared.groups[place])
    return [key for key in comment_keys(at) if key in group and key != comment.pk]


def _compared(at: At) -> _Compared:
    last = at.hearing.last_number
    step = 1 if last < _QUICK else last // 100
    known = mark(at.hearing, WORDS, last=last - last % step)
    return _KEPT.of(known, lambda: _Compared(_compare(at)))


def _compare(at: At) -> list[list[int]]:
    compared = comments_that_count(at.hearing).exclude(text="").order_by("pk")
    return groups_alike(dict(compared.values_list("pk", "text")[:_MOST_COMPARED]))
