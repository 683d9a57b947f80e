"""Choosing what of a plan's follow-up is published."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.services.said_at import THEIRS, said_at
from ledetraad.web.history.recording import change, make
from ledetraad.web.plans.models import WorkingCopy

_NOTHING = 1
"""The version of every choice in which nothing is chosen yet."""


def save_choice(
    working_copy: WorkingCopy,
    said: PublishingChoice,
    *,
    user: User | None,
    version: int,
    seen: int,
    chosen: Mapping[str, str],
) -> FollowUpChoice:
    """Keep what is chosen; nothing is published by that.

    Args:
        working_copy: the plan.
        said: all that the form says.
        user: who chooses.
        version: the version that the form was opened from, 0 where there was none.
        seen: the version whose differences the person has been shown and has chosen among.
        chosen: for each field that both had changed, whose choice is to stand.

    Raises:
        ChangedMeanwhile: others have changed the same fields since `seen`; nothing is stored.
    """
    values = said.model_dump(mode="json")
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
        kept = FollowUpChoice.objects.filter(plan=held).first()
        if kept is None:
            nothing = PublishingChoice().model_dump(mode="json")
            new = FollowUpChoice(municipality=held.municipality, plan=held)
            kept = make(new, nothing, user=user)
        before = said_at(kept, max(version, _NOTHING))
        given_up = {name for name, whose in chosen.items() if whose == THEIRS}
        own = {
            name: value
            for name, value in values.items()
            if value != before.get(name) and name not in given_up
        }
        change(kept, own, user=user, version=max(seen, _NOTHING))
    return kept
