"""Saved views of lists: one's own, and those that others share."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Body, Query, Router
from ninja.responses import Status

from ledetraad.i18n import N_
from ledetraad.web.accounts.rights import Action
from ledetraad.web.api.bearer import Asking, Caller
from ledetraad.web.api.choosing import merged
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, next_address, part
from ledetraad.web.api.shapes.choices import ViewIn, ViewOut, ViewQuery, view_out
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.followup.models import SavedView
from ledetraad.web.followup.models.view import ViewValues
from ledetraad.web.followup.saved.lists import LISTS
from ledetraad.web.followup.saved.services.view_save import fits, save_view
from ledetraad.web.forms import FieldRefused, FormRefused
from ledetraad.web.history.recording import change, delete, restore

router = Router(tags=["views"])
_ONE = "/views/{int:key}"


@router.get("/views", response={200: Page[ViewOut], **READ_ERRORS})
def views(request: Asking, asked: Query[ViewQuery]) -> Page[ViewOut]:
    """The caller's own views, and those that others share."""
    caller = request.auth
    found = _seen(caller).filter(deleted_at=None)
    if asked.list:
        found = found.filter(of=asked.list.replace("\0", ""))
    some, total = part(found, asked)
    return Page[ViewOut].model_construct(
        items=[view_out(one, caller.allowed, caller.user.pk) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post("/views", response={201: ViewOut, **ERRORS})
def save_one(request: Asking, response: HttpResponse, body: ViewIn) -> Status[ViewOut]:
    """Save a view as the caller's own; what makes no sense in its query is left out."""
    caller = request.auth
    said = _sound(body)
    if said.shared:
        caller.allowed.require(Action.SHARE_VIEW)
    made = save_view(caller.allowed, said, user=caller.user)
    response["Location"] = f"{request.path}/{made.pk}"
    tell(response, made.version)
    return Status(201, view_out(made, caller.allowed, caller.user.pk))


@router.get(_ONE, response={200: ViewOut, **READ_ERRORS})
def view(request: Asking, response: HttpResponse, key: int) -> ViewOut:
    """A view."""
    caller = request.auth
    found = _seen(caller).filter(pk=key, deleted_at=None).first()
    if found is None:
        raise Http404
    tell(response, found.version)
    return view_out(found, caller.allowed, caller.user.pk)


@router.patch(_ONE, response={200: ViewOut, **ERRORS}, openapi_extra={"x-merges": "ViewIn"})
def change_one(
    request: Asking, response: HttpResponse, key: int, body: Body[dict[str, Any]]
) -> ViewOut:
    """Rename a view, share it, or let it show something else; its list stays."""
    caller = request.auth
    require_version(request)
    with transaction.atomic():
        held = _held(caller, key)
        require_same(request, held.version)
        said = _sound(merged(ViewIn, held.values(), body))
        if said.list != held.of:
            raise FormRefused(
                {
                    "list": FieldRefused(
                        N_("A view stays with its list."), remedy=N_("Save another view instead.")
                    )
                }
            )
        if said.shared != held.shared:
            caller.allowed.require(Action.SHARE_VIEW)
        change(held, said.model_dump(mode="json"), user=caller.user, version=held.version)
        held.refresh_from_db()
    tell(response, held.version)
    return view_out(held, caller.allowed, caller.user.pk)


@router.delete(_ONE, response={204: None, **ERRORS})
def delete_one(request: Asking, key: int) -> Status[None]:
    """Delete a view; it can be restored for a year."""
    require_version(request)
    with transaction.atomic():
        held = _held(request.auth, key)
        require_same(request, held.version)
        delete(held, user=request.auth.user, now=timezone.now())
    return Status(204, None)


@router.post(f"{_ONE}/restore", response={200: ViewOut, **ERRORS})
def restore_one(request: Asking, response: HttpResponse, key: int) -> ViewOut:
    """Restore a view that was deleted."""
    with transaction.atomic():
        restore(_held(request.auth, key, deleted=True), user=request.auth.user)
    return view(request, response, key)


def _sound(said: ViewIn) -> ViewValues:
    """A view with the sound part of what it asks for.

    Raises:
        FormRefused: there is no such list, or it asks for too much.
    """
    if said.list not in LISTS:
        raise FormRefused(
            {
                "list": FieldRefused(
                    N_("There is no such list."), remedy=N_("Choose one that there is.")
                )
            }
        )
    query = LISTS[said.list].sound(said.query)
    name = said.name.strip()
    problems = {}
    if not fits(query):
        problems["query"] = FieldRefused(
            N_("What is chosen is too long to be saved."), remedy=N_("Choose by fewer words.")
        )
    if not name:
        problems["name"] = FieldRefused(N_("There is no name."), remedy=N_("Write one."))
    if problems:
        raise FormRefused(problems)
    return ViewValues(list=said.list, name=name, query=query, shared=said.shared)


def _seen(caller: Caller) -> QuerySet[SavedView]:
    mine = Q(owner=caller.user) | Q(shared=True)
    return SavedView.objects.filter(mine, municipality=caller.municipality)


def _held(caller: Caller, key: int, *, deleted: bool = False) -> SavedView:
    """A view that the caller may change, and which nobody else changes meanwhile.

    Raises:
        Http404: there is none, or the caller may not.
    """
    found = _seen(caller).select_for_update().filter(pk=key).first()
    if found is None or (found.deleted_at is not None and not deleted):
        raise Http404
    if found.owner_id != caller.user.pk:
        caller.allowed.require(Action.SHARE_VIEW)
    return found
