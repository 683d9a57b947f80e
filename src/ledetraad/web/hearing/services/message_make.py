"""Telling those whom a hearing concerns, each once for an occasion, whatever they are to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from ledetraad.web.hearing.models import Follower, Hearing, Invited, Message, Statement
from ledetraad.web.jobs.queue import enqueue

TELL = "hearing-tell"
Kind = Message.Kind


@dataclass(frozen=True, slots=True)
class To:
    """One who is told; of the three, one is there."""

    statement: Statement | None = None
    invited: Invited | None = None
    follower: Follower | None = None

    @property
    def mail(self) -> str:
        """Where to."""
        found = self.statement or self.invited or self.follower
        return found.mail if found is not None else ""


def tell(
    hearing: Hearing, kind: Message.Kind, occasion: str, to: Iterable[To], *, now: datetime
) -> int:
    """Have a mail sent to each, once for the occasion; called in the caller's transaction.

    Args:
        hearing: of which it tells.
        kind: what it tells.
        occasion: what it is told for once only.
        to: whom; where two have one address, the first is told.
        now: the time.

    Returns:
        How many are told.
    """
    if not settings.MAIL:
        return 0
    wanted = {_known_by(one.mail): one for one in reversed(list(to)) if one.mail}
    before = Message.objects.filter(hearing=hearing, occasion=occasion)
    for known in before.values_list("known_by", flat=True):
        wanted.pop(known, None)
    Message.objects.bulk_create(
        [
            Message(
                hearing=hearing,
                kind=kind,
                occasion=occasion,
                known_by=known,
                statement=one.statement,
                invited=one.invited,
                follower=one.follower,
                made_at=now,
            )
            for known, one in wanted.items()
        ],
        ignore_conflicts=True,
    )
    made = before.filter(known_by__in=list(wanted), made_at=now, state=Message.State.WAITING)
    keys = list(made.values_list("pk", flat=True))
    for key in keys:
        enqueue(TELL, owner=hearing.municipality_id, message=key)
    return len(keys)


def send_invitations(hearing: Hearing, *, now: datetime) -> int:
    """Invite those who haven't been; how many are."""
    waiting = reachable(hearing).filter(sent_at=None)
    return tell(hearing, Kind.INVITATION, "invitation", _invited(waiting), now=now)


def send_reminders(hearing: Hearing, today: date, *, now: datetime, occasion: str = "") -> int:
    """Remind those who were invited, haven't answered and weren't reminded today; how many are.

    Args:
        hearing: of which.
        today: the day.
        now: the time.
        occasion: what it is done for once only; the day where it is asked for by hand.
    """
    waiting = to_remind(hearing).exclude(reminded_at__date=today)
    said = occasion or f"reminder {today.isoformat()}"
    return tell(hearing, Kind.REMINDER, said, _invited(waiting), now=now)


def tell_all(hearing: Hearing, kind: Message.Kind, occasion: str, *, now: datetime) -> int:
    """Tell those who have spoken and gave an address, those who were invited, and followers."""
    spoken = Statement.objects.filter(
        hearing=hearing, withdrawn_at=None, deleted_at=None, confirmed_at__isnull=False
    ).exclude(mail="")
    sent = reachable(hearing).filter(sent_at__isnull=False)
    to = [To(statement=one) for one in spoken] + _invited(sent) + followers_of(hearing)
    return tell(hearing, kind, occasion, to, now=now)


def tell_of_answers(hearing: Hearing, *, now: datetime) -> int:
    """Tell those who were invited and followers; who has spoken gets the answer itself."""
    spoken = set(
        Statement.objects.filter(hearing=hearing, withdrawn_at=None, deleted_at=None)
        .exclude(mail="")
        .values_list("mail", flat=True)
    )
    known = {one.lower() for one in spoken}
    to = [
        one
        for one in (
            *_invited(reachable(hearing).filter(sent_at__isnull=False)),
            *followers_of(hearing),
        )
        if one.mail not in known
    ]
    return tell(hearing, Kind.ANSWERED, "answered", to, now=now)


def followers_of(hearing: Hearing) -> list[To]:
    """Those who follow the plan's hearings."""
    found = Follower.objects.filter(plan=hearing.plan_id, confirmed_at__isnull=False)
    return [To(follower=one) for one in found]


def reachable(hearing: Hearing) -> QuerySet[Invited]:
    """Those who are invited and can be reached by mail."""
    found = Invited.objects.filter(hearing=hearing, deleted_at=None, bounced="")
    return found.exclude(mail="")


def to_remind(hearing: Hearing) -> QuerySet[Invited]:
    """Those who were sent an invitation and haven't answered it."""
    unanswered = Q(statement=None, no_remarks_at=None, sent_at__isnull=False)
    return reachable(hearing).filter(unanswered)


def _invited(found: Iterable[Invited]) -> list[To]:
    return [To(invited=one) for one in found]


def _known_by(mail: str) -> str:
    return salted_hmac("hearing.message", mail.lower(), algorithm="sha256").hexdigest()
