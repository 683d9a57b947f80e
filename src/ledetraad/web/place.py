"""The municipality that a page of the follow-up is in, and what the person may do there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from ledetraad.web.accounts.access import Access, accesses
from ledetraad.web.accounts.rights import Action
from ledetraad.web.pages import render


def place_of(request: HttpRequest, place: str) -> Access:
    """What the person may do in the municipality that an address names.

    Raises:
        Http404: there is none, or it is not the person's.
    """
    for allowed in accesses(request.user):
        if allowed.municipality.slug == place and allowed.anywhere(Action.READ):
            return allowed
    raise Http404


def render_at(
    request: HttpRequest, allowed: Access, template: str, *, status: int = 200, **values: Any
) -> HttpResponse:
    """A page in a municipality, with its own menu.

    The template gets `place` (the municipality), `allowed` (what the person may do), `Action`, and
    `here` (the address that the municipality's pages begin with).
    """
    return render(
        request,
        template,
        status=status,
        place=allowed.municipality,
        allowed=allowed,
        Action=Action,
        here=f"/oppfolging/{allowed.municipality.slug}/",
        **values,
    )
