"""What everybody may read of a hearing: which statements, in which order, and their numbers.

It is worked out once for all who ask and kept in memory under what it rests on: the number of the
last statement that came in, and the editions of what has been decided and answered. Whatever is
kept is a list of keys, so that a statement is never shown after it has been hidden or withdrawn. No
more than ten seconds old, since support isn't among what it is kept under.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from ledetraad.publish.hearing.table import HearingTable
from ledetraad.publish.hearing.words import TableWords
from ledetraad.publish.site import Site
from ledetraad.web.hearing.marks import COMMENTS, STATEMENTS, SUMMARIES, mark
from ledetraad.web.hearing.models import Attachment, Comment, Hearing, Statement
from ledetraad.web.hearing.tabling import numbers_of
from ledetraad.web.shelf import Briefly

_SECONDS = 10.0
_ORDERS = {"eldst": ("number",), "stottet": ("-supported", "-number")}
MAY_BE_READ = Q(
    text_released=True,
    hidden_why="",
    confirmed_at__isnull=False,
    withdrawn_at=None,
    deleted_at=None,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for.

    Args:
        element: the key of what is spoken to; empty for everything.
        kind: the sender's kind; empty for everybody.
        order: "eldst", "stottet", or empty for the newest first.
    """

    element: str = ""
    kind: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """A hearing in numbers.

    Args:
        table: without what is said.
        totals: as the words of the table say them.
        themes: the same, by theme.
        ordered: the keys of the answered comments, in the plan's order.
    """

    table: HearingTable
    totals: Sequence[Any]
    themes: Sequence[Any]
    ordered: list[int]


_LISTS: Briefly[Hashable, list[int]] = Briefly(50, _SECONDS)
_COUNTS: Briefly[Hashable, int] = Briefly(200, _SECONDS)
_NUMBERS: Briefly[Hashable, Numbers] = Briefly(10, _SECONDS)


def released(hearing: Hearing) -> QuerySet[Statement]:
    """The statements that everybody may read, each with its comments and files."""
    return _with_all(Statement.objects.filter(MAY_BE_READ, hearing=hearing))


def listed(hearing: Hearing, asked: Asked) -> list[int]:
    """The keys of the statements that somebody asks for, in order."""
    key = (mark(hearing, STATEMENTS), asked)
    return _LISTS.of(key, lambda: _listed(hearing, asked))


def in_order(hearing: Hearing, keys: list[int]) -> list[Statement]:
    """The statements of some keys that everybody may read, in the keys' order.

    They are asked for by their keys alone: given the hearing to choose by as well, SQLite goes
    through all of its statements.
    """
    asked = _with_all(Statement.objects.filter(MAY_BE_READ, pk__in=keys).order_by())
    found = {one.pk: one for one in asked if one.hearing_id == hearing.pk}
    return [found[key] for key in keys if key in found]


def received(hearing: Hearing) -> int:
    """How many statements have come in and count."""
    counted = Statement.objects.filter(
        hearing=hearing, confirmed_at__isnull=False, withdrawn_at=None, deleted_at=None
    )
    return _COUNTS.of(mark(hearing, STATEMENTS), counted.count)


def numbers(hearing: Hearing, proposal: Site, *, answered: bool, over: bool) -> Numbers:
    """A hearing's numbers of what everybody may read.

    Args:
        hearing: which.
        proposal: the site of what is on hearing.
        answered: whether what became of it is told.
        over: whether the last day has gone, so that it is told where those live who have spoken.
    """
    key = (mark(hearing, STATEMENTS, COMMENTS, SUMMARIES), proposal.language, answered, over)

    def make() -> Numbers:
        table = numbers_of(hearing, proposal, answered=answered, over=over)
        words = TableWords(table)
        ordered = [row.key for group in table.by_place for row in group.rows] if answered else []
        return Numbers(table, words.totals, words.themes if answered else [], ordered)

    return _NUMBERS.of(key, make)


def forget_all() -> None:
    """Work everything out anew."""
    for one in (_LISTS, _COUNTS, _NUMBERS):
        one.clear()


def _with_all(found: QuerySet[Statement]) -> QuerySet[Statement]:
    files = Attachment.objects.filter(released=True, removed_at=None).defer("data", "original")
    return found.prefetch_related("comments", Prefetch("attachments", files))


def _listed(hearing: Hearing, asked: Asked) -> list[int]:
    found = Statement.objects.filter(MAY_BE_READ, hearing=hearing)
    if asked.element:
        spoken = Comment.objects.filter(element=asked.element, statement__hearing=hearing)
        found = found.filter(pk__in=list(spoken.order_by().values_list("statement", flat=True)))
    if asked.kind:
        found = found.filter(speaker=asked.kind)
    order = _ORDERS.get(asked.order, ("-number",))
    return list(found.order_by(*order).values_list("pk", flat=True))
