"""Making, changing, deleting and restoring objects so that every step is kept and can be undone.

Each is whole or not at all. A change names the version that it was made from; where the object
has changed since, nothing is stored, and the one who comes second is shown the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.history.editions import touch
from ledetraad.web.history.models import Change, Recorded, Values
from ledetraad.web.history.sittings import steps_since, went_on

R = TypeVar("R", bound=Recorded)
KEPT_FOR = timedelta(days=365)
"""How long what is deleted can be restored."""
_LONGEST_NAME = 300
_AT_ONCE = 500
What = Change.What


class ChangedMeanwhile(LedetraadError):
    """Somebody else has changed the object since it was opened.

    Args:
        now: what it says now.
        fields: the fields in which both have changed something, differently.
        by: who changed it last.
    """

    def __init__(self, now: Values, fields: frozenset[str], by: str) -> None:
        super().__init__(
            N_("%(name)s has changed this since you opened it."),
            remedy=N_("Look at the differences below, choose what is to stand, and save again."),
            name=by or "–",
        )
        self.now = now
        self.fields = fields


class NothingToUndo(LedetraadError):
    """An object whose last change can't be undone."""


def make(new: R, values: Mapping[str, Any], *, user: User | None, reason: str = "") -> R:
    """Store a new object.

    Args:
        new: of its municipality, not stored yet.
        values: what it says.
        user: who makes it; None from the command line or a job.
        reason: why, in a person's words.
    """
    with transaction.atomic():
        new.version = 1
        new.assign(values)
        said = new.values()
        _write(new, What.MADE, {name: [None, value] for name, value in said.items()}, user, reason)
    return new


def change(
    old: R,
    values: Mapping[str, Any],
    *,
    user: User | None,
    version: int | None = None,
    reason: str = "",
    apart: frozenset[str] | None = None,
) -> bool:
    """Change what an object says.

    Args:
        old: the object.
        values: what some of its fields are to say.
        user: who changes it.
        version: the version that the change was made from; None to change it whatever it says.
            Where others have changed other fields since, both changes stand.
        reason: why, in a person's words.
        apart: given for what a person saves again and again: it goes on in the row of the same
            sitting, unless one of these fields is changed (`history.sittings`).

    Returns:
        Whether anything is changed.

    Raises:
        ChangedMeanwhile: others have changed the same fields since that version; nothing is stored.
    """
    with transaction.atomic():
        held = _held(old)
        now = held.values()
        if version is not None and version != held.version:
            values = _own_changes(held, now, values, version)
        fields = {
            name: [now.get(name), value] for name, value in values.items() if now.get(name) != value
        }
        if not fields:
            return False
        held.version += 1
        held.assign({name: after for name, (_, after) in fields.items()})
        one = _change(held, What.CHANGED, fields, user, reason)
        touch(held.municipality_id, held.kind())
        if apart is None or not went_on(history(held).first(), one, timezone.now(), apart=apart):
            one.save()
    old.refresh_from_db()
    return True


def undo(old: R, *, user: User | None) -> None:
    """Undo the last change of an object: what it changed says again what it said before.

    Raises:
        NothingToUndo: it was made or deleted last, or its last change was itself one undone.
    """
    with transaction.atomic():
        held = _held(old)
        last = history(held).first()
        if last is None or last.what not in {What.CHANGED, What.RESTORED, What.DELETED}:
            raise NothingToUndo(
                N_("There is no change to undo."),
                where=held.title,
                remedy=N_("Open the history, and change back what you want to."),
            )
        if last.what == What.CHANGED:
            fields = {name: [after, before] for name, (before, after) in last.fields.items()}
            held.version += 1
            held.assign({name: value for name, (_, value) in fields.items()})
            _write(held, What.UNDONE, fields, user, "")
        elif last.what == What.DELETED:
            _set_deleted(held, None, What.RESTORED, user, "")
        else:
            _set_deleted(held, last.at, What.DELETED, user, "")
    old.refresh_from_db()


def delete(old: R, *, user: User | None, now: datetime, reason: str = "") -> None:
    """Delete an object; it can be restored for a year."""
    with transaction.atomic():
        held = _held(old)
        if held.deleted_at is None:
            _set_deleted(held, now, What.DELETED, user, reason)
    old.refresh_from_db()


def restore(old: R, *, user: User | None) -> None:
    """Restore an object that was deleted."""
    with transaction.atomic():
        held = _held(old)
        if held.deleted_at is not None:
            _set_deleted(held, None, What.RESTORED, user, "")
    old.refresh_from_db()


def history(of: Recorded) -> Any:
    """Every change of an object, the newest first."""
    return Change.objects.filter(kind=of.kind(), object_id=of.pk).select_related("by")


def _held(old: R) -> R:
    """The object as it is now, which nobody else changes meanwhile."""
    manager = type(old)._default_manager
    return manager.select_for_update().get(pk=old.pk)


def _set_deleted(
    held: Recorded, when: datetime | None, what: Change.What, user: User | None, reason: str
) -> None:
    before = held.deleted_at
    held.deleted_at = when
    held.version += 1
    held.save(update_fields=["deleted_at", "version"])
    said = [each.isoformat() if each else None for each in (before, when)]
    _write(held, what, {"deleted_at": said}, user, reason)


def _own_changes(
    held: Recorded, now: Values, values: Mapping[str, Any], version: int
) -> Mapping[str, Any]:
    """Of what somebody says who has seen an older version, what they have changed themselves."""
    since = steps_since(held.kind(), held.pk, version)
    seen = dict(now)
    for _, fields in reversed(since):
        seen.update({name: old for name, (old, _) in fields.items()})
    own = {name: value for name, value in values.items() if value != seen.get(name)}
    theirs = {name for _, fields in since for name in fields}
    clash = frozenset(name for name in own if name in theirs and own[name] != now.get(name))
    if clash:
        raise ChangedMeanwhile(now, clash, since[-1][0])
    return own


def keep_changes(
    changed: Sequence[tuple[Recorded, dict[str, Any]]], *, user: User | None, reason: str = ""
) -> None:
    """Keep changes of many objects that are stored already, in one go.

    Args:
        changed: each object at its new version, and what each field said before and after.
        user: who changed them.
        reason: why, in a person's words.
    """
    rows = [_change(one, What.CHANGED, fields, user, reason) for one, fields in changed]
    Change.objects.bulk_create(rows, batch_size=_AT_ONCE)
    for municipality, kind in {(one.municipality_id, one.kind()) for one, _ in changed}:
        touch(municipality, kind)


def _write(
    of: Recorded, what: Change.What, fields: dict[str, Any], user: User | None, reason: str
) -> None:
    touch(of.municipality_id, of.kind())
    _change(of, what, fields, user, reason).save()


def _change(
    of: Recorded, what: Change.What, fields: dict[str, Any], user: User | None, reason: str
) -> Change:
    return Change(
        municipality_id=of.municipality_id,
        kind=of.kind(),
        object_id=of.pk,
        name=of.title[:_LONGEST_NAME],
        what=what,
        version=of.version,
        fields=fields,
        reason=reason,
        by=user,
        by_name=(user.get_full_name() or user.get_username()) if user else "",
    )
