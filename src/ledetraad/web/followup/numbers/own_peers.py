"""The page on which one indicator gets a choice of its own of whom it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.statistics.peers.choice import PeerChoice
from ledetraad.statistics.reforms.municipalities import municipalities
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.clashes import answer_of, clashes_of, versions_of
from ledetraad.web.followup.figures.models import Feed, peer_choice
from ledetraad.web.followup.indicators.finding import indicator_of
from ledetraad.web.followup.numbers.peers_form import (
    FIELDS,
    OWN,
    WHOSE,
    groups,
    municipality_text,
    read_own,
    whole,
    written,
)
from ledetraad.web.followup.numbers.services.peers_save import save_own_peers
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile
from ledetraad.web.pages import language_of
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

_NAMES: Final = {"peers": N_("Whom the indicator is compared with")}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Whom the municipality is compared with in one indicator."""
    allowed, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    feeds = Feed.objects.filter(deleted_at=None).select_related("indicator")
    feed = get_object_or_404(feeds, indicator=indicator)
    if request.method != "POST":
        kept = feed.said().peers
        shown = written(kept or peer_choice(allowed.municipality.pk))
        return _page(request, allowed, feed, Form(shown | {WHOSE: OWN if kept else ""}))
    form = Form(sent(request.POST))
    try:
        said = read_own(form)
        save_own_peers(feed, said, answer_of(form, _NAMES), user=person(request))
    except ChangedMeanwhile as error:
        feed.refresh_from_db()
        return _page(request, allowed, feed, form, error=error)
    except FormRefused as error:
        return _page(request, allowed, feed, form, error=error)
    return redirect("indicator", place=place, pk=pk)


def _page(
    request: HttpRequest,
    allowed: Access,
    feed: Feed,
    form: Form,
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    translate = catalogue(language_of(request)).gettext
    clashes = []
    if isinstance(error, ChangedMeanwhile):

        def text(_: str, values: Mapping[str, Any]) -> str:
            said = values.get("peers")
            return whole(PeerChoice.model_validate(said) if said else None, translate)

        mine = read_own(form)
        said = {"peers": mine.model_dump(mode="json") if mine is not None else None}
        clashes = clashes_of(error, said, text, _NAMES, translate)
    return render_at(
        request,
        allowed,
        "followup/peers.html",
        status=422 if error is not None else 200,
        error=error,
        form=form,
        indicator=feed.indicator,
        whose=WHOSE,
        own=OWN,
        usual=whole(peer_choice(allowed.municipality.pk), translate),
        versions=versions_of(form, feed, clashes),
        clashes=clashes,
        fields=FIELDS,
        groups=list(groups(translate)),
        municipalities=[municipality_text(number) for number in municipalities()],
    )
