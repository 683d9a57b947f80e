"""A person's own second steps, and the providers that their account is connected with."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.limits import Limit
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.answers import credential_in
from ledetraad.web.signin.entering import DUE, is_fresh
from ledetraad.web.signin.factors.passkeys import NAME, ask_for_new, made
from ledetraad.web.signin.factors.recovery import COUNT
from ledetraad.web.signin.factors.sealing import opened, sealed
from ledetraad.web.signin.factors.totp import address, in_groups, new_secret
from ledetraad.web.signin.models import CodeApp, Identity, Passkey, RecoveryCode
from ledetraad.web.signin.oidc.views import send
from ledetraad.web.signin.services import step_set

CONFIRMING = Limit("code-app", most=20, seconds=300)
"""Tries of one who is signed in to show the first code of an app."""
_NEW = "new-code-app"
_SAVED = {
    "nokkel": N_("The passkey is added. You can sign in by it from now on."),
    "app": N_("The app is set up. You are asked for its code when you sign in with your password."),
    "fjernet": N_("Removed."),
}
View = Callable[..., HttpResponse]


def freshly(view: View) -> View:
    """Let only those in who have signed in lately; others are asked to show that it is they."""

    @wraps(view)
    def asked(request: HttpRequest, place: str, *args: Any, **kwargs: Any) -> HttpResponse:
        place_of(request, place)
        if is_fresh(request):
            return view(request, place, *args, **kwargs)
        back = {"igjen": "1", "next": reverse("own-steps", args=[place])}
        return redirect(f"{reverse('login')}?{urlencode(back)}")

    return asked


@login_required
@freshly
@require_safe
def steps(request: HttpRequest, place: str) -> HttpResponse:
    """Which second steps one has, and setting up more."""
    return _page(request, place_of(request, place))


@login_required
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def code_app(request: HttpRequest, place: str) -> HttpResponse:
    """Set up an app: it takes a key in by a picture, and shows a first code."""
    allowed, user = place_of(request, place), person(request)
    kept = request.session.get(_NEW)
    secret = (opened(kept) if isinstance(kept, str) else None) or new_secret()
    error: LedetraadError | None = None
    if request.method == "POST" and kept:
        try:
            if not CONFIRMING.spend(str(user.pk)):
                raise step_set.StepRefused(
                    N_("There have been too many tries."),
                    remedy=N_("Wait five minutes, and try again."),
                )
            code = request.POST.get("code", "")[:20]
            codes = step_set.set_code_app(user, secret, code, now=timezone.now())
        except LedetraadError as refused:
            error = refused
        else:
            del request.session[_NEW]
            return _set_up(request, allowed, codes, "app")
    request.session[_NEW] = sealed(secret)
    told = address(secret, person=user.get_username(), issuer=NAME)
    return render_at(
        request,
        allowed,
        "signin/code_app.html",
        status=422 if error is not None else 200,
        error=error,
        key=in_groups(secret),
        address=told,
        picture=segno.make(told, error="m").svg_data_uri(scale=5, border=4, light="#fff"),
    )


@login_required
@freshly
@require_POST
def remove_code_app(request: HttpRequest, place: str) -> HttpResponse:
    """Have no app make codes any more."""
    allowed = place_of(request, place)
    return _removed(request, allowed, lambda: step_set.remove_code_app(person(request)))


@login_required
@freshly
@require_POST
def new_codes(request: HttpRequest, place: str) -> HttpResponse:
    """Make new recovery codes in place of the old ones."""
    allowed, user = place_of(request, place), person(request)
    if not (CodeApp.objects.filter(user=user).exists() or Passkey.objects.filter(user=user)):
        return redirect("own-steps", place=place)
    return _codes(request, allowed, step_set.renew_codes(user), "")


@login_required
@freshly
@require_POST
def passkey_start(request: HttpRequest, place: str) -> HttpResponse:
    """What the browser is asked for to make a passkey."""
    place_of(request, place)
    return JsonResponse(ask_for_new(request, person(request)))


@login_required
@freshly
@require_POST
def passkey(request: HttpRequest, place: str) -> HttpResponse:
    """Add the passkey that the browser has made."""
    allowed, user = place_of(request, place), person(request)
    try:
        new = made(request, credential_in(request))
        name = request.POST.get("name", "").replace("\0", "")
        codes = step_set.add_passkey(user, new, name, now=timezone.now())
    except LedetraadError as error:
        return _page(request, allowed, error)
    return _set_up(request, allowed, codes, "nokkel")


@login_required
@freshly
@require_POST
def remove_passkey(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Sign nobody in by a passkey any more."""
    allowed = place_of(request, place)
    own = get_object_or_404(Passkey.objects.select_related("user"), pk=pk, user=person(request))
    return _removed(request, allowed, lambda: step_set.remove_passkey(own))


@login_required
@freshly
@require_POST
def connect(request: HttpRequest, place: str, provider: str) -> HttpResponse:
    """Say where one signs in to connect the account, by a link: the policy of our pages lets no
    form lead elsewhere.
    """
    allowed = place_of(request, place)
    found = settings.OIDC.get(provider)
    if found is None:
        raise Http404
    onward = reverse("own-steps", args=[place])
    sent = send(request, found, onward, connecting=person(request).pk)
    if "Location" not in sent.headers:
        return sent
    there = sent.headers["Location"]
    return render_at(request, allowed, "signin/connect.html", provider=found, there=there)


@login_required
@freshly
@require_POST
def disconnect(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Sign in by a provider no more; not where it is the only way in."""
    allowed, user = place_of(request, place), person(request)
    own = get_object_or_404(Identity, pk=pk, user=user)
    others = Identity.objects.filter(user=user).exclude(pk=pk).exists()
    if not others and not user.has_usable_password():
        only = step_set.StepRefused(
            N_("This is the only way you can sign in."),
            remedy=N_("Ask an administrator for a link to choose a password first."),
        )
        return _page(request, allowed, only)
    own.delete()
    return _done(allowed.municipality.slug, "fjernet")


def _removed(request: HttpRequest, allowed: Access, remove: Callable[[], None]) -> HttpResponse:
    try:
        remove()
    except LedetraadError as error:
        return _page(request, allowed, error)
    return _done(allowed.municipality.slug, "fjernet")


def _set_up(request: HttpRequest, allowed: Access, codes: list[str], saved: str) -> HttpResponse:
    request.session.pop(DUE, None)
    if codes:
        return _codes(request, allowed, codes, saved)
    return _done(allowed.municipality.slug, saved)


def _codes(request: HttpRequest, allowed: Access, codes: list[str], saved: str) -> HttpResponse:
    return render_at(
        request, allowed, "signin/codes.html", codes=codes, saved=_SAVED.get(saved, "")
    )


def _done(place: str, saved: str) -> HttpResponse:
    onward = redirect("own-steps", place=place)
    onward["Location"] += f"?lagret={saved}"
    return onward


def _page(
    request: HttpRequest, allowed: Access, error: LedetraadError | None = None
) -> HttpResponse:
    user = person(request)
    identities = list(Identity.objects.filter(user=user))
    held = {one.issuer for one in identities}
    return render_at(
        request,
        allowed,
        "signin/own_steps.html",
        status=422 if error is not None else 200,
        error=error,
        saved=_SAVED.get(request.GET.get("lagret", "")),
        app=CodeApp.objects.filter(user=user).first(),
        passkeys=list(Passkey.objects.filter(user=user)),
        codes_left=RecoveryCode.objects.filter(user=user).count(),
        codes_of=COUNT,
        identities=identities,
        provider_names={one.key: one.name for one in settings.OIDC.values()},
        others=[one for one in settings.OIDC.values() if one.issuer not in held],
    )
