"""Signing in with a password, and out."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.web.limits import SIGN_IN, visitor
from ledetraad.web.pages import render
from ledetraad.web.signin.entering import enter, is_fresh, onward_of
from ledetraad.web.signin.oidc.leaving import leave

_LONGEST = 150


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form for signing in, and what is sent with it.

    One who is signed in gets it, too, where what they want to do asks for having done it lately.
    """
    onward = onward_of(request)
    again = request.user.is_authenticated and not is_fresh(request) and "igjen" in request.GET
    if request.user.is_authenticated and not again:
        return redirect(onward)
    if request.method != "POST":
        name = request.user.get_username() if again else ""
        return _page(request, onward, again=again, name=name)
    name = request.POST.get("name", "").replace("\0", "")[:_LONGEST]
    keys = (visitor(request), f"name:{_digest(name)}")
    if not all(SIGN_IN.spend(key) for key in keys):  # one visitor can't use up every name's tries
        return _page(request, onward, status=429, problem="limit", again=again, name=name)
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if not isinstance(user, User):
        return _page(request, onward, status=422, problem="wrong", again=again, name=name)
    # An account of one's own is no leave to go on trying others'; but many may share an address.
    SIGN_IN.give_back(keys[0])
    SIGN_IN.forget(keys[1])
    return enter(request, user, onward)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the public pages."""
    return leave(request, settings.LOGOUT_REDIRECT_URL)


def _digest(name: str) -> str:
    """A name as a key of the cache, which takes neither long keys nor every character."""
    return hashlib.sha256(name.casefold().encode()).hexdigest()


def _page(
    request: HttpRequest,
    onward: str,
    *,
    status: int = 200,
    problem: str = "",
    again: bool,
    name: str,
) -> HttpResponse:
    return render(
        request,
        "sign_in.html",
        status=status,
        problem=problem,
        name=name,
        onward=onward,
        again=again,
        new=request.GET.get("passord") == "nytt",
        providers=list(settings.OIDC.values()),
    )
