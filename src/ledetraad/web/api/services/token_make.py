"""Making a token; it is told once, and only its fingerprint is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.services.person_add import refuse_name
from ledetraad.web.api.models import ApiToken
from ledetraad.web.people.services.recorded import PERSON, keep

PREFIX = "ledetraad_"
"""What every token begins with, so that one that has strayed is known for what it is."""
MOST_DAYS = 1_095
_LONGEST_NAME = 120


class TokenRefused(LedetraadError):
    """A token that can't be made, or is not there."""


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token as it is told once.

    Args:
        text: what the other program shows.
        token: as stored.
    """

    text: str
    token: ApiToken


def make_token(
    user: User,
    municipality: Municipality,
    *,
    name: str,
    scope: ApiToken.Scope,
    days: int,
    now: datetime,
    by: User | None = None,
) -> MadeToken:
    """Make a token.

    Args:
        user: for whom it acts.
        municipality: where; the person has a role there.
        name: what it is used for, at most 120 characters on one line.
        scope: what it is good for.
        days: how long, from 1 to 1,095.
        now: the moment.
        by: who makes it; None from the command line.

    Raises:
        AccountRefused: the name won't do.
        TokenRefused: the person has no role there, or the days are too few or too many.
    """
    refuse_name(name, most=_LONGEST_NAME)
    if not 1 <= days <= MOST_DAYS:
        raise TokenRefused(
            N_("A token lasts from 1 to %(most)s days."),
            where=str(days),
            remedy=N_("Choose a number of days between them."),
            most=MOST_DAYS,
        )
    if not Membership.objects.filter(user=user, municipality=municipality).exists():
        raise TokenRefused(
            N_("%(name)s has no role in %(municipality)s."),
            remedy=N_("Give the person a role there first."),
            name=user.username,
            municipality=municipality.name,
        )
    text = PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=user,
            municipality=municipality,
            name=name,
            sha256=fingerprint(text),
            scope=scope,
            made_at=now,
            ends_at=now + timedelta(days=days),
        )
        keep_token(token, [None, name], by=by)
    return MadeToken(text, token)


def owner_of(name: str, municipality: str) -> tuple[User, Municipality]:
    """The person and the municipality of these names.

    Raises:
        TokenRefused: there is none.
    """
    user = User.objects.filter(username__iexact=name.replace("\0", "")).first()
    if user is None:
        raise TokenRefused(
            N_("There is no account with this name."),
            where=name[:60],
            remedy=N_("See how the name is spelled, or make an account with “ledetraad adduser”."),
        )
    place = Municipality.objects.filter(name=municipality.replace("\0", "")).first()
    if place is None:
        raise TokenRefused(
            N_("There is no municipality with this name."),
            where=municipality[:60],
            remedy=N_("See how the name is spelled."),
        )
    return user, place


def keep_token(token: ApiToken, said: list[str | None], *, by: User | None) -> None:
    """Keep in the history of a token's person that it was made or made void.

    Args:
        token: which.
        said: its name before and after.
        by: who did it; None from the command line.
    """
    called = token.user.get_full_name() or token.user.get_username()
    keep(token.municipality, PERSON, token.user_id, called, {"token": list(said)}, user=by)


def fingerprint(text: str) -> str:
    """What is kept of a token; a token is too long to be guessed, so no salt is needed."""
    return sha256(text.encode()).hexdigest()
