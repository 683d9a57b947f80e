"""Making a token void at once, or all that a person has."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import TokenRefused, keep_token


def revoke_token(pk: int, *, by: User | None = None, now: datetime) -> ApiToken:
    """Make a token void; one that is so already stays so. Who did it is kept with the person.

    Args:
        pk: its number.
        by: who does it; None from the command line.
        now: the moment.

    Raises:
        TokenRefused: there is none with this number.
    """
    token = ApiToken.objects.filter(pk=pk).first()
    if token is None:
        raise TokenRefused(
            N_("There is no token with this number."),
            where=str(pk),
            remedy=N_("Look it up with “ledetraad tokens”."),
        )
    if token.revoked_at is None:
        token.revoked_at = now
        with transaction.atomic():
            token.save(update_fields=["revoked_at"])
            keep_token(token, [token.name, None], by=by)
    return token


def revoke_all(user: User, *, now: datetime) -> int:
    """Make all of a person's tokens void; how many."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
