"""A person's own page: what they are, their password, and where they are signed in."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Membership, SignedIn
from ledetraad.web.accounts.rights import ROLE_NAMES
from ledetraad.web.accounts.services.password_set import (
    PasswordRefused,
    choose_password,
    refuse_wrong,
)
from ledetraad.web.accounts.services.sessions_end import end_session, end_sessions
from ledetraad.web.accounts.sessions import own_sessions
from ledetraad.web.limits import Limit
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.factors.held import second_steps
from ledetraad.web.signin.oidc.leaving import leave

OLD_PASSWORD = Limit("old-password", most=10, seconds=300)
"""Tries of somebody who is signed in to say their password."""
_SAVED = {
    "passord": N_("Your password is changed, and you are signed out everywhere else."),
    "logget-ut": N_("Signed out."),
}


@login_required
@require_safe
def own_page(request: HttpRequest, place: str) -> HttpResponse:
    """What a person is, and where they are signed in."""
    return _page(request, place_of(request, place), {})


@login_required
@require_POST
def change_password(request: HttpRequest, place: str) -> HttpResponse:
    """Change one's password; the old one is asked for."""
    allowed, user = place_of(request, place), person(request)
    key = request.session.session_key or ""
    if not OLD_PASSWORD.spend(str(user.pk)):
        return _page(request, allowed, {"old": _too_many()}, status=429)
    try:
        refuse_wrong(user, request.POST.get("old", ""))
    except LedetraadError as error:
        return _page(request, allowed, {"old": error})
    OLD_PASSWORD.forget(str(user.pk))
    try:
        choose_password(
            user,
            request.POST.get("new", ""),
            request.POST.get("again", ""),
            here=key,
            tokens=request.POST.get("tokens") == "1",
        )
    except PasswordRefused as error:
        return _page(request, allowed, {"again": error})
    except LedetraadError as error:
        return _page(request, allowed, {"new": error})
    update_session_auth_hash(request, user)
    SignedIn.objects.filter(session_key=key).update(session_key=request.session.session_key or "")
    return _done(place, "passord")


@login_required
@require_POST
def sign_out_others(request: HttpRequest, place: str) -> HttpResponse:
    """End all of one's sessions but this."""
    place_of(request, place)
    end_sessions(person(request), but=request.session.session_key)
    return _done(place, "logget-ut")


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest, place: str) -> HttpResponse:
    """End all of one's sessions, this one, too."""
    place_of(request, place)
    end_sessions(person(request))
    return leave(request, "login")


@login_required
@require_POST
def sign_out_one(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """End one of one's sessions."""
    place_of(request, place)
    end_session(get_object_or_404(SignedIn, pk=pk, user=person(request)))
    return _done(place, "logget-ut")


def _done(place: str, saved: str) -> HttpResponse:
    onward = redirect("own-page", place=place)
    onward["Location"] += f"?lagret={saved}"
    return onward


def _too_many() -> PasswordRefused:
    return PasswordRefused(
        N_("There have been too many tries."), remedy=N_("Wait five minutes, and try again.")
    )


def _page(
    request: HttpRequest, allowed: Access, problems: dict[str, LedetraadError], *, status: int = 422
) -> HttpResponse:
    user = person(request)
    roles = Membership.objects.filter(user=user).select_related("municipality", "unit")
    return render_at(
        request,
        allowed,
        "people/own.html",
        status=status if problems else 200,
        problems=problems,
        roles=roles.order_by("municipality__name", "role", "unit__name"),
        role_names=ROLE_NAMES,
        sessions=own_sessions(user, request.session.session_key),
        steps=second_steps(user),
        saved=_SAVED.get(request.GET.get("lagret", "")),
    )
