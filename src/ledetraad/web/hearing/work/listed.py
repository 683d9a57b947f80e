"""The work lists: which comments or statements somebody asks for, in order, and a page of them.

The keys are kept in memory under the hearing's mark, so that whoever changes something sees it at
once, and ten thousand are put in order once and not for every page that is turned.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from ledetraad.web.hearing.marks import COMMENTS, STATEMENTS, mark
from ledetraad.web.hearing.models import Comment, Statement
from ledetraad.web.hearing.services.hearing_save import comments_that_count
from ledetraad.web.hearing.work.finding import At
from ledetraad.web.shelf import Briefly

M = TypeVar("M", Comment, Statement)
_SECONDS = 10.0
_KEPT: Briefly[Hashable, list[int]] = Briefly(20, _SECONDS)


def comment_keys(at: At, asked: Hashable = (), **only: object) -> list[int]:
    """The keys of the comments that count, by number.

    Args:
        at: the hearing.
        asked: what tells one choice from another, where `only` alone doesn't.
        only: which of them, as Django filters.
    """
    found = comments_that_count(at.hearing).filter(**only)
    return _kept(at, found.order_by("statement__number", "place"), (asked, *sorted(only.items())))


def statement_keys(at: At, found: QuerySet[Statement], asked: Hashable) -> list[int]:
    """The keys of some of the statements, by number.

    Args:
        at: the hearing.
        found: which.
        asked: what tells one choice from another.
    """
    return _kept(at, found.order_by("number"), asked)


def page_of(keys: list[int], size: int, asked: str) -> Page[int]:
    """The page that is asked for; the first or the last where there is none such."""
    return Paginator(keys, size).get_page(asked)


def comments_at(at: At, keys: list[int]) -> list[Comment]:
    """Those that count of some comments, in the keys' order, each with its statement.

    They are asked for by their keys alone, and looked at here: given more to choose by, SQLite goes
    through all of the hearing's statements.
    """
    found = Comment.objects.filter(pk__in=keys, deleted_at=None).order_by()
    comments = []
    for one in _in_order(found.select_related("statement", "assigned"), keys):
        statement = one.statement
        if statement.hearing_id != at.hearing.pk or statement.deleted_at or not statement.counts:
            continue
        statement.hearing = at.hearing
        comments.append(one)
    return comments


def statements_at(at: At, keys: list[int]) -> list[Statement]:
    """Statements by their keys, in that order."""
    found = Statement.objects.filter(pk__in=keys, deleted_at=None).order_by()
    here = [one for one in _in_order(found, keys) if one.hearing_id == at.hearing.pk]
    for one in here:
        one.hearing = at.hearing
    return here


def forget_all() -> None:
    """Put everything in order anew."""
    _KEPT.clear()


def _kept(at: At, found: QuerySet[M], asked: Hashable) -> list[int]:
    known = mark(at.hearing, STATEMENTS, COMMENTS, last=at.hearing.last_number)
    key = (known, found.model.kind(), asked)
    return _KEPT.of(key, lambda: list(found.values_list("pk", flat=True)))


def _in_order(found: QuerySet[M], keys: list[int]) -> list[M]:
    by_key = {one.pk: one for one in found}
    return [by_key[key] for key in keys if key in by_key]
