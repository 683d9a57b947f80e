"""What an administrator does with others' sign-ins: sessions, second steps, and who needs them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from ledetraad.errors import LedetraadError
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.account import account_page
from ledetraad.web.accounts.managing import person_of, refuse_shared
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.rights import ROLE_NAMES, Action, Role
from ledetraad.web.forms import Form, chosen, sent
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person
from ledetraad.web.signin.demands import today
from ledetraad.web.signin.models import CodeApp, Passkey, StepDemand
from ledetraad.web.signin.services.demand_set import set_demand
from ledetraad.web.signin.services.person_reset import reset_steps, sign_out_everywhere

USUAL_GRACE = timedelta(days=14)


class Doing(Protocol):
    """What is done with somebody's account in a municipality."""

    __name__: str

    def __call__(self, municipality: Municipality, person: User, *, user: User | None) -> None:
        """Do it; `user` is who does it."""


@login_required
@require_POST
def sign_out(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Sign a person out everywhere."""
    return _done_with(request, place, pk, sign_out_everywhere)


@login_required
@require_POST
def reset(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Remove a person's second steps."""
    return _done_with(request, place, pk, reset_steps)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: HttpRequest, place: str) -> HttpResponse:
    """Say in which roles a second step is needed, and from when; see who lacks one."""
    allowed = _manages(request, place)
    held = StepDemand.objects.filter(municipality=allowed.municipality).first()
    form = Form(sent(request.POST))
    roles = list(held.roles) if held is not None else []
    if request.method == "POST":
        roles = [role for role in chosen(request.POST.getlist("roles")) if role in set(Role)]
        starts = form.day("starts")
        if not form.problems:
            try:
                set_demand(allowed.municipality, roles, starts, user=person(request), today=today())
            except LedetraadError as error:
                form.problems["starts"] = error
            else:
                return redirect("step-demand", place=place)
    elif held is not None:
        form.said = {"starts": _written(held.starts)}
    else:
        form.said = {"starts": _written(today() + USUAL_GRACE)}
    return render_at(
        request,
        allowed,
        "signin/demand.html",
        status=422 if form.problems else 200,
        form=form,
        roles=[(role.value, ROLE_NAMES[role]) for role in reversed(Role)],
        asked=roles,
        held=held,
        lacking=_lacking(allowed, held),
    )


def _done_with(request: HttpRequest, place: str, pk: int, what: Doing) -> HttpResponse:
    allowed = _manages(request, place)
    shown = person_of(allowed, pk)
    try:
        refuse_shared(shown, request.user)
        what(allowed.municipality, shown, user=person(request))
    except LedetraadError as error:
        return account_page(request, allowed, shown, error=error)
    onward = redirect("account", place=place, pk=pk)
    onward["Location"] += f"?lagret={what.__name__}"
    return onward


def _manages(request: HttpRequest, place: str) -> Access:
    allowed = place_of(request, place)
    allowed.require(Action.MANAGE_PEOPLE)
    return allowed


def _written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _lacking(allowed: Access, held: StepDemand | None) -> list[User]:
    """Who is in a role that needs a second step, and has none."""
    if held is None:
        return []
    concerned = Membership.objects.filter(
        municipality=allowed.municipality, role__in=held.roles, user__is_active=True
    )
    return list(
        User.objects.filter(pk__in=concerned.values("user"))
        .exclude(pk__in=CodeApp.objects.values("user"))
        .exclude(pk__in=Passkey.objects.values("user"))
        .order_by("first_name", "last_name", "username")
    )
