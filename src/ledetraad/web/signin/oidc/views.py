"""Going to a provider to sign in, and coming back."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.limits import Limit, visitor
from ledetraad.web.pages import language_of, render
from ledetraad.web.plans.views import person
from ledetraad.web.signin.entering import ByProvider, enter, onward_of
from ledetraad.web.signin.oidc.flow import Begun, CameBack, begin, finish
from ledetraad.web.signin.oidc.http import ProviderFailed
from ledetraad.web.signin.oidc.providers import Provider
from ledetraad.web.signin.oidc.said import Said
from ledetraad.web.signin.services.identity_find import NotLetIn, connect, find_person

ANSWERS = Limit("oidc", most=60, seconds=300)
"""Ways to and from providers, of one visitor; those that lead in don't count."""
WITHIN = 900
"""Seconds in which one has to come back."""
_BEGUN, _MOST = "oidc", 5
_log = logging.getLogger(__name__)


class Stopped(LedetraadError):
    """A sign-in that was not gone through with."""


@require_safe
def start(request: HttpRequest, provider: str) -> HttpResponse:
    """Send somebody to a provider."""
    return send(request, _found(provider), onward_of(request))


def send(
    request: HttpRequest, provider: Provider, onward: str, *, connecting: int | None = None
) -> HttpResponse:
    """Send somebody to a provider, and remember what is needed when they come back.

    Args:
        request: theirs.
        provider: which.
        onward: where they are to go afterwards.
        connecting: the key of the account that is to be connected; None to sign in.
    """
    if not ANSWERS.spend(visitor(request)):
        return _refused(request, _too_many(), status=429)
    path = reverse("provider-answer", args=[provider.key])
    address = f"{settings.ADDRESS}{path}" if settings.ADDRESS else request.build_absolute_uri(path)
    try:
        there, begun = begin(
            provider,
            address,
            language=language_of(request),
            other="annen" in request.GET,
            anew=request.user.is_authenticated and connecting is None,
        )
    except ProviderFailed as error:
        return _failed(request, provider, error)
    kept = _kept(request)
    kept[begun.state] = {
        "provider": provider.key,
        "at": time.time(),
        "onward": onward,
        "connecting": connecting,
        "begun": begun.kept(),
    }
    for oldest in list(kept)[:-_MOST]:
        del kept[oldest]
    request.session[_BEGUN] = kept
    return HttpResponseRedirect(there)


@require_safe
def answer(request: HttpRequest, provider: str) -> HttpResponse:
    """Take somebody in who comes back from a provider."""
    found = _found(provider)
    if not ANSWERS.spend(visitor(request)):
        return _refused(request, _too_many(), status=429)
    kept = _kept(request)
    begun = kept.pop(request.GET.get("state", ""), None)
    request.session[_BEGUN] = kept
    if begun is None or begun["provider"] != found.key or time.time() - begun["at"] > WITHIN:
        return _refused(request, _too_late(), status=400)
    if "code" not in request.GET:
        return _refused(request, _stopped(found, request.GET.get("error", "")), status=400)
    try:
        back = finish(found, Begun(**begun["begun"]), request.GET.dict())
    except ProviderFailed as error:
        return _failed(request, found, error)
    return _taken_in(request, found, back, begun)


def _taken_in(
    request: HttpRequest, provider: Provider, back: CameBack, begun: dict[str, Any]
) -> HttpResponse:
    said = back.said
    try:
        if begun["connecting"] is not None:
            return _connected(request, provider, said, begun)
        user = find_person(provider, said, now=timezone.now())
    except NotLetIn as error:
        return _refused(request, error, status=403, said=said, provider=provider)
    ANSWERS.forget(visitor(request))
    by = ByProvider(provider.key, back.id_token, back.session, back.at)
    return enter(request, user, begun["onward"], two_steps=provider.two_steps, by=by)


def _connected(
    request: HttpRequest, provider: Provider, said: Said, begun: dict[str, Any]
) -> HttpResponse:
    if not request.user.is_authenticated or request.user.pk != begun["connecting"]:
        return _refused(request, _too_late(), status=400)
    connect(provider, said, person(request), now=timezone.now())
    return redirect(begun["onward"])


def _found(key: str) -> Provider:
    provider: Provider | None = settings.OIDC.get(key)
    if provider is None:
        raise Http404
    return provider


def _kept(request: HttpRequest) -> dict[str, Any]:
    kept = request.session.get(_BEGUN)
    return kept if isinstance(kept, dict) else {}


def _failed(request: HttpRequest, provider: Provider, error: ProviderFailed) -> HttpResponse:
    _log.warning("sign-in by %s failed: %s", provider.key, error.why)
    return _refused(request, error, status=502)


def _refused(
    request: HttpRequest,
    error: LedetraadError,
    *,
    status: int,
    said: Said | None = None,
    provider: Provider | None = None,
) -> HttpResponse:
    return render(
        request, "signin/refused.html", status=status, error=error, said=said, provider=provider
    )


def _stopped(provider: Provider, error: str) -> Stopped:
    what = (
        N_("You stopped the sign-in at %(name)s.")
        if error == "access_denied"
        else N_("%(name)s did not sign you in.")
    )
    return Stopped(what, remedy=N_("Try again, or sign in another way."), name=provider.name)


def _too_late() -> Stopped:
    return Stopped(
        N_("This sign-in has been used, or was begun too long ago or in another browser."),
        remedy=N_("Begin anew from the page for signing in."),
    )


def _too_many() -> Stopped:
    return Stopped(
        N_("There have been too many tries."), remedy=N_("Wait five minutes, and try again.")
    )
