"""Who asks: a token in the header, and what its person may do in its municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access, access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.problems import Problem
from ledetraad.web.api.services.token_make import fingerprint
from ledetraad.web.limits import Limit, visitor

CALLS = Limit("api", most=600, seconds=60)
"""Requests of one token."""
STRAYS = Limit("api-stray", most=60, seconds=300)
"""Requests of one visitor with tokens that are none."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONGEST = 200
_USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Caller:
    """Who asks.

    Args:
        token: by which.
        allowed: what the token's person may do in its municipality.
    """

    token: ApiToken
    allowed: Access

    @property
    def user(self) -> User:
        """For whom the program acts."""
        return self.token.user

    @property
    def municipality(self) -> Municipality:
        """Where."""
        return self.allowed.municipality


class Asking(HttpRequest):
    """A request of which it is known who asks."""

    auth: Caller


class Bearer(HttpBearer):
    """Finds the caller by the header "Authorization: Bearer TOKEN"."""

    def __call__(self, request: HttpRequest) -> Caller:
        """The caller.

        Raises:
            Problem: there is no token, it is not good, not good for this, or used too often.
        """
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != self.openapi_scheme or not text.strip():
            raise _no_token(N_("There is no token in the header “Authorization”."))
        return self.authenticate(request, text.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """The caller that a token stands for; see `__call__`."""
        found = _found(token)
        now = timezone.now()
        if found is None or not found.is_good(now):
            _spend(STRAYS, visitor(request))
            raise _no_token(N_("This token is none, or it is not good any more."))
        _spend(CALLS, str(found.pk))
        allowed = access(found.user, found.municipality)
        if not allowed.may(Action.READ):
            raise Problem(
                "not-allowed",
                403,
                N_("The token's person has no role in %(municipality)s any more."),
                remedy=N_("Ask an administrator for a role there."),
                municipality=found.municipality.name,
            )
        if request.method not in _SAFE and found.scope != ApiToken.Scope.WRITE:
            raise Problem(
                "not-allowed",
                403,
                N_("The token is good for reading only."),
                remedy=N_("Use one with the scope “write”."),
                headers={"WWW-Authenticate": 'Bearer error="insufficient_scope", scope="write"'},
            )
        if found.last_used_at is None or now - found.last_used_at > _USED_EVERY:
            ApiToken.objects.filter(pk=found.pk).update(last_used_at=now)
        return Caller(found, allowed)


def _found(text: str) -> ApiToken | None:
    if len(text) > _LONGEST or not text.isascii():
        return None
    tokens = ApiToken.objects.select_related("user", "municipality")
    return tokens.filter(sha256=fingerprint(text)).first()


def _no_token(what: str) -> Problem:
    return Problem(
        "no-token",
        401,
        what,
        remedy=N_("Send “Authorization: Bearer …”; “ledetraad token” makes one."),
        headers={"WWW-Authenticate": "Bearer"},
    )


def _spend(limit: Limit, key: str) -> None:
    """Count a request.

    Raises:
        Problem: there have been too many.
    """
    if not limit.spend(key):
        left = limit.left()
        raise Problem(
            "too-many",
            429,
            N_("At most %(most)s requests in %(seconds)s seconds are answered."),
            remedy=N_("Wait %(left)s seconds."),
            headers={"Retry-After": str(left)},
            most=limit.most,
            seconds=limit.seconds,
            left=left,
        )
