"""Ending sessions: one, all others, or all."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction

from ledetraad.web.accounts.models import SignedIn


def end_session(one: SignedIn) -> None:
    """End a session."""
    _end([one])


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End all of a person's sessions.

    Args:
        user: whose.
        but: the key of one that goes on.

    Returns:
        How many were ended.
    """
    return _end(list(SignedIn.objects.filter(user=user).exclude(session_key=but or "")))


def _end(rows: list[SignedIn]) -> int:
    keys = [row.session_key for row in rows]
    with transaction.atomic():
        ended, _ = Session.objects.filter(session_key__in=keys).delete()
        SignedIn.objects.filter(session_key__in=keys).delete()
    return ended
