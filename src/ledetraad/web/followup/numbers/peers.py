"""The page on which a municipality chooses whom it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue
from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.statistics.reforms.municipalities import municipalities
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.at_page import past_at
from ledetraad.web.followup.clashes import Versions, answer_of, clashes_of
from ledetraad.web.followup.figures.models import Feed, PeerGroup
from ledetraad.web.followup.numbers.peers_form import (
    FIELD_NAMES,
    FIELDS,
    groups,
    municipality_text,
    read,
    told,
    written,
)
from ledetraad.web.followup.numbers.services.peers_save import save_peers
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, place: str) -> HttpResponse:
    """Whom the municipality is compared with."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_INDICATOR)
    if request.method != "POST":
        said, version = _kept(allowed)
        return _page(request, allowed, Form(written(said)), version)
    form = Form(sent(request.POST))
    version = form.key("version") or 0
    try:
        said = read(form)
        save_peers(allowed.municipality, said, answer_of(form, FIELD_NAMES), user=person(request))
    except FormRefused as error:
        return _page(request, allowed, form, version, error=error)
    except ChangedMeanwhile as error:
        return _page(request, allowed, form, version, error=error, mine=said)
    return redirect("numbers", place=place)


def _kept(allowed: Access) -> tuple[PeerChoice, int]:
    """What is chosen, and the choice's version; the usual and 0 where nothing is."""
    kept = PeerGroup.objects.filter(municipality=allowed.municipality, deleted_at=None).first()
    return (kept.said(), kept.version) if kept is not None else (PeerChoice(), 0)


def _page(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    version: int,
    *,
    error: LedetraadError | None = None,
    mine: PeerChoice | None = None,
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    clashes = []
    if isinstance(error, ChangedMeanwhile) and mine is not None:

        def text(name: str, values: Mapping[str, Any]) -> str:
            return told(name, PeerChoice.model_validate(dict(values)), translate)

        said = mine.model_dump(mode="json")
        clashes = clashes_of(error, said, text, FIELD_NAMES, translate)
    kept = PeerGroup.objects.filter(municipality=allowed.municipality, deleted_at=None).first()
    seen = _kept(allowed)[1] if clashes else form.said.get("seen", version)
    feeds = Feed.objects.filter(
        municipality=allowed.municipality, deleted_at=None, indicator__deleted_at=None
    )
    every = list(feeds.select_related("indicator").order_by("indicator__name", "pk"))
    others = [one.indicator for one in every if one.said().peers is not None]
    return render_at(
        request,
        allowed,
        "followup/peers.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        versions=Versions(version, seen),
        clashes=clashes,
        fields=FIELDS,
        groups=list(groups(translate)),
        municipalities=[municipality_text(number) for number in municipalities()],
        past=past_at(request, allowed, kept) if kept is not None else None,
        indicator=None,
        feeds=len(every) - len(others),
        others=others,
    )
