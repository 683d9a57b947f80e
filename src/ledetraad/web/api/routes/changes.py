"""What has changed, of everything; undoing the last change, and restoring what was deleted."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse
from ninja import Query, Router
from ninja.responses import Status

from ledetraad.web.api.bearer import Asking
from ledetraad.web.api.locking import require_same, require_version, tell
from ledetraad.web.api.paging import Page, PageQuery, next_address, part
from ledetraad.web.api.shapes.changes import (
    ChangedOut,
    ChangesQuery,
    DeletedOut,
    DeletedQuery,
    changed_out,
    deleted_out,
)
from ledetraad.web.api.shapes.problems import ERRORS, READ_ERRORS
from ledetraad.web.changes.acting import restore_thing, undo_change
from ledetraad.web.changes.gone import gone_in
from ledetraad.web.changes.kind import Kind
from ledetraad.web.changes.kinds import BY_NAME
from ledetraad.web.changes.seeing import seen_by, thing_of
from ledetraad.web.changes.shown import changes_of
from ledetraad.web.changes.spans import within

router = Router(tags=["history"])
_OF = "/history/{kind}/{int:key}"


@router.get("/history", response={200: Page[ChangedOut], **READ_ERRORS})
def history(request: Asking, asked: Query[ChangesQuery]) -> Page[ChangedOut]:
    """What has changed that the caller may see, the newest first."""
    caller = request.auth
    found = seen_by(caller.allowed, caller.user, _kind(asked.kind))
    if asked.person is not None:
        found = found.filter(by=asked.person)
    found = found.filter(within("at", asked.since, asked.until))
    some, total = part(found, asked)
    return Page[ChangedOut].model_construct(
        items=[changed_out(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.get(_OF, response={200: Page[ChangedOut], **READ_ERRORS})
def of_one(
    request: Asking, response: HttpResponse, kind: str, key: int, asked: Query[PageQuery]
) -> Page[ChangedOut]:
    """Every change of one thing, the newest first."""
    caller = request.auth
    known, thing = thing_of(caller.allowed, caller.user, BY_NAME.get(kind), key)
    found = changes_of(known, caller.municipality, key)
    tell(response, known.version_of(thing, found.first()))
    some, total = part(found, asked)
    return Page[ChangedOut].model_construct(
        items=[changed_out(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


@router.post(f"{_OF}/undo", response={204: None, **ERRORS})
def undo(request: Asking, kind: str, key: int) -> Status[None]:
    """Undo the last change of a thing."""
    caller = request.auth
    with transaction.atomic():
        known, thing = thing_of(caller.allowed, caller.user, BY_NAME.get(kind), key)
        require_version(request)
        last = changes_of(known, caller.municipality, key).first()
        version = known.version_of(thing, last)
        require_same(request, version)
        undo_change(caller.allowed, caller.user, known, thing, version)
    return Status(204, None)


@router.post(f"{_OF}/restore", response={204: None, **ERRORS})
def restore(request: Asking, kind: str, key: int) -> Status[None]:
    """Restore a thing that was deleted."""
    caller = request.auth
    known, thing = thing_of(caller.allowed, caller.user, BY_NAME.get(kind), key)
    restore_thing(caller.allowed, caller.user, known, thing)
    return Status(204, None)


@router.get("/deleted", response={200: Page[DeletedOut], **READ_ERRORS})
def deleted(request: Asking, asked: Query[DeletedQuery]) -> Page[DeletedOut]:
    """What was deleted within a year and the caller may restore, the last first."""
    caller = request.auth
    some, total = part(gone_in(caller.allowed, caller.user, _kind(asked.kind)), asked)
    return Page[DeletedOut].model_construct(
        items=[deleted_out(one) for one in some],
        total=total,
        next=next_address(request, asked, total),
    )


def _kind(name: str) -> Kind | None:
    """The kind that is asked for; None where none is.

    Raises:
        Http404: there is no such kind.
    """
    if not name:
        return None
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]
