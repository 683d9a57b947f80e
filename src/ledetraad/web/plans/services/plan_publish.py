"""Publishing: a working copy frozen as it is, with a number, a time, a name and a hash.

What stands beside the plan and is published with it is told of by whoever keeps it, by `carry`: the
plans know nothing of how they are followed up.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.model import Plan
from ledetraad.publish.followup.model import FollowUp
from ledetraad.publish.snapshot import Snapshot
from ledetraad.web.plans.models import Publication, WorkingCopy

FollowUpOf = Callable[[WorkingCopy, Plan, datetime], FollowUp | None]
"""What is published of a plan's follow-up at a time; None where nothing is."""


def _nothing(_working_copy: WorkingCopy, _plan: Plan, _now: datetime) -> None:
    return None


_follow_up_of: list[FollowUpOf] = [_nothing]


def carry(follow_up_of: FollowUpOf) -> None:
    """Let every publication from now on carry what this tells of; once, when all is set up."""
    _follow_up_of[:] = [follow_up_of]


def frozen(working_copy: WorkingCopy, *, now: datetime, address: str = "") -> Snapshot:
    """What would be published now; nothing is stored.

    Args:
        working_copy: the plan; its latest revision.
        now: the time, with time zone.
        address: the plan's public address, where it is known.
    """
    plan = working_copy.latest().plan()
    last = working_copy.publication_set.order_by("-number").only("number").first()
    return Snapshot(
        plan=plan,
        profile=working_copy.municipality.profile(address),
        number=last.number + 1 if last is not None else 1,
        published_at=now,
        follow_up=_follow_up_of[0](working_copy, plan, now),
    )


class NotPublished(LedetraadError):
    """A plan that says something else than what was looked at."""


def publish(
    working_copy: WorkingCopy,
    *,
    user: User | None,
    now: datetime,
    address: str = "",
    seen: int | None = None,
) -> Publication:
    """Publish what a working copy says now.

    Args:
        working_copy: the plan; its latest revision is published.
        user: who publishes; None from the command line.
        now: the time, with time zone.
        address: the plan's public address, where it is known.
        seen: the number of the revision that was looked at; None for whichever is the latest.

    Raises:
        NotPublished: there is a newer revision than the one that was looked at.
    """
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
        if seen is not None and held.latest().number != seen:
            raise NotPublished(
                N_("The plan has a newer revision than the one you looked at."),
                where=str(held),
                remedy=N_("Look at what is new below, and publish again."),
            )
        snapshot = frozen(held, now=now, address=address)
        return Publication.objects.create(
            working_copy=held,
            number=snapshot.number,
            sha256=snapshot.sha256(),
            data=snapshot.data(),
            published_at=now,
            published_by=user,
            published_by_name=(user.get_full_name() or user.get_username()) if user else "",
        )
