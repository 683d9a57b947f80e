"""What has been taken into a year's plan and out of it, as it is kept."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import User

from ledetraad.web.followup.models import YearElement
from ledetraad.web.history.models import Change
from ledetraad.web.plans.models import WorkingCopy

KIND = YearElement._meta.label_lower
"""What the changes are kept under, by the plan's key; their name is the year."""


def keep(
    plan: WorkingCopy,
    year: int,
    before: Collection[str],
    after: Collection[str],
    *,
    user: User,
    what: Change.What = Change.What.CHANGED,
) -> None:
    """Keep in history which elements a year's plan took in before, and takes in now."""
    moved = sorted(set(before) ^ set(after))
    if not moved:
        return
    Change.objects.create(
        municipality_id=plan.municipality_id,
        kind=KIND,
        object_id=plan.pk,
        name=str(year),
        what=what,
        version=1 + Change.objects.filter(kind=KIND, object_id=plan.pk).count(),
        fields={element: [element in before, element in after] for element in moved},
        by=user,
        by_name=user.get_full_name() or user.get_username(),
    )
