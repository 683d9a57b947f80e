"""What lists and counts of a hearing are kept under in memory: another mark when it has changed.

A new statement counts up the hearing's last number; whatever is decided, answered, corrected or
withdrawn makes a new edition of its kind in the same transaction.
"""

from __future__ import annotations

from collections.abc import Hashable

from ledetraad.web.hearing.models import Comment, Hearing, Statement, ThemeSummary
from ledetraad.web.history.editions import edition

STATEMENTS = Statement.kind()
COMMENTS = Comment.kind()
SUMMARIES = ThemeSummary.kind()
WORDS = "hearing.words"
"""What is said: touched where a sender corrects it, where it begins to count, and where a part is
cut out; an answer leaves it as it is."""


def mark(hearing: Hearing, *kinds: str, last: int | None = None) -> Hashable:
    """What a hearing is known by as long as nothing of some kinds has changed.

    Args:
        hearing: which.
        kinds: what counts, besides new statements.
        last: the number of its last statement, read just now; None to ask for it.
    """
    if last is None:
        numbers = Hearing.objects.filter(pk=hearing.pk).values_list("last_number", flat=True)
        last = numbers.first()
    return hearing.pk, last, edition(hearing.municipality_id, *kinds)
