"""Asking one whose role needs a second step to set it up: kindly first, then before all else."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ledetraad.web.pages import render
from ledetraad.web.plans.views import person
from ledetraad.web.signin.demands import demand_on, today
from ledetraad.web.signin.entering import DUE, onward_of
from ledetraad.web.signin.factors.held import has_second_step

_HELD = ("/arbeid/", "/oppfolging/", "/innlesing/")
_OPEN = "/folk/meg/totrinn/"
"""Where it is set up, in each municipality's pages."""


class StepDemanded:
    """Middleware that leads to setting up a second step, once one can't do without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = request.path.startswith(_HELD) and _OPEN not in request.path
        if held and request.user.is_authenticated:
            due = request.session.get(DUE)
            if due and due <= today().isoformat():
                return redirect("step-demanded")
        return self._get_response(request)


@login_required
@require_safe
def demanded(request: HttpRequest) -> HttpResponse:
    """Say that a second step is asked for, from when, and where it is set up."""
    user = person(request)
    demand = demand_on(user)
    if demand is None or has_second_step(user):
        request.session.pop(DUE, None)
        return redirect(onward_of(request))
    return render(
        request,
        "signin/demanded.html",
        demand=demand,
        due=demand.is_due(today()),
        onward=onward_of(request),
    )
