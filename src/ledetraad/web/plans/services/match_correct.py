"""Saying that something new is something old: the element gets its old id back."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.carry import carry_ids
from ledetraad.plan.matching import Match
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_import import add_revision


class InvalidMatch(LedetraadError):
    """Two elements that can't be the same."""


def correct_match(
    working_copy: WorkingCopy, earlier: Revision, old: str, new: str, *, user: User | None
) -> Revision:
    """Store what the plan says as a new revision in which an element has its old id.

    Args:
        working_copy: the plan.
        earlier: a revision before the latest.
        old: the id of an element of the earlier revision that is not in the latest.
        new: the id of an element of the latest revision that was not in the earlier.
        user: who says so.

    Raises:
        InvalidMatch: one of them is not such an element; nothing is stored.
    """
    latest = working_copy.latest()
    before, after = earlier.plan(), latest.plan()
    was, now = ({each.id for each in plan.walk()} for plan in (before, after))
    if old not in was - now or new not in now - was:
        raise InvalidMatch(
            N_("These two can't be the same."),
            remedy=N_("Choose one that was removed and one that is new."),
        )
    same = [Match((each,), (each,), "id") for each in sorted(was & now)]
    return add_revision(
        working_copy,
        carry_ids(before, after, (*same, Match((old,), (new,), "id"))),
        user=user,
        name=latest.source_name,
        data=bytes(latest.source) if latest.source is not None else None,
    )
