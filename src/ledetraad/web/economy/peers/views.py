"""What services cost and cover here and elsewhere, and what the difference is in kroner."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.economy.peer_costs import SORT_NAMES
from ledetraad.economy.quantities import CannotSay
from ledetraad.errors import LedetraadError
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.economy import editing
from ledetraad.web.economy.editing import Sort
from ledetraad.web.economy.figures.values import known_figures
from ledetraad.web.economy.models import PeerCosts
from ledetraad.web.economy.peers.form import (
    FETCHED_LABELS,
    FITS,
    LABELS,
    read_fetched,
    read_service,
    written_fetched,
    written_service,
)
from ledetraad.web.economy.peers.shown import shown
from ledetraad.web.forms import Form, whole
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """The services, each with where the municipality stands."""
    allowed = place_of(request, place)
    allowed.require(Action.READ)
    found = PeerCosts.objects.filter(municipality=allowed.municipality, deleted_at=None)
    known = known_figures(allowed.municipality)
    deleted = PeerCosts.objects.filter(municipality=allowed.municipality, deleted_at__isnull=False)
    may_edit = allowed.may(Action.EDIT_ECONOMY)
    return render_at(
        request,
        allowed,
        "economy/peer_services.html",
        services=[shown(each, allowed.municipality.name, known) for each in found],
        deleted=list(deleted[:50]) if may_edit else [],
        may_edit=may_edit,
        **_SAID,
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """A service beside every place."""
    allowed, service = editing.thing_of(SERVICE, request, place, pk, write=False, deleted=True)
    return _show(request, allowed, service)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, place: str) -> HttpResponse:
    """Write a service's figures in."""
    return editing.write_new(SERVICE, request, place, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_fetched(request: HttpRequest, place: str) -> HttpResponse:
    """Choose which key figures tell of a service."""
    return editing.write_new(FETCHED, request, place, {})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Change a service's figures, or which key figures tell of it."""
    _, service = editing.thing_of(SERVICE, request, place, pk, write=True)
    return editing.write_changed(FETCHED if service.fetched else SERVICE, request, place, pk)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a service's figures; they can be restored for a year."""
    return editing.throw_away(SERVICE, request, place, pk)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore a service's figures."""
    return editing.bring_back(SERVICE, request, place, pk)


def _show(
    request: HttpRequest, allowed: Access, service: PeerCosts, error: LedetraadError | None = None
) -> HttpResponse:
    year = whole(request.GET.get("ar", ""))
    one = shown(service, allowed.municipality.name, known_figures(allowed.municipality), year)
    return render_at(
        request,
        allowed,
        "economy/peer_service.html",
        status=422 if error is not None else 200,
        error=error,
        service=service,
        one=one,
        said=one.costs or service.said(),
        standing=one.standing,
        past=past_at(request, allowed, service),
        may_edit=allowed.may(Action.EDIT_ECONOMY),
        **_SAID,
    )


_SAID: dict[str, Any] = {
    "sort_names": SORT_NAMES,
    "cannot": lambda value: isinstance(value, CannotSay),
    "kr": lambda value: number_text(value, 0),
    "share": lambda value: number_text(value, 1),
}


def _around(_: HttpRequest, __: Access, ___: Form) -> dict[str, object]:
    return {}


def _figures(request: HttpRequest, allowed: Access, _: Form) -> dict[str, object]:
    """The key figures that fit each field, with their units."""
    translate = catalogue(language_of(request)).gettext
    known = known_figures(allowed.municipality)
    return {
        "choices": {
            name: [
                ("", translate(N_("choose"))),
                *(
                    (str(pk), f"{one.figure.name} ({one.unit or '–'})")
                    for pk, one in known.items()
                    if fits(one.unit)
                ),
            ]
            for name, fits in FITS.items()
        }
    }


SERVICE = Sort(
    model=PeerCosts,
    route="peer-service",
    template="economy/peer_edit.html",
    labels=LABELS,
    read=read_service,
    written=written_service,
    around=_around,
)
FETCHED = Sort(
    model=PeerCosts,
    route="peer-service",
    template="economy/peer_fetched_edit.html",
    labels=FETCHED_LABELS,
    read=read_fetched,
    written=written_fetched,
    around=_figures,
)
