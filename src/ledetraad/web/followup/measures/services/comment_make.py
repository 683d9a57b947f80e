"""Saying something of a measure to colleagues."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.followup.models import Comment, Measure

LONGEST = 5_000


class CommentRefused(LedetraadError):
    """A comment that can't be taken."""


def make_comment(measure: Measure, text: str, *, user: User) -> Comment:
    """Store what somebody says.

    Raises:
        CommentRefused: it is empty or too long.
    """
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not 0 < len(text) <= LONGEST:
        raise CommentRefused(
            N_("The comment is empty, or longer than %(most)s characters."),
            remedy=N_("Write it again, shorter."),
            most=LONGEST,
        )
    called = user.get_full_name() or user.get_username()
    return Comment.objects.create(measure=measure, text=text, by=user, by_name=called)
