"""Which changes somebody may see, and which things of a kind."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404

from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.kind import Kind, deleted_at
from ledetraad.web.changes.kinds import KINDS
from ledetraad.web.changes.shown import changes_of
from ledetraad.web.history.models import Change

_MOST_LEFT = 200


def kinds_seen(allowed: Access) -> list[Kind]:
    """The kinds of thing of which somebody may see changes."""
    return [one for one in KINDS if allowed.anywhere(one.reads)]


def seen_by(allowed: Access, user: User, kind: Kind | None = None) -> QuerySet[Change]:
    """The changes of a municipality that somebody may see, the newest first.

    Args:
        allowed: what they may do there.
        user: who.
        kind: only of this kind; None for all.
    """
    kinds = [one for one in kinds_seen(allowed) if kind is None or one is kind]
    seen = Q(kind__in=[one.name for one in kinds if one.seen is None])
    for one in kinds:
        if one.seen is not None:
            seen |= Q(kind=one.name) & one.seen(allowed, user)
    return Change.objects.filter(seen, municipality=allowed.municipality).order_by("-at", "-pk")


def left_of(allowed: Access, user: User, kind: Kind | None, key: int) -> list[Change]:
    """The changes of a thing that is no longer there for good, or no longer the municipality's.

    Its history stays: so it is with what was deleted more than a year ago, and with a person who
    has no role there any more.

    Raises:
        Http404: it is there, there never was such a thing, or they may not see it.
    """
    if kind is None or not allowed.anywhere(kind.reads):
        raise Http404
    found = list(seen_by(allowed, user, kind).filter(object_id=key)[:_MOST_LEFT])
    if not found or kind.things(allowed.municipality).filter(pk=key).exists():
        raise Http404
    return found


def thing_of(allowed: Access, user: User, kind: Kind | None, key: int) -> tuple[Kind, Any]:
    """A thing whose changes somebody may see, by its key.

    What is deleted is there for those who may restore it.

    Raises:
        Http404: there is none, no such kind, or they may not.
    """
    if kind is None or not allowed.anywhere(kind.reads):
        raise Http404
    thing = kind.things(allowed.municipality).filter(pk=key).first()
    if thing is None:
        raise Http404
    undoing = kind.undoing
    if deleted_at(thing) is not None and not (undoing and undoing.may(allowed, user, thing)):
        raise Http404
    if kind.seen is not None:
        one = changes_of(kind, allowed.municipality, key)
        if not one.filter(kind.seen(allowed, user)).exists():
            raise Http404
    return kind, thing
