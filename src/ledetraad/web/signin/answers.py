"""The second step of a sign-in, and signing in by a passkey alone."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.limits import Limit, visitor
from ledetraad.web.pages import render
from ledetraad.web.signin.entering import Waiting, enter, onward_of, take_second_step, waiting
from ledetraad.web.signin.factors.passkeys import PasskeyRefused, ask_for_known, shown
from ledetraad.web.signin.models import CodeApp, Passkey, RecoveryCode
from ledetraad.web.signin.services.step_check import take_code

STEPS = Limit("second-step", most=6, seconds=300)
"""Tries of the second step, of one account. Three codes of a million are good at a time: at this
rate, one who knows the password has an even chance after 134 days of guessing without an end."""
PASSKEYS = Limit("passkey", most=60, seconds=300)
"""Tries of passkeys, of one visitor."""
_LONGEST_CODE, _LONGEST_ANSWER = 40, 20_000


class StepWrong(LedetraadError):
    """A second step that was not shown."""


@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the second step, and take a code."""
    found = waiting(request)
    if found is None:
        return redirect("login")
    if request.method != "POST":
        return _page(request, found)
    code = request.POST.get("code", "")[:_LONGEST_CODE]
    if not STEPS.spend(str(found.user.pk)):
        return _page(request, found, _too_many(), status=429)
    if not take_code(found.user, code, now=timezone.now()):
        wrong = StepWrong(
            N_("This code is not good, or has been used."),
            remedy=N_("Write the one that the app shows now, or a recovery code."),
        )
        return _page(request, found, wrong)
    STEPS.forget(str(found.user.pk))
    return take_second_step(request, found)


@require_POST
def second_step_start(request: HttpRequest) -> HttpResponse:
    """What the browser is asked for to show a passkey of the one who has shown the first step."""
    found = waiting(request)
    if found is None or not PASSKEYS.spend(visitor(request)):
        return JsonResponse({}, status=403)
    return JsonResponse(ask_for_known(request, found.user))


@require_POST
def second_step_passkey(request: HttpRequest) -> HttpResponse:
    """Take a passkey as the second step."""
    found = waiting(request)
    if found is None:
        return redirect("login")
    if not STEPS.spend(str(found.user.pk)):
        return _page(request, found, _too_many(), status=429)
    try:
        shown(request, credential_in(request), found.user, now=timezone.now())
    except PasskeyRefused as error:
        return _page(request, found, error)
    STEPS.forget(str(found.user.pk))
    return take_second_step(request, found)


@require_POST
def passkey_start(request: HttpRequest) -> HttpResponse:
    """What the browser is asked for to show anybody's passkey."""
    if not PASSKEYS.spend(visitor(request)):
        return JsonResponse({}, status=429)
    return JsonResponse(ask_for_known(request, None))


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in by a passkey alone: the device has made sure who uses it, so it counts as both."""
    error: LedetraadError = _too_many()
    status = 429
    if PASSKEYS.spend(visitor(request)):
        try:
            user = shown(request, credential_in(request), None, now=timezone.now())
        except PasskeyRefused as refused:
            error, status = refused, 422
        else:
            return enter(request, user, onward_of(request), two_steps=True)
    return render(
        request, "signin/refused.html", status=status, error=error, said=None, provider=None
    )


def credential_in(request: HttpRequest) -> Any:
    """What the browser's passkey says; None where it can't be read."""
    text = request.POST.get("credential", "")
    try:
        return json.loads(text) if len(text) <= _LONGEST_ANSWER else None
    except (ValueError, RecursionError):
        return None


def _page(
    request: HttpRequest, found: Waiting, error: LedetraadError | None = None, *, status: int = 422
) -> HttpResponse:
    user: User = found.user
    return render(
        request,
        "signin/second_step.html",
        status=status if error is not None else 200,
        error=error,
        has_app=CodeApp.objects.filter(user=user).exists(),
        has_passkey=Passkey.objects.filter(user=user).exists(),
        has_codes=RecoveryCode.objects.filter(user=user).exists(),
    )


def _too_many() -> LedetraadError:
    return StepWrong(
        N_("There have been too many tries."), remedy=N_("Wait five minutes, and try again.")
    )
