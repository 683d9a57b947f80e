"""Keeping what is done with units and roles in the same history as all else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.models import Change

UNIT, PERSON = "accounts.unit", "auth.user"
_LONGEST = 300
_AT_ONCE = 500


def keep(
    municipality: Municipality,
    kind: str,
    key: int,
    name: str,
    fields: dict[str, list[Any]],
    *,
    what: Change.What = Change.What.CHANGED,
    user: User | None,
) -> None:
    """Keep a change of a unit or of what a person is.

    Args:
        municipality: whose.
        kind: `UNIT` or `PERSON`.
        key: the unit's or the person's.
        name: what it is called.
        fields: for each that changed, what it said before and after.
        what: what was done.
        user: who did it.
    """
    keep_all(municipality, kind, [(key, name, fields)], what=what, user=user)


def keep_all(
    municipality: Municipality,
    kind: str,
    changed: Sequence[tuple[int, str, dict[str, list[Any]]]],
    *,
    what: Change.What = Change.What.CHANGED,
    user: User | None,
) -> None:
    """Keep changes of many units or people in two queries; see `keep`.

    Args:
        municipality: whose.
        kind: `UNIT` or `PERSON`.
        changed: of each the key, what it is called, and what changed.
        what: what was done.
        user: who did it.
    """
    found = Change.objects.filter(kind=kind, object_id__in={key for key, _, _ in changed})
    versions = dict(found.values_list("object_id").annotate(Count("pk")))
    rows = []
    for key, name, fields in changed:
        versions[key] = versions.get(key, 0) + 1
        rows.append(
            Change(
                municipality=municipality,
                kind=kind,
                object_id=key,
                name=name[:_LONGEST],
                what=what,
                version=versions[key],
                fields=fields,
                by=user,
                by_name=(user.get_full_name() or user.get_username()) if user else "",
            )
        )
    Change.objects.bulk_create(rows, batch_size=_AT_ONCE)
