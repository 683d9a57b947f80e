"""Handling comments: cut out, placed, assigned, assessed and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max

from ledetraad.errors import LedetraadError
from ledetraad.hearing.sending import LONGEST_TEXT
from ledetraad.hearing.text import clean
from ledetraad.i18n import N_
from ledetraad.web.hearing.marks import WORDS
from ledetraad.web.hearing.models import FIRST_CUT, Comment, Statement
from ledetraad.web.hearing.services.said_anew import require_read
from ledetraad.web.history.editions import touch
from ledetraad.web.history.recording import change, make


class NotHandled(LedetraadError):
    """Something that can't be done with a comment."""


def handle(
    comment: Comment, values: Mapping[str, Any], *, user: User | None, version: int | None
) -> bool:
    """Handle a comment.

    Args:
        comment: which.
        values: what some of its fields are to say.
        user: who does it.
        version: the version that was looked at; None to do it whatever it says now.

    Returns:
        Whether anything is changed.

    Raises:
        SaidAnew: its sender has corrected it since.
        ChangedMeanwhile: somebody else has changed the same.
    """
    with transaction.atomic():
        require_read(comment, version)
        return change(comment, values, user=user, version=version)


def cut(statement: Statement, text: str, element: str, *, user: User | None) -> Comment:
    """Cut a part of a statement out as a comment of its own.

    Args:
        statement: which.
        text: the part.
        element: what it is about; empty for the whole plan.
        user: who does it.

    Raises:
        NotHandled: there is no text.
    """
    with transaction.atomic():
        held = Statement.objects.select_for_update().get(pk=statement.pk)
        touch(held.municipality_id, WORDS)
        return _cut_out(held, text, element, user)


def cut_up(
    comment: Comment,
    parts: Sequence[tuple[str, str]],
    *,
    user: User | None,
    version: int | None,
) -> list[Comment]:
    """Cut a comment into several, which answer for it.

    Args:
        comment: which.
        parts: the text of each, and what it is about; empty for the whole plan.
        user: who does it.
        version: the version that was looked at.

    Raises:
        NotHandled: no part is chosen, or it has been cut already.
        ChangedMeanwhile: somebody else has changed the same.
    """
    if not parts:
        raise NotHandled(N_("No part is chosen."), remedy=N_("Tick those that are to be answered."))
    with transaction.atomic():
        held = Statement.objects.select_for_update().get(pk=comment.statement_id)
        if Comment.objects.get(pk=comment.pk).divided:
            raise NotHandled(
                N_("This comment has been cut into several already."),
                remedy=N_("Look at the statement, and see what is there now."),
            )
        touch(held.municipality_id, WORDS)
        made = [_cut_out(held, text, element, user) for text, element in parts]
        change(comment, {"divided": True}, user=user, version=version)
    return made


def _cut_out(held: Statement, text: str, element: str, user: User | None) -> Comment:
    said = clean(text)[:LONGEST_TEXT]
    if not said:
        raise NotHandled(
            N_("There is no text to cut out."), remedy=N_("Copy it from the statement.")
        )
    last = held.comments.aggregate(last=Max("place"))["last"] or 0
    new = Comment(
        municipality_id=held.municipality_id,
        statement=held,
        place=max(last + 1, FIRST_CUT),
        text=said,
    )
    return make(new, {"element": element}, user=user)


def assign(comments: Iterable[Comment], to: User | None, *, user: User | None) -> int:
    """Let somebody answer comments; how many are changed."""
    values = {"assigned": to.pk if to is not None else None}
    return sum(change(one, values, user=user) for one in comments)
