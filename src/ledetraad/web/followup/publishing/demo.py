"""The demonstration: its invented follow-up published once, all that can be chosen of it."""

from __future__ import annotations

from datetime import datetime

from ledetraad.publish.followup.choice import PublishingChoice
from ledetraad.web.followup.models import ReportingPeriod
from ledetraad.web.followup.publishing.form import TICKS
from ledetraad.web.followup.publishing.models import FollowUpChoice
from ledetraad.web.followup.publishing.services.choice_save import save_choice
from ledetraad.web.followup.services.change_together import Answer
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_publish import publish


def publish_example(working_copy: WorkingCopy, *, now: datetime) -> None:
    """Choose everything for the last locked period and publish, unless there is a choice already.

    Args:
        working_copy: the demonstration's plan, with its year filled.
        now: the time, with time zone.
    """
    if FollowUpChoice.objects.filter(plan=working_copy).exists():
        return
    locked = ReportingPeriod.objects.filter(
        municipality=working_copy.municipality, state=ReportingPeriod.State.LOCKED
    ).first()
    everything = dict.fromkeys(TICKS, True)
    said = PublishingChoice(**everything, period=locked.pk if locked is not None else None)
    save_choice(working_copy, said, Answer(0, 0), user=None)
    publish(working_copy, user=None, now=now)
