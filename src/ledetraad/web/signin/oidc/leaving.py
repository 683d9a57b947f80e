"""Signing out at a provider, and being signed out by it.

OpenID Connect's RP-Initiated Logout 1.0, Back-Channel Logout 1.0 and Front-Channel Logout 1.0.
"""

from __future__ import annotations

import logging
import time
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from joserfc import jwt

from ledetraad.web.limits import Limit, visitor
from ledetraad.web.pages import render
from ledetraad.web.signin.entering import ByProvider, came_by
from ledetraad.web.signin.oidc.flow import LEEWAY, signed_claims
from ledetraad.web.signin.oidc.http import ProviderFailed
from ledetraad.web.signin.oidc.metadata import metadata
from ledetraad.web.signin.oidc.providers import Provider
from ledetraad.web.signin.services.provider_session import end_by_provider

TOLD = Limit("oidc-logout", most=1_200, seconds=300)
"""How often one address may tell of people who have signed out."""
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_OLDEST = 300
"""Seconds that a logout token is taken for, where it doesn't say itself when it ends."""
_log = logging.getLogger(__name__)


def leave(request: HttpRequest, onward: str) -> HttpResponse:
    """Sign somebody out here; one who came by a provider is shown how to sign out there, too.

    It is offered and not done: signing out there ends what is open in other services as well.

    Args:
        request: theirs.
        onward: the name of the page that they are sent to.
    """
    by = came_by(request)
    logout(request)
    provider: Provider | None = settings.OIDC.get(by.provider) if by is not None else None
    if by is None or provider is None:
        return redirect(onward)
    home = reverse("home")
    back = f"{settings.ADDRESS}{home}" if settings.ADDRESS else request.build_absolute_uri(home)
    there = _end_session_address(provider, by, back)
    if not there:
        return redirect(onward)
    return render(request, "signin/signed_out.html", provider=provider, there=there)


def _end_session_address(provider: Provider, by: ByProvider, back: str) -> str:
    """Where one signs out at a provider; empty where one can't, or it can't be asked just now."""
    try:
        there = metadata(provider).end_session
    except ProviderFailed as error:
        _log.warning("signing out at %s can't be offered: %s", provider.key, error.why)
        return ""
    said = {
        "id_token_hint": by.id_token,
        "client_id": provider.client_id,
        "post_logout_redirect_uri": back,
    }
    return (
        f"{there}{'&' if '?' in there else '?'}{urlencode(said, quote_via=quote)}" if there else ""
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def signed_out(request: HttpRequest, provider: str) -> HttpResponse:
    """Take it from a provider that somebody has signed out there, and end their sessions here.

    It comes from the provider itself, with a token that it has signed, or by the person's browser
    in a frame, with the name of the session, which nobody else knows. Neither has our secret.
    """
    found: Provider | None = settings.OIDC.get(provider)
    if found is None:
        raise Http404
    if request.method == "GET":
        return _by_browser(request, found)
    if not TOLD.spend(visitor(request)):
        return HttpResponse(status=429)
    try:
        session, subject = _told(found, request.POST.get("logout_token", ""))
    except ProviderFailed as error:
        _log.warning("a sign-out by %s is not believed: %s", found.key, error.why)
        return HttpResponse(status=400)
    end_by_provider(found, session=session, subject=subject)
    return HttpResponse(status=200)


def _by_browser(request: HttpRequest, provider: Provider) -> HttpResponse:
    session = request.GET.get("sid", "").replace("\0", "")
    if request.GET.get("iss") != provider.issuer or not session:
        return HttpResponse(status=400)
    end_by_provider(provider, session=session)
    return HttpResponse(status=200)


def _told(provider: Provider, token: str) -> tuple[str, str]:
    """The session and the subject that a logout token names (Back-Channel Logout 1.0, 2.6)."""
    rules = jwt.JWTClaimsRegistry(
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        iat={"essential": True},
        jti={"essential": True},
        events={"essential": True},
    )
    claims = signed_claims(provider, token, rules, "logout token")
    events = claims["events"]
    session, subject = claims.get("sid", ""), claims.get("sub", "")
    named = isinstance(session, str) and isinstance(subject, str) and (session or subject)
    if "nonce" in claims or not isinstance(events, dict) or _EVENT not in events or not named:
        raise ProviderFailed("logout token: not one", name=provider.name)
    if "exp" not in claims and time.time() - claims["iat"] > _OLDEST:
        raise ProviderFailed("logout token: too old", name=provider.name)
    return session, subject
