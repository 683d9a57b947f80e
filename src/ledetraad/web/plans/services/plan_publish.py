"""Publishing: a working copy frozen as it is, with a number, a time, a name and a hash."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.publish.snapshot import Snapshot
from ledetraad.web.plans.models import Publication, WorkingCopy


def publish(
    working_copy: WorkingCopy, *, user: User | None, now: datetime, address: str = ""
) -> Publication:
    """Publish what a working copy says now.

    Args:
        working_copy: the plan; its latest revision is published.
        user: who publishes; None from the command line.
        now: the time, with time zone.
        address: the plan's public address, where it is known.
    """
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
        last = held.publication_set.order_by("-number").first()
        snapshot = Snapshot(
            plan=held.latest().plan(),
            profile=held.municipality.profile(address),
            number=last.number + 1 if last is not None else 1,
            published_at=now,
        )
        return Publication.objects.create(
            working_copy=held,
            number=snapshot.number,
            sha256=snapshot.sha256(),
            data=snapshot.data(),
            published_at=now,
            published_by=user,
            published_by_name=(user.get_full_name() or user.get_username()) if user else "",
        )
