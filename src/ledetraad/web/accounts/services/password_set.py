"""Choosing a password oneself: by a link, or in place of the old one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.services.person_add import refuse_weak
from ledetraad.web.accounts.services.sessions_end import end_sessions
from ledetraad.web.api.services.token_revoke import revoke_all
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.telling import tell


class PasswordRefused(LedetraadError):
    """A password that is not the person's own, or is not written the same twice."""


def choose_password(
    user: User, password: str, again: str, *, here: str | None = None, tokens: bool = False
) -> None:
    """Give oneself a new password; all other sessions end.

    Args:
        user: who.
        password: the new one.
        again: the same once more.
        here: the key of the session that goes on; None to end all.
        tokens: whether the account's tokens for other programs end, too.

    Raises:
        PasswordRefused: it is not written the same twice.
        AccountRefused: it is too weak.
    """
    refuse_weak(password, user)
    if password != again:
        raise PasswordRefused(
            N_("The two passwords are not the same."),
            remedy=N_("Write the new password twice."),
        )
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        tell(user, Event.PASSWORD)
        end_sessions(user, but=here)
        if tokens:
            revoke_all(user, now=timezone.now())


def refuse_wrong(user: User, password: str) -> None:
    """Do nothing, unless a password is not the person's own.

    Raises:
        PasswordRefused: it is not.
    """
    if not user.check_password(password):
        raise PasswordRefused(
            N_("This is not your password."), remedy=N_("Write the one that you sign in with now.")
        )
