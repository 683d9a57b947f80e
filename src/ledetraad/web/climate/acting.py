"""Deleting and restoring what the climate pages list; each is kept for a year."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ledetraad.web.accounts.rights import Action
from ledetraad.web.climate.finding import one_of
from ledetraad.web.history.models import Recorded
from ledetraad.web.history.recording import delete, restore
from ledetraad.web.plans.views import person

R = TypeVar("R", bound=Recorded)
View = Callable[..., HttpResponse]


def throwing_away(found: type[R], back: str) -> View:
    """The view that deletes one of a kind.

    Args:
        found: the kind.
        back: the name of the page that is shown after.
    """

    def view(request: HttpRequest, place: str, pk: int) -> HttpResponse:
        _, one = one_of(request, place, found, pk, Action.EDIT_CLIMATE)
        delete(one, user=person(request), now=timezone.now())
        return redirect(back, place=place)

    return login_required(require_POST(view))


def bringing_back(found: type[R], back: str) -> View:
    """The view that restores one of a kind; see `throwing_away`."""

    def view(request: HttpRequest, place: str, pk: int) -> HttpResponse:
        _, one = one_of(request, place, found, pk, Action.EDIT_CLIMATE, deleted=True)
        restore(one, user=person(request))
        return redirect(back, place=place)

    return login_required(require_POST(view))
