"""Signing in and out."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.web.limits import SIGN_IN, visitor
from ledetraad.web.pages import render

_LONGEST = 150


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form for signing in, and what is sent with it."""
    onward = _onward(request)
    if request.user.is_authenticated:
        return redirect(onward)
    if request.method != "POST":
        new = request.GET.get("passord") == "nytt"
        return render(request, "sign_in.html", problem="", name="", onward=onward, new=new)
    name = request.POST.get("name", "").replace("\0", "")[:_LONGEST]
    keys = (visitor(request), f"name:{_digest(name)}")
    if not all(SIGN_IN.spend(key) for key in keys):  # one visitor can't use up every name's tries
        return render(
            request, "sign_in.html", status=429, problem="limit", name=name, onward=onward
        )
    user = authenticate(request, username=name, password=request.POST.get("password", ""))
    if user is None:
        return render(
            request, "sign_in.html", status=422, problem="wrong", name=name, onward=onward
        )
    for key in keys:
        SIGN_IN.forget(key)
    login(request, user)
    return redirect(onward)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out and go to the public pages."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def _digest(name: str) -> str:
    """A name as a key of the cache, which takes neither long keys nor every character."""
    return hashlib.sha256(name.casefold().encode()).hexdigest()


def _onward(request: HttpRequest) -> str:
    """Where to go after signing in: what was asked for, where that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return "/arbeid/"
