"""Letting somebody in: at once, or after a second step where the account has one.

Between the steps the session remembers who it is that has shown the first, and no more: nobody is
signed in before `enter` or `take_second_step` says so. The session's key is another one from then
on, and what it held of a sign-in is gone.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from ledetraad.web.signin.demands import demand_on
from ledetraad.web.signin.devices import know_device
from ledetraad.web.signin.factors.held import has_second_step
from ledetraad.web.signin.services.provider_session import remember

WITHIN = 600
"""Seconds in which the second step has to follow the first."""
FRESH = 1800
"""Seconds after a sign-in in which ways of signing in can be changed."""
DUE = "second-step-due"
"""In a session: the first day that its person can't do without a second step; none is set up."""
_WAITING, _AT, _BY = "first-step", "signed-in-at", "by-provider"
_BACKEND = "ledetraad.web.accounts.person.WithMemberships"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who has shown the first step.

    Args:
        user: who.
        onward: where they are to go.
    """

    user: User
    onward: str


@dataclass(frozen=True, slots=True)
class ByProvider:
    """How somebody came in who came by a provider of sign-in.

    Args:
        provider: its key.
        id_token: what it said, by which it knows them again when they sign out.
        session: what it calls their session there; empty where it doesn't say.
        at: when they showed there who they are, in seconds since 1970; 0 where it doesn't say.
    """

    provider: str
    id_token: str = field(repr=False)
    session: str = ""
    at: float = 0


def enter(
    request: HttpRequest,
    user: User,
    onward: str,
    *,
    two_steps: bool = False,
    by: ByProvider | None = None,
) -> HttpResponse:
    """Let somebody in who has shown who they are, or ask for the second step.

    Args:
        request: theirs.
        user: who; the account is in use.
        onward: where they are to go.
        two_steps: whether what they have shown counts as both.
        by: the provider that they came by; None where it was by none.
    """
    # Whoever is signed in is so no longer until the last step is shown: a session that goes on
    # under another key would stand in no list of sessions, and couldn't be ended.
    waits = not two_steps and has_second_step(user)
    if waits and request.user.is_authenticated:
        logout(request)
    request.session[_BY] = asdict(by) if by is not None else None
    if two_steps:
        return _let_in(request, user, onward)
    if not waits:
        demand = demand_on(user)
        due = demand.starts.isoformat() if demand is not None else ""
        return _let_in(request, user, onward, due=due)
    request.session.cycle_key()
    request.session[_WAITING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": time.time(),
        "onward": onward,
    }
    return redirect("second-step")


def waiting(request: HttpRequest) -> Waiting | None:
    """Who has shown the first step in this session, not too long ago, and is let in still."""
    kept = request.session.get(_WAITING)
    if not isinstance(kept, dict) or time.time() - kept["at"] > WITHIN:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Waiting(user, kept["onward"])


def take_second_step(request: HttpRequest, found: Waiting) -> HttpResponse:
    """Let somebody in who has shown the second step, too."""
    response = _let_in(request, found.user, found.onward)
    _remember_when(request)
    return response


def came_by(request: HttpRequest) -> ByProvider | None:
    """The provider that somebody came by in this session; None where it was by none."""
    by = request.session.get(_BY)
    return ByProvider(**by) if isinstance(by, dict) else None


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in so lately that ways of signing in can be changed."""
    at = request.session.get(_AT)
    return isinstance(at, float | int) and time.time() - at <= FRESH


def onward_of(request: HttpRequest) -> str:
    """Where to go after signing in: what was asked for, where that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if "/" in wanted and url_has_allowed_host_and_scheme(  # a word alone is the name of a view
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return "/arbeid/"


def _let_in(request: HttpRequest, user: User, onward: str, *, due: str = "") -> HttpResponse:
    request.session.pop(_WAITING, None)
    by = request.session.get(_BY)
    if request.user.is_authenticated:  # else `login` gives the session another key
        request.session.cycle_key()
    login(request, user, backend=_BACKEND)
    request.session[_BY] = by
    if by is not None:
        remember(request.session.session_key or "", by["provider"], by["session"])
        # A provider that knows them still lets them in unasked: that is no sign of who sits there.
        request.session[_AT] = min(by.get("at", 0), time.time())
    request.session.pop(DUE, None)
    response = redirect(onward)
    if due:
        request.session[DUE] = due
        response = redirect("step-demanded")
        response["Location"] += f"?{urlencode({'next': onward})}"
    know_device(request, response, user)
    return response


@receiver(user_logged_in)
def _remember_when(request: HttpRequest, **_: Any) -> None:
    request.session[_AT] = time.time()
