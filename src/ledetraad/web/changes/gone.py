"""What has been deleted and can be restored, of every kind, by those who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from ledetraad.web.accounts.access import Access
from ledetraad.web.changes.kind import Kind
from ledetraad.web.changes.kinds import KINDS
from ledetraad.web.history.models import Change, Recorded
from ledetraad.web.history.recording import KEPT_FOR

_NIGHT = timedelta(days=2)
"""How long something may stay after it was to be deleted for good."""
_MOST = 1_000
"""How many of a kind are looked through, those that were deleted last."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that was deleted.

    Args:
        kind: what kind of thing it is.
        thing: the thing.
        at: when.
        by: who; empty where that is not known.
    """

    kind: Kind
    thing: Any
    at: datetime
    by: str

    @property
    def title(self) -> str:
        """What it is called."""
        return self.kind.title_of(self.thing)

    @property
    def until(self) -> datetime:
        """When it is deleted for good."""
        return self.at + KEPT_FOR

    @property
    def address(self) -> str:
        """The page of its changes, under the municipality's own."""
        return f"endringer/{self.kind.slug}/{self.thing.pk}/"


def kinds_restored() -> list[Kind]:
    """The kinds of thing that stand in the list of what is deleted."""
    return [
        one
        for one in KINDS
        if one.undoing is not None and one.undoing.listed and one.undoing.restore is not None
    ]


def gone_in(allowed: Access, user: User, kind: Kind | None = None) -> Sequence[Gone]:
    """What somebody may restore, that which was deleted last first; one query a kind, and one more.

    Args:
        allowed: what they may do.
        user: who.
        kind: only of this kind; None for all.
    """
    found: list[tuple[Kind, Any]] = []
    deleted = _kinds_deleted(allowed) if kind is None else {kind.name}
    for one in kinds_restored():
        if one.undoing is None or kind not in {None, one} or not allowed.anywhere(one.reads):
            continue
        if one.name not in deleted and issubclass(one.things(allowed.municipality).model, Recorded):
            continue
        may = one.undoing.may
        some = _newest(one.things(allowed.municipality))
        found += [(one, thing) for thing in some if may(allowed, user, thing)]
    found.sort(key=lambda pair: pair[1].deleted_at, reverse=True)
    by = _by_whom(allowed, found)
    return [
        Gone(one, thing, thing.deleted_at, by.get((one.name, thing.pk), "")) for one, thing in found
    ]


def _kinds_deleted(allowed: Access) -> set[str]:
    """The kinds of which anything was deleted as long ago as it is kept, by the history."""
    changes = Change.objects.filter(
        municipality=allowed.municipality,
        what=Change.What.DELETED,
        at__gte=timezone.now() - KEPT_FOR - _NIGHT,
    )
    return set(changes.order_by().values_list("kind", flat=True).distinct())


def _newest(things: QuerySet[Any]) -> QuerySet[Any]:
    return things.filter(deleted_at__isnull=False).order_by("-deleted_at", "-pk")[:_MOST]


def _by_whom(allowed: Access, shown: Sequence[tuple[Kind, Any]]) -> dict[tuple[str, int], str]:
    """Who deleted each, in one query."""
    changes = Change.objects.filter(
        municipality=allowed.municipality,
        what=Change.What.DELETED,
        kind__in={kind.name for kind, _ in shown},
        object_id__in={thing.pk for _, thing in shown},
    )
    return {(one.kind, one.object_id): one.by_name for one in changes.order_by("pk")}
