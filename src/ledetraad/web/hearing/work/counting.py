"""How far the answering has come: what has come in, what is left, and by whom."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.db.models import Count, Q

from ledetraad.web.hearing.marks import COMMENTS, STATEMENTS, mark
from ledetraad.web.hearing.models import Hearing, Invited, Statement
from ledetraad.web.hearing.services.hearing_save import comments_that_count
from ledetraad.web.hearing.work.finding import At
from ledetraad.web.shelf import Briefly

_SECONDS = 10.0
"""Names of people are not among what it is kept under."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How a hearing stands.

    Args:
        statements: that count.
        waiting: that wait for a mail to be opened.
        withdrawn: that were taken back.
        unreleased: that nobody has decided to show or hide.
        comments: to answer.
        left: of those, without an answer.
        by: what is left, by the name of whom it is assigned to; empty for nobody.
    """

    statements: int
    waiting: int
    withdrawn: int
    unreleased: int
    comments: int
    left: int
    by: list[tuple[str, int]]


_KEPT: Briefly[Hashable, Progress] = Briefly(50, _SECONDS)


def progress_of(at: At) -> Progress:
    """How a hearing stands; counted once for all who look, until something of it changes."""
    known = mark(at.hearing, STATEMENTS, COMMENTS, last=at.hearing.last_number)
    return _KEPT.of(known, lambda: _count(at))


def forget_all() -> None:
    """Count everything anew."""
    _KEPT.clear()


def _count(at: At) -> Progress:
    counting = Q(confirmed_at__isnull=False, withdrawn_at=None)
    counted = Statement.objects.filter(hearing=at.hearing, deleted_at=None).aggregate(
        statements=Count("pk", filter=counting),
        waiting=Count("pk", filter=Q(confirmed_at=None, withdrawn_at=None)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        unreleased=Count("pk", filter=counting & Q(text_released=False, hidden_why="")),
    )
    comments = comments_that_count(at.hearing)
    totals = comments.aggregate(all=Count("pk"), left=Count("pk", filter=Q(done=False)))
    rows = (
        comments.filter(done=False)
        .values("assigned__first_name", "assigned__last_name", "assigned__username")
        .annotate(count=Count("pk"))
        .order_by("-count")
    )
    by = [
        (
            f"{row['assigned__first_name'] or ''} {row['assigned__last_name'] or ''}".strip()
            or row["assigned__username"]
            or "",
            row["count"],
        )
        for row in rows
    ]
    return Progress(**counted, comments=totals["all"], left=totals["left"], by=by)


def invited_of(hearing: Hearing) -> dict[str, int]:
    """How many are invited to a hearing, and how many of them have answered."""
    answered = Q(statement__isnull=False) | Q(no_remarks_at__isnull=False)
    return Invited.objects.filter(hearing=hearing, deleted_at=None).aggregate(
        all=Count("pk"), answered=Count("pk", filter=answered)
    )
