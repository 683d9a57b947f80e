"""Undoing and restoring by somebody, as pages and programs ask for it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404

from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.kind import Kind
from ledetraad.web.changes.shown import changes_of


def undo_change(allowed: Access, user: User, kind: Kind, thing: Any, version: int | None) -> None:
    """Undo the last change of a thing.

    Args:
        allowed: what the person may do.
        user: who.
        kind: what kind of thing it is.
        thing: the thing.
        version: as the person has seen it.

    Raises:
        Http404: they may not, or nothing of the kind is undone so.
        LedetraadError: there is no change to undo, it can't be undone, or there is a newer one.
    """
    undoing = kind.undoing
    if undoing is None or undoing.undo is None or not undoing.may(allowed, user, thing):
        raise Http404
    with transaction.atomic():
        held = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
        last = changes_of(kind, allowed.municipality, thing.pk).first()
        refused = undoing.refused(held, last) if last is not None else None
        if refused is not None:
            raise refused
        undoing.undo(thing, user, version)


def restore_thing(allowed: Access, user: User, kind: Kind, thing: Any) -> None:
    """Restore a thing that was deleted.

    Raises:
        Http404: the person may not, or nothing of the kind is restored so.
        LedetraadError: something else has taken its place.
    """
    undoing = kind.undoing
    if undoing is None or undoing.restore is None or not undoing.may(allowed, user, thing):
        raise Http404
    undoing.restore(thing, user)
