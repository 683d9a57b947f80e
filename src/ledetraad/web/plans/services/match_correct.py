"""Saying what is the same as before: something new gets an old id back, or one of its own."""

from __future__ import annotations

from django.contrib.auth.models import User

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.carry import carry_ids
from ledetraad.plan.matching import Match
from ledetraad.plan.model import Plan
from ledetraad.web.plans.models import Revision, WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, add_revision


class InvalidMatch(LedetraadError):
    """Two elements that can't be the same, or can't be told apart."""


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
    was, now = _ids(before), _ids(after)
    if old not in was - now or new not in now - was:
        raise InvalidMatch(
            N_("These two can't be the same."),
            remedy=N_("Choose one that was removed and one that is new."),
        )
    same = (*_same(was & now), Match((old,), (new,), "id"))
    plan = carry_ids(before, after, same)
    return add_revision(working_copy, plan, Source.of(latest), user=user)


def part_match(
    working_copy: WorkingCopy, earlier: Revision, identity: str, *, user: User | None
) -> Revision:
    """Store what the plan says as a new revision in which an element has an id of its own.

    The old one is thereby removed and the new one added; what stands below it is as it was.

    Args:
        working_copy: the plan.
        earlier: a revision before the latest.
        identity: the id that an element of the earlier revision and one of the latest share.
        user: who says that they are not the same.

    Raises:
        InvalidMatch: they don't both have such an element; nothing is stored.
    """
    latest = working_copy.latest()
    before, after = earlier.plan(), latest.plan()
    shared = _ids(before) & _ids(after)
    if identity not in shared:
        raise InvalidMatch(
            N_("There are no two with this address to tell apart."),
            remedy=N_("Open the page anew, and choose one of the changes there."),
        )
    plan = carry_ids(before, after, _same(shared - {identity}))
    return add_revision(working_copy, plan, Source.of(latest), user=user)


def _ids(plan: Plan) -> set[str]:
    return {element.id for element in plan.walk()}


def _same(ids: set[str]) -> tuple[Match, ...]:
    return tuple(Match((each,), (each,), "id") for each in sorted(ids))
