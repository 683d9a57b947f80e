"""The changes of one thing as its pages show them, and what may be done about the last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from ledetraad.errors import LedetraadError
from ledetraad.plan.finding import Translate
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.changes.kind import Kind, Tell, deleted_at
from ledetraad.web.changes.kinds import BY_NAME
from ledetraad.web.changes.words import Words
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import KEPT_FOR
from ledetraad.web.history.telling import CHANGE_NAMES, Told

MOST = 50
"""How many changes a page of another thing shows; the rest are on a page of their own."""
_UNDONE = frozenset({Change.What.CHANGED, Change.What.RESTORED})


@dataclass(frozen=True, slots=True)
class Row:
    """A change in words.

    Args:
        change: as it is kept.
        kind: what kind of thing it is of.
        fields: what each field said before and after.
    """

    change: Change
    kind: Kind
    fields: Sequence[Told]

    @property
    def name(self) -> str:
        """What the thing was called then; empty where that is not for all."""
        return self.change.name if self.kind.called_as_kept else ""

    @property
    def what(self) -> str:
        """What was done, an English message."""
        return self.kind.whats.get(self.change.what) or CHANGE_NAMES[self.change.what]

    @property
    def made(self) -> bool:
        """Whether the thing was made by it, so that all its fields are among those told."""
        return self.kind.folds and self.change.what == Change.What.MADE

    @property
    def address(self) -> str:
        """The page of all the changes of its thing, under the municipality's own."""
        return f"endringer/{self.kind.slug}/{self.change.object_id}/"


@dataclass(frozen=True, slots=True)
class Past:
    """What has been done with a thing.

    Args:
        kind: what kind of thing it is.
        key: its key.
        rows: its newest changes, the newest first.
        more: whether there are others before them.
        version: what a form that undoes has to name.
        may_undo: whether the person may undo the last change.
        may_restore: whether the thing is deleted, and the person may restore it.
        why_not: why the last change can't be undone by one who otherwise may; None where it can.
        until: when what is deleted is deleted for good.
    """

    kind: Kind
    key: int
    rows: Sequence[Row]
    more: bool = False
    version: int = 0
    may_undo: bool = False
    may_restore: bool = False
    why_not: LedetraadError | None = None
    until: datetime | None = None

    @property
    def address(self) -> str:
        """Its own page, under the municipality's own."""
        return f"endringer/{self.kind.slug}/{self.key}/"


class Telling:
    """Tells changes of any kind in one language.

    Args:
        words: the names that they are told by.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._tells: dict[str, Tell] = {}

    def row(self, change: Change) -> Row:
        """A change in words."""
        kind = BY_NAME[change.kind]
        if kind.name not in self._tells:
            self._tells[kind.name] = kind.tell(self._words)
        return Row(change, kind, self._tells[kind.name](change))


def told(municipality: Municipality, changes: Iterable[Change], translate: Translate) -> list[Row]:
    """Changes in words, with as many queries however many there are.

    Args:
        municipality: whose.
        changes: of any kinds.
        translate: the language.
    """
    known = [one for one in changes if one.kind in BY_NAME]
    telling = Telling(Words(municipality, translate, known))
    return [telling.row(one) for one in known]


def changes_of(kind: Kind, municipality: Municipality, key: int) -> QuerySet[Change]:
    """Every change of a thing, the newest first."""
    return Change.objects.filter(municipality=municipality, kind=kind.name, object_id=key)


def past_of(
    allowed: Access,
    user: User,
    kind: Kind,
    thing: Any,
    translate: Translate,
    *,
    most: int = MOST,
) -> Past:
    """What has been done with a thing, for its page.

    Args:
        allowed: what the person may do.
        user: who.
        kind: what kind of thing it is.
        thing: the thing; of the municipality.
        translate: the language.
        most: how many changes are told.
    """
    place = allowed.municipality
    own = changes_of(kind, place, thing.pk)
    found = kind.changes(thing) if kind.changes is not None else own
    rows = list(found[: most + 1])
    last = next((one for one in rows if one.kind == kind.name), None) or own.first()
    undoing, gone = kind.undoing, deleted_at(thing)
    may = undoing is not None and undoing.may(allowed, user, thing)
    why_not = undoing.refused(thing, last) if undoing and may and last is not None else None
    undoable = last is not None and gone is None and last.what in _UNDONE
    return Past(
        kind=kind,
        key=thing.pk,
        rows=told(place, rows[:most], translate),
        more=len(rows) > most,
        version=kind.version_of(thing, last),
        may_undo=bool(may and undoable and why_not is None and undoing and undoing.undo),
        may_restore=bool(may and gone is not None and undoing and undoing.restore),
        why_not=why_not if undoable else None,
        until=gone + KEPT_FOR if gone is not None else None,
    )
