"""Judging how an element stands otherwise than the rule does, whose judgement is kept beside."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.followup.rollup import OwnJudgement
from ledetraad.followup.status import ElementState
from ledetraad.i18n import N_
from ledetraad.web.followup.models import ElementJudgement
from ledetraad.web.history.editions import touch
from ledetraad.web.history.models import Change
from ledetraad.web.plans.models import WorkingCopy

LONGEST = 1_000
_LONGEST_NAME = 300


class JudgementRefused(LedetraadError):
    """A judgement that can't be made."""


def judge(
    plan: WorkingCopy, element: str, state: str, reason: str, *, user: User, today: date
) -> ElementJudgement:
    """Say how an element stands.

    Args:
        plan: that it stands in.
        element: its id.
        state: how it stands.
        reason: why, in a sentence.
        user: who says so.
        today: when.

    Raises:
        JudgementRefused: no state was chosen, or the reason is too long.
        InvalidRule: there is no reason.
    """
    if state not in set(ElementState) - {ElementState.NO_DATA}:
        raise JudgementRefused(
            N_("No state was chosen."), remedy=N_("Choose how the element stands.")
        )
    if len(reason) > LONGEST:
        raise JudgementRefused(
            N_("The reason is longer than %(most)s characters."),
            remedy=N_("Write it shorter."),
            most=LONGEST,
        )
    name = user.get_full_name() or user.get_username()
    said = OwnJudgement(ElementState(state), " ".join(reason.split()), name, today)
    return ElementJudgement.objects.create(
        plan=plan,
        element=element,
        state=said.state.value,
        reason=said.reason,
        on=today,
        by=user,
        by_name=name,
    )


def withdraw(plan: WorkingCopy, element: str, *, user: User | None, now: datetime) -> int:
    """Let the rule judge an element again; how many judgements were taken back.

    Who took back the one that held is kept in history.
    """
    kind = ElementJudgement._meta.label_lower
    with transaction.atomic():
        touch(plan.municipality_id, kind)
        standing = ElementJudgement.objects.filter(plan=plan, element=element, withdrawn_at=None)
        held = standing.order_by("-pk").first()
        if held is None:
            return 0
        Change.objects.create(
            municipality_id=plan.municipality_id,
            kind=kind,
            object_id=held.pk,
            name=str(held)[:_LONGEST_NAME],
            what=Change.What.DELETED,
            version=2,
            fields={"state": [held.state, None], "reason": [held.reason, None]},
            by=user,
            by_name=(user.get_full_name() or user.get_username()) if user else "",
        )
        return standing.update(withdrawn_at=now)
