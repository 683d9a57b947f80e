"""Choosing where an indicator's values come from, and seeing them before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.i18n import N_
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.peers.rates import is_count
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.figures.asking import (
    WHILE_SOMEBODY_WAITS,
    Answer,
    ask,
    opened,
    source_titles,
)
from ledetraad.web.followup.figures.asking import (
    shown as shown_value,
)
from ledetraad.web.followup.figures.choosing import (
    ADDS_NAMES,
    BEGUN,
    CHOICE,
    CHOSEN_ROLES,
    Chosen,
    begun_with,
    chosen_in,
    entries_for,
    entry_unknown,
    fitting,
    is_whole,
    way_to,
)
from ledetraad.web.followup.figures.dividing import Opened, inhabitants
from ledetraad.web.followup.figures.jobs import fetch_soon
from ledetraad.web.followup.figures.models import Feed, FeedValues, feed_of
from ledetraad.web.followup.figures.places import number_of, place_code
from ledetraad.web.followup.figures.services.feed_set import end_feed, set_feed
from ledetraad.web.followup.indicators.finding import indicator_of
from ledetraad.web.followup.models import Indicator
from ledetraad.web.place import render_at
from ledetraad.web.plans.views import person

MARK_NAMES = {
    Mark.NOT_APPLICABLE: N_("can't occur"),
    Mark.NOT_AVAILABLE: N_("not available"),
    Mark.CONFIDENTIAL: N_("not shown, to protect people's privacy"),
    Mark.NONE: N_("none"),
}
_MOST_TABLES = 25


@login_required
@require_safe
def choose(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The catalogue, the sources' tables, and the values of what is chosen."""
    allowed, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    return _page(request, allowed, indicator, _query(request.GET))


@login_required
@require_POST
def save(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Have the values from what was chosen from now on; they are fetched at once."""
    allowed, indicator = indicator_of(request, place, pk, Action.EDIT_INDICATOR)
    query = _query(request.POST)
    chosen = chosen_in(query)
    if chosen is None:
        return _page(request, allowed, indicator, query)
    try:
        about = None
        if chosen.entry is None:
            about = opened(WHILE_SOMEBODY_WAITS)(chosen.source).describe(chosen.table)
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


def _query(sent: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value).replace("\0", "")[:400] for name, value in sent.items()}


def _page(
    request: HttpRequest,
    allowed: Access,
    indicator: Indicator,
    query: dict[str, str],
    *,
    error: LedetraadError | None = None,
) -> HttpResponse:
    source_of = opened(WHILE_SOMEBODY_WAITS)
    chosen, begun = chosen_in(query), begun_with(query)
    feed = feed_of(indicator)
    where = query.get("sted") or (feed.said().place if feed else "")
    where = where or number_of(allowed.municipality.name)
    shown: dict[str, Any] = {"tables": None, "about": None, "answer": None, "error": error}
    try:
        if chosen is not None:
            shown |= _chosen(chosen, indicator, query, where, source_of)
        elif query.get("hos") and query.get("ord", "").strip():
            found = source_of(query["hos"]).find(query["ord"].strip())
            shown["tables"] = found[:_MOST_TABLES]
    except LedetraadError as fault:
        shown["error"] = shown["error"] or fault
    return render_at(
        request,
        allowed,
        "followup/figures.html",
        status=422 if shown["error"] is not None else 200,
        indicator=indicator,
        feed=feed,
        query=query,
        chosen=chosen,
        place_code=where,
        entries=entries_for(query.get("q", ""), _targets(indicator)),
        entry_unknown=entry_unknown,
        sources=source_titles(),
        counts=is_count(indicator.said().measure_unit),
        adds_names=ADDS_NAMES,
        choice=CHOICE,
        chosen_roles=CHOSEN_ROLES,
        begun=begun,
        begun_name=BEGUN,
        fits=fitting(shown["about"], begun) if shown["about"] and begun else {},
        way_to=way_to,
        mark_names=MARK_NAMES,
        shown=shown_value,
        told=shown.pop("told", None),
        **shown,
    )


def _chosen(
    chosen: Chosen,
    indicator: Indicator,
    query: Mapping[str, str],
    where: str,
    source_of: Opened,
) -> dict[str, Any]:
    """The table that is chosen, and its values where enough is."""
    about = None
    if chosen.entry is None:
        about = source_of(chosen.source).describe(chosen.table)
    if not is_whole(chosen, query) or not where:
        return {"about": about}
    answer: Answer | None = None
    error: LedetraadError | None = None
    try:
        said = FeedValues(
            place=place_code(where), definition=chosen.definition(indicator.said(), about)
        )
        answer = ask(said, source_of)
    except LedetraadError as fault:
        error = fault
    found: dict[str, Any] = {"about": about, "answer": answer}
    if answer is not None:
        found["told"] = answer.told(said.definition)
    return found | ({"error": error} if error is not None else {})


def _targets(indicator: Indicator) -> list[str]:
    """The UN's goals and targets that the indicator's element rests on."""
    if indicator.plan is None or not indicator.element:
        return []
    for element in indicator.plan.latest().plan().walk():
        if element.id == indicator.element:
            return [one.code for one in element.references if one.framework == UN]
    return []
