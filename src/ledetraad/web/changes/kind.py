"""What history needs to know of a kind of thing: how it is told, who sees it, how it is undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from ledetraad.errors import LedetraadError
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.words import Words
from ledetraad.web.history.models import Change
from ledetraad.web.history.telling import Told

Say = Callable[[str, Any, Mapping[str, Any]], str]
"""A field's name, its value as JSON holds it, and the fields beside it → what it says."""
Tell = Callable[[Change], list[Told]]
"""The fields that a change changed, in words."""


def anything(_thing: Any, _last: Change) -> LedetraadError | None:
    """Every change of a kind can be undone."""
    return None


@dataclass(frozen=True, slots=True)
class Undoing:
    """How the last change of a kind of thing is undone, and what is deleted is restored.

    Args:
        may: whether somebody may do so with a thing.
        refused: why its last change can't be undone; None where it can.
        undo: undoes it; the thing, who, and the version that they have seen; None where it can't.
        restore: restores one that is deleted, by whom.
        listed: whether it stands in the list of what is deleted: not where to delete it is no more
            than to turn something on again.
    """

    may: Callable[[Access, User, Any], bool]
    undo: Callable[[Any, User, int | None], None] | None
    restore: Callable[[Any, User], None] | None
    refused: Callable[[Any, Change], LedetraadError | None] = anything
    listed: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of thing whose changes are kept.

    Args:
        name: what its changes are kept under, such as "followup.measure".
        slug: its part of an address.
        called: what one of it is called, an English message.
        plural: what many of it are called, an English message.
        things: all of it in a municipality, those deleted, too.
        tell: makes what tells its changes, in one language.
        page: the address of a thing's own page under the municipality's; "" where there is none.
        reads: what one has to be let to do in the municipality to see it.
        seen: which of its changes somebody sees who may that; None for all.
        undoing: how its last change is undone; None where its own pages do what can be done.
        title: what a thing is called; None for its `title`.
        called_as_kept: whether all may read what a change keeps that the thing was called.
        changes: the changes that are told of a thing with its own; None for its own alone.
        whats: what is said of what was done where that is not `CHANGE_NAMES`, English messages.
        folds: whether what a thing was made with is folded away.
    """

    name: str
    slug: str
    called: str
    plural: str
    things: Callable[[Municipality], QuerySet[Any]]
    tell: Callable[[Words], Tell]
    page: Callable[[Any], str] = lambda _: ""
    reads: Action = Action.READ
    seen: Callable[[Access, User], Q] | None = None
    undoing: Undoing | None = None
    title: Callable[[Any], str] | None = None
    called_as_kept: bool = True
    changes: Callable[[Any], QuerySet[Change]] | None = None
    whats: Mapping[str, str] = field(default_factory=dict)
    folds: bool = True

    def title_of(self, thing: Any) -> str:
        """What a thing is called now."""
        return self.title(thing) if self.title is not None else str(thing.title)

    def version_of(self, thing: Any, last: Change | None) -> int:
        """A thing's version: its own, or its last change's."""
        own = getattr(thing, "version", None)
        return own if own is not None else (last.version if last is not None else 0)


def deleted_at(thing: Any) -> datetime | None:
    """When a thing was deleted; None where it is there, or is of a kind that is never deleted."""
    found: datetime | None = getattr(thing, "deleted_at", None)
    return found
