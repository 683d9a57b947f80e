"""Choosing what of a plan's follow-up is published."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.services.change_together import Answer, change_together
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy

_NOTHING = 1
"""The version of every choice in which nothing is chosen yet."""


def save_choice(
    working_copy: WorkingCopy,
    said: PublishingChoice,
    answer: Answer,
    *,
    user: User | None,
) -> FollowUpChoice:
    """Keep what is chosen; nothing is published by that.

    Args:
        working_copy: the plan.
        said: all that the form says.
        answer: the versions that the form was made from; 0 where there was none.
        user: who chooses.

    Raises:
        ChangedMeanwhile: others have changed the same fields since `answer.seen`; nothing is
            stored.
    """
    values = said.model_dump(mode="json")
    with transaction.atomic():
        held = WorkingCopy.objects.select_for_update().get(pk=working_copy.pk)
        kept = FollowUpChoice.objects.filter(plan=held).first()
        if kept is None:
            nothing = PublishingChoice().model_dump(mode="json")
            new = FollowUpChoice(municipality=held.municipality, plan=held)
            kept = make(new, nothing, user=user)
        whole = Answer(max(answer.version, _NOTHING), max(answer.seen, _NOTHING), answer.chosen)
        change_together(kept, values, whole, user=user)
    return kept
