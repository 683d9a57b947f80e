"""Choosing where an indicator's values come from, and seeing them before anything is stored."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.statistics.peers.rates import is_count
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.figures.choosing import chosen_in, entries_for
from ledetraad.web.followup.figures.dividing import inhabitants
from ledetraad.web.followup.figures.jobs import fetch_soon
from ledetraad.web.followup.figures.models import Feed, FeedValues, feed_of
from ledetraad.web.followup.figures.places import number_of, place_code
from ledetraad.web.followup.figures.seeing import described, query_of, seen
from ledetraad.web.followup.figures.services.feed_set import end_feed, set_feed
from ledetraad.web.followup.indicators.finding import indicator_of
from ledetraad.web.followup.models import Indicator
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person


@login_required
@require_safe
def choose(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The catalogue, the sources' tables, and the values of what is chosen."""
    allowed, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    return _page(request, allowed, indicator, query_of(request.GET))


@login_required
@require_POST
def save(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Have the values from what was chosen from now on; they are fetched at once."""
    allowed, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    query = query_of(request.POST)
    chosen = chosen_in(query)
    if chosen is None:
        return _page(request, allowed, indicator, query)
    try:
        about = described(chosen)
        code = place_code(query.get("sted", ""))
        said = FeedValues(
            place=code,
            definition=chosen.definition(indicator.said(), about),
            per=inhabitants() if query.get("per-innbygger") == "1" else None,
        )
        feed = set_feed(indicator, said, user=person(request))
    except LedetraadError as error:
        return _page(request, allowed, indicator, query, error=error)
    fetch_soon(feed)
    return redirect("indicator", place=place, pk=pk)


@login_required
@require_POST
def again(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Have the sources asked now."""
    _, indicator = indicator_of(request, place, pk, Action.ENTER_VALUE)
    fetch_soon(get_object_or_404(Feed, indicator=indicator, deleted_at=None))
    return redirect("indicator", place=place, pk=pk)


@login_required
@require_POST
def end(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Fetch no more."""
    _, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    feed = get_object_or_404(Feed, indicator=indicator, deleted_at=None)
    end_feed(feed, user=person(request), now=timezone.now())
    return redirect("indicator", place=place, pk=pk)


def _page(
    request: HttpRequest,
    allowed: Access,
    indicator: Indicator,
    query: dict[str, str],
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    feed = feed_of(indicator)
    said = indicator.said()
    where = query.get("sted") or (feed.said().place if feed else "")
    found = seen(query, said, where or number_of(allowed.municipality.name))
    found["error"] = error or found["error"]
    return render_at(
        request,
        allowed,
        "followup/figures.html",
        status=422 if found["error"] is not None else 200,
        indicator=indicator,
        feed=feed,
        entries=entries_for(query.get("q", ""), _targets(indicator)),
        counts=is_count(said.measure_unit),
        **found,
    )


def _targets(indicator: Indicator) -> list[str]:
    """The UN's goals and targets that the indicator's element rests on."""
    if indicator.plan is None or not indicator.element:
        return []
    for element in indicator.plan.latest().plan().walk():
        if element.id == indicator.element:
            return [one.code for one in element.references if one.framework == UN]
    return []
