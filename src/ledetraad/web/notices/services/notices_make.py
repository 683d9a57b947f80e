"""Making notices, each once for a person and an occasion, and jobs that send them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.notices.models import Notice, NoticeChoice

SEND = "send-notice"
State = Notice.State
Often = NoticeChoice.Often
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a person is to be told.

    Args:
        user: whom.
        kind: what kind of letter.
        occasion: what it is told for once only.
        about: what the letter is written from.
    """

    user: User
    kind: Notice.Kind
    occasion: str
    about: Mapping[str, Any] = field(default_factory=dict)


def make_notices(municipality: Municipality, wanted: Iterable[Wanted]) -> None:
    """Make notices, but for those that are made already, and have those sent that are to be.

    All or none, in the caller's transaction where there is one.
    """
    known = list(wanted)
    choices = {
        one.user_id: one
        for one in NoticeChoice.objects.filter(
            user__in={one.user.pk for one in known}
        ).select_related("user")
    }
    new = [
        Notice(
            municipality=municipality,
            user=one.user,
            kind=one.kind,
            occasion=one.occasion,
            about=dict(one.about),
            state=_state(one, choices.get(one.user.pk) or NoticeChoice(user=one.user)),
        )
        for one in known
    ]
    with transaction.atomic():
        Notice.objects.bulk_create(new, batch_size=_AT_ONCE, ignore_conflicts=True)
        waiting = Notice.objects.filter(
            municipality=municipality,
            state=State.WAITING,
            job=None,
            occasion__in={one.occasion for one in known},
        )
        for notice in list(waiting):
            send_later(notice)


def send_later(notice: Notice) -> None:
    """Put a job in the queue that sends a notice."""
    notice.job = enqueue(SEND, notice=notice.pk)
    notice.save(update_fields=["job"])


def _state(wanted: Wanted, choice: NoticeChoice) -> Notice.State:
    """What becomes of a notice by what the person has chosen."""
    if wanted.kind is Notice.Kind.CONFIRM:
        return State.WAITING
    if wanted.kind is Notice.Kind.SECURITY:  # whatever the person has chosen of other mail
        return State.WAITING if wanted.user.email or choice.sent_to else State.NO_ADDRESS
    if choice.often == Often.NEVER:
        return State.DECLINED
    if wanted.kind is not Notice.Kind.DIGEST and choice.often != Often.AT_ONCE:
        return State.GATHERED
    return State.WAITING if choice.sent_to else State.NO_ADDRESS
