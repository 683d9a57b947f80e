"""Writing, changing, deleting and restoring what people write of the economy, each in one way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from ledetraad.i18n import catalogue
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.economy.models import Documented
from ledetraad.web.followup.clashes import Versions, answer_of, clashes_of, versions_of
from ledetraad.web.followup.services.change_together import change_together
from ledetraad.web.forms import Form, FormRefused, sent
from ledetraad.web.history.recording import ChangedMeanwhile, delete, make, restore
from ledetraad.web.pages import language_of
from ledetraad.web.place import place_of, render_at
from ledetraad.web.plans.views import person

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of thing that people write.

    Args:
        model: its model.
        route: the name of its page's address; its list's is the same with an s.
        template: of its form.
        labels: what its fields are called, in English; where two have changed the same, so named.
        read: what a form says; the thing as it was before, or None. It raises `FormRefused`.
        written: what a form says of a thing that is there.
        around: what the form's page needs beside the form.
        at: the field at which it is told that the changes of two don't go together.
    """

    model: type[Documented]
    route: str
    template: str
    labels: Mapping[str, str]
    read: Callable[[Form, Access, Documented | None], Values]
    written: Callable[[Any], dict[str, str]]
    around: Callable[[HttpRequest, Access, Form], Values]
    at: str = "name"


def allowed_to_write(request: HttpRequest, place: str) -> Access:
    """What the person may do, if they may write of the economy."""
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_ECONOMY)
    return allowed


def thing_of(
    sort: Sort, request: HttpRequest, place: str, pk: int, *, write: bool, deleted: bool = False
) -> tuple[Access, Any]:
    """A thing of a place, if the person may see it, or write it.

    Raises:
        Http404: there is none, or they may not.
    """
    allowed = place_of(request, place)
    allowed.require(Action.EDIT_ECONOMY if write else Action.READ)
    found = sort.model._default_manager.filter(municipality=allowed.municipality)
    if not (deleted and allowed.may(Action.EDIT_ECONOMY)):
        found = found.filter(deleted_at=None)
    return allowed, get_object_or_404(found, pk=pk)


def write_new(
    sort: Sort, request: HttpRequest, place: str, begun: Mapping[str, str]
) -> HttpResponse:
    """The form for a new thing, or the thing that it makes.

    Args:
        sort: what it is.
        request, place: as the view has them.
        begun: what the form begins with.
    """
    allowed = allowed_to_write(request, place)
    if request.method != "POST":
        return form_page(sort, request, allowed, Form(dict(begun)))
    form = Form(sent(request.POST))
    try:
        values = sort.read(form, allowed, None)
    except FormRefused as refused:
        form.problems = refused.problems
        return form_page(sort, request, allowed, form, error=refused)
    made = make(sort.model(municipality=allowed.municipality), values, user=person(request))
    return redirect(sort.route, place=place, pk=made.pk)


def write_changed(sort: Sort, request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """The form for a thing, or the thing changed; what two have changed is shown to choose from."""
    allowed, thing = thing_of(sort, request, place, pk, write=True)
    if request.method != "POST":
        return form_page(sort, request, allowed, Form(sort.written(thing.said())), thing)
    form = Form(sent(request.POST))
    try:
        mine = sort.read(form, allowed, thing)
        change_together(thing, mine, answer_of(form, sort.labels), user=person(request), at=sort.at)
    except FormRefused as refused:
        form.problems = refused.problems
        return form_page(sort, request, allowed, form, thing, error=refused)
    except ChangedMeanwhile as changed:
        thing.refresh_from_db()
        return form_page(sort, request, allowed, form, thing, error=changed, mine=mine)
    return redirect(sort.route, place=place, pk=pk)


def throw_away(sort: Sort, request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Delete a thing; it can be restored for a year."""
    _, thing = thing_of(sort, request, place, pk, write=True)
    delete(thing, user=person(request), now=timezone.now())
    return redirect(sort.route, place=place, pk=pk)


def bring_back(sort: Sort, request: HttpRequest, place: str, pk: int) -> HttpResponse:
    """Restore a thing."""
    _, thing = thing_of(sort, request, place, pk, write=True, deleted=True)
    restore(thing, user=person(request))
    return redirect(sort.route, place=place, pk=pk)


def form_page(
    sort: Sort,
    request: HttpRequest,
    allowed: Access,
    form: Form,
    thing: Documented | None = None,
    *,
    error: FormRefused | ChangedMeanwhile | None = None,
    mine: Values | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page of a form, with what is wrong with it, and what `more` it is to show."""
    clashes = []
    if isinstance(error, ChangedMeanwhile) and mine is not None:
        translate = catalogue(language_of(request)).gettext
        clashes = clashes_of(
            error, mine, lambda name, said: _text(said.get(name)), sort.labels, translate
        )
    versions: Versions = versions_of(form, thing, clashes)
    listed = reverse(f"{sort.route}s", args=[allowed.municipality.slug])
    own = reverse(sort.route, args=[allowed.municipality.slug, thing.pk]) if thing else listed
    return render_at(
        request,
        allowed,
        sort.template,
        status=422 if error is not None else 200,
        form=form,
        thing=thing,
        error=error,
        clashes=clashes,
        versions=versions,
        back=own,
        **(sort.around(request, allowed, form) | dict(more or {})),
    )


def _text(value: Any) -> str:
    """A field as it stands, for one who is to choose between two."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(each)}" for key, each in value.items() if each)
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    return "–" if value is None else str(value)
