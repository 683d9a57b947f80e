"""The pages of what has changed: in a municipality, of one thing, and what was deleted."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.acting import restore_thing, undo_change
from ledetraad.web.changes.gone import gone_in, kinds_restored
from ledetraad.web.changes.kind import Kind, deleted_at
from ledetraad.web.changes.kinds import BY_SLUG
from ledetraad.web.changes.log import Wanted, log_of
from ledetraad.web.changes.seeing import kinds_seen, left_of, thing_of
from ledetraad.web.changes.shown import Past, past_of, told
from ledetraad.web.changes.sources import SOURCES
from ledetraad.web.followup.indicators.finding import people_of
from ledetraad.web.followup.listing import Asked
from ledetraad.web.forms import Form, sent
from ledetraad.web.history.models import Change
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

_MOST_OF_ONE = 200
_MOST_GONE = 100


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """What has changed in the municipality, the newest first."""
    allowed = place_of(request, place)
    user = person(request)
    translate = catalogue(language_of(request)).gettext
    wanted = Wanted.read({name: str(value) for name, value in request.GET.items()})
    kinds = {one.slug: one.plural for one in kinds_seen(allowed)}
    kinds |= {one.slug: one.plural for one in SOURCES if one.slug}
    return render_at(
        request,
        allowed,
        "changes/log.html",
        wanted=wanted,
        log=log_of(allowed, user, wanted, translate),
        kinds=sorted(((slug, translate(name)) for slug, name in kinds.items()), key=_by_name),
        people=people_of(allowed.municipality),
    )


@login_required
@require_safe
def show(request: HttpRequest, place: str, kind: str, pk: int) -> HttpResponse:
    """Every change of one thing."""
    allowed, user, known = place_of(request, place), person(request), BY_SLUG.get(kind)
    try:
        return _page(request, allowed, *thing_of(allowed, user, known, pk))
    except Http404:
        return _left(request, allowed, known, left_of(allowed, user, known, pk))


@login_required
@require_POST
def undo(request: HttpRequest, place: str, kind: str, pk: int) -> HttpResponse:
    """Undo the last change of a thing."""
    allowed = place_of(request, place)
    user = person(request)
    known, thing = thing_of(allowed, user, BY_SLUG.get(kind), pk)
    version = Form(sent(request.POST)).key("version")
    try:
        undo_change(allowed, user, known, thing, version)
    except LedetraadError as error:
        return _page(request, allowed, known, thing, error)
    return _onward(request, allowed, f"endringer/{known.slug}/{pk}/?angret=1")


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, kind: str, pk: int) -> HttpResponse:
    """Restore a thing that was deleted."""
    allowed = place_of(request, place)
    user = person(request)
    known, thing = thing_of(allowed, user, BY_SLUG.get(kind), pk)
    try:
        restore_thing(allowed, user, known, thing)
    except LedetraadError as error:
        return _page(request, allowed, known, thing, error)
    return _onward(request, allowed, f"endringer/{known.slug}/{pk}/?gjenopprettet=1")


@login_required
@require_safe
def gone(request: HttpRequest, place: str) -> HttpResponse:
    """What was deleted, and can be restored by the person."""
    allowed = place_of(request, place)
    translate = catalogue(language_of(request)).gettext
    kinds = [one for one in kinds_restored() if allowed.anywhere(one.reads)]
    asked = Asked({name: str(value) for name, value in request.GET.items()})
    kind = asked.among("slag", {one.slug: one for one in kinds}, "")
    found = gone_in(allowed, person(request), BY_SLUG.get(kind))
    return render_at(
        request,
        allowed,
        "changes/gone.html",
        gone=found[:_MOST_GONE],
        more=len(found) > _MOST_GONE,
        kind=kind,
        kinds=sorted(((one.slug, translate(one.plural)) for one in kinds), key=_by_name),
    )


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


def _page(
    request: HttpRequest,
    allowed: Access,
    kind: Kind,
    thing: Any,
    error: LedetraadError | None = None,
) -> HttpResponse:
    user = person(request)
    translate = catalogue(language_of(request)).gettext
    if error is not None:
        thing = kind.things(allowed.municipality).get(pk=thing.pk)
    return render_at(
        request,
        allowed,
        "changes/thing.html",
        status=422 if error is not None else 200,
        error=error,
        kind=kind,
        title=kind.title_of(thing),
        page=kind.page(thing) if deleted_at(thing) is None else "",
        deleted_at=deleted_at(thing),
        past=past_of(allowed, user, kind, thing, translate, most=_MOST_OF_ONE),
        undone=request.GET.get("angret") == "1",
        restored=request.GET.get("gjenopprettet") == "1",
    )


def _left(
    request: HttpRequest, allowed: Access, kind: Kind | None, changes: list[Change]
) -> HttpResponse:
    """What was done with something that is no longer there."""
    translate = catalogue(language_of(request)).gettext
    rows = told(allowed.municipality, changes, translate)
    return render_at(
        request,
        allowed,
        "changes/thing.html",
        error=None,
        kind=kind,
        title=next((row.name for row in rows if row.name), ""),
        page="",
        deleted_at=None,
        left=True,
        past=Past(rows[0].kind, changes[0].object_id, rows),
        undone=False,
        restored=False,
    )


def _onward(request: HttpRequest, allowed: Access, address: str) -> HttpResponse:
    """To where the form says, if that is in the municipality; to the thing's changes else."""
    here = f"/oppfolging/{allowed.municipality.slug}/"
    wanted = str(request.POST.get("next", ""))
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if safe and wanted.startswith(here) else f"{here}{address}")
