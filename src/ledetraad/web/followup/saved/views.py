"""Saving views, renaming and sharing them, choosing which a list begins with, deleting them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.clashes import Clash, answer_of, clashes_of, versions_of
from ledetraad.web.followup.models import SavedView, StandardView
from ledetraad.web.followup.models.view import ViewValues
from ledetraad.web.followup.saved.lists import LISTS
from ledetraad.web.followup.saved.services.standard_choose import choose_standard
from ledetraad.web.followup.saved.services.view_save import fits, save_view
from ledetraad.web.followup.saved.shown import seen_by
from ledetraad.web.followup.services.change_together import change_together
from ledetraad.web.forms import FieldRefused, Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile, delete, restore
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "query": N_("What it shows"),
    "shared": N_("Shared with the municipality"),
}


@login_required
@require_safe
def index(request: HttpRequest, place: str) -> HttpResponse:
    """One's own views and those that others share, and what one has deleted."""
    return _index(request, place_of(request, place))


@login_required
@require_POST
def save(request: HttpRequest, place: str) -> HttpResponse:
    """Save what is seen of a list as a view."""
    allowed = place_of(request, place)
    form = Form(sent(request.POST))
    of = form.text("list")
    if of not in LISTS:
        raise Http404
    shared = _shared(form, allowed)
    try:
        said = _read(form, of, shared=shared)
        view = save_view(allowed, said, user=person(request))
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, form, of=of, error=refused)
    if form.text("standard") == "1":
        choose_standard(allowed.municipality, of, view, user=person(request))
    return HttpResponseRedirect(f"/oppfolging/{place}/{of}/?{view.query or 'alle=1'}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Rename a view, share it, or let it show something else."""
    allowed = place_of(request, place)
    view = _changed_by(request, allowed, pk)
    if request.method != "POST":
        said = {"name": view.name, "query": view.query, "shared": "1" if view.shared else ""}
        return _form(request, allowed, Form(said), of=view.of, view=view)
    form = Form(sent(request.POST))
    mine: dict[str, Any] = {}
    try:
        shared = _shared(form, allowed) if allowed.may(Action.SHARE_VIEW) else view.shared
        mine = _read(form, view.of, shared=shared).model_dump(mode="json")
        change_together(view, mine, answer_of(form, FIELD_NAMES), user=person(request))
    except FormRefused as refused:
        form.problems = refused.problems
        return _form(request, allowed, form, of=view.of, view=view, error=refused)
    except ChangedMeanwhile as changed:
        view.refresh_from_db()
        clashes = _clashes(request, changed, mine)
        return _form(request, allowed, form, of=view.of, view=view, error=changed, clashes=clashes)
    return redirect("saved-views", place=place)


@login_required
@require_POST
def begin_with(request: HttpRequest, place: str) -> HttpResponse:
    """Choose which view a list begins with."""
    allowed = place_of(request, place)
    form = Form(sent(request.POST))
    of, key = form.text("list"), form.key("view")
    if of not in LISTS:
        raise Http404
    view = get_object_or_404(seen_by(request, allowed), pk=key, of=of) if key else None
    choose_standard(allowed.municipality, of, view, user=person(request))
    return redirect("saved-views", place=place)


@login_required
@require_POST
def throw_away(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a view; it can be brought back for a year."""
    allowed = place_of(request, place)
    view = _changed_by(request, allowed, pk)
    delete(view, user=person(request), now=timezone.now())
    return _index(request, allowed, deleted_now=view)


@login_required
@require_POST
def bring_back(request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Bring a view back that was deleted."""
    allowed = place_of(request, place)
    restore(_changed_by(request, allowed, pk, deleted=True), user=person(request))
    return redirect("saved-views", place=place)


def _changed_by(
    request: HttpRequest, allowed: Access, pk: int, *, deleted: bool = False
) -> SavedView:
    """A view that the person may change: their own, or one that is shared if they may share.

    Raises:
        Http404: there is none such.
    """
    found = SavedView.objects.filter(municipality=allowed.municipality)
    if not deleted:
        found = found.filter(deleted_at=None)
    view = get_object_or_404(found, pk=pk)
    own = view.owner_id == person(request).pk
    if not own and not (view.shared and allowed.may(Action.SHARE_VIEW)):
        raise Http404
    return view


def _shared(form: Form, allowed: Access) -> bool:
    """Whether a view is to be shared, where the person may share.

    Raises:
        Http404: they may not.
    """
    shared = form.text("shared") == "1"
    if shared:
        allowed.require(Action.SHARE_VIEW)
    return shared


def _read(form: Form, of: str, *, shared: bool) -> ViewValues:
    query = LISTS[of].sound(form.text("query"))
    if not fits(query):
        form.problems["name"] = FieldRefused(
            N_("What is chosen is too long to be saved."), remedy=N_("Choose by fewer words.")
        )
        query = ""
    values = {"list": of, "name": form.text("name"), "query": query, "shared": shared}
    return form.make(ViewValues, values, {})


def _clashes(
    request: HttpRequest, changed: ChangedMeanwhile, mine: Mapping[str, Any]
) -> list[Clash]:
    translate = catalogue(language_of(request)).gettext

    def text(name: str, values: Mapping[str, Any]) -> str:
        value = values.get(name)
        if name == "shared":
            return translate(N_("yes") if value else N_("no"))
        return str(value or "–")

    return clashes_of(changed, mine, text, FIELD_NAMES, translate)


def _index(
    request: HttpRequest, allowed: Access, *, deleted_now: SavedView | None = None
) -> HttpResponse:
    user = person(request)
    every = list(seen_by(request, allowed).select_related("owner"))
    standards = StandardView.objects.filter(municipality=allowed.municipality, user=user)
    gone = SavedView.objects.filter(
        municipality=allowed.municipality, owner=user, deleted_at__isnull=False
    )
    return render_at(
        request,
        allowed,
        "followup/saved.html",
        lists=[
            (key, one.name, [view for view in every if view.of == key])
            for key, one in LISTS.items()
        ],
        standards=dict(standards.values_list("of", "view")),
        gone=gone.order_by("-deleted_at")[:20],
        deleted_now=deleted_now,
        may_share=allowed.may(Action.SHARE_VIEW),
    )


def _form(
    request: HttpRequest,
    allowed: Access,
    form: Form,
    *,
    of: str,
    view: SavedView | None = None,
    error: LedetraadError | None = None,
    clashes: Sequence[Clash] = (),
) -> HttpResponse:
    return render_at(
        request,
        allowed,
        "followup/saved_edit.html",
        status=422 if error is not None else 200,
        form=form,
        error=error,
        view=view,
        of=of,
        of_name=LISTS[of].name,
        clashes=clashes,
        versions=versions_of(form, view, clashes),
        may_share=allowed.may(Action.SHARE_VIEW),
    )
