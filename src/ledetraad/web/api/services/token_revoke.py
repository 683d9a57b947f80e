"""Making a token void at once, or all that a person has."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from ledetraad.i18n import N_
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import TokenRefused


def revoke_token(pk: int, *, now: datetime) -> ApiToken:
    """Make a token void; one that is so already stays so.

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
        token.save(update_fields=["revoked_at"])
    return token


def revoke_all(user: User, *, now: datetime) -> int:
    """Make all of a person's tokens void; how many."""
    return ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
