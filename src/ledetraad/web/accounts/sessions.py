"""The sessions that a person is signed in with: remembered at sign-in, forgotten at sign-out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ledetraad.web.accounts.browsers import browser_name
from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.limits import visitor

_LONGEST_AGENT = 300


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session as its person sees it.

    Args:
        pk: its number.
        at: when the person signed in.
        used_at: when it was last used, to within five minutes.
        browser: in what; empty where the browser is not known.
        address: where from.
        here: whether it is the one that asks.
    """

    pk: int
    at: datetime
    used_at: datetime
    browser: str
    address: str
    here: bool


def own_sessions(user: User, key: str | None) -> list[OwnSession]:
    """Every session that a person is signed in with, the newest first, in two queries.

    Args:
        user: whose.
        key: the key of the session that asks.
    """
    rows = list(SignedIn.objects.filter(user=user))
    alive = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
    )
    good = {one.session_key for one in alive if _holds(one, user)}
    return [
        OwnSession(
            row.pk,
            row.at,
            row.used_at,
            browser_name(row.agent),
            row.address,
            row.session_key == key,
        )
        for row in rows
        if row.session_key in good
    ]


def _holds(session: Session, user: User) -> bool:
    """Whether a session is good still: it ends with the password that it began with."""
    kept = session.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(kept, user.get_session_auth_hash())


@receiver(user_logged_in)
def _remember(request: HttpRequest, user: User, **_: Any) -> None:
    """A signal and not a call, so that every way of signing in is seen."""
    session = request.session
    if session.session_key is None:
        session.save()
    key = session.session_key
    if key is None:
        return
    mine = SignedIn.objects.filter(user=user)
    mine.exclude(session_key__in=Session.objects.values("session_key")).delete()
    SignedIn.objects.update_or_create(
        session_key=key,
        defaults={
            "user": user,
            "at": timezone.now(),
            "used_at": timezone.now(),
            "agent": request.headers.get("User-Agent", "")[:_LONGEST_AGENT],
            "address": visitor(request),
        },
    )


@receiver(user_logged_out)
def _forget(request: HttpRequest, **_: Any) -> None:
    SignedIn.objects.filter(session_key=request.session.session_key or "").delete()
