"""Sessions that have ended are forgotten, by night."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.sessions.models import Session
from django.utils import timezone

from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.upkeep import went


@repeating("forget-sessions", at=time(3, 5))
def forget_sessions(_: Run) -> Effect:
    """Forget the sessions that have ended, and where they were begun from."""

    def forget() -> None:
        went("ended sessions", forget_ended(timezone.now()))

    return forget


def forget_ended(now: datetime) -> int:
    """Forget the sessions that ended before a time; how many there were."""
    count, _ = Session.objects.filter(expire_date__lt=now).delete()
    SignedIn.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return count
