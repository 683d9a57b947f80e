"""Keeping what is done with units and roles in the same history as all else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.models import Change

UNIT, PERSON = "accounts.unit", "auth.user"
_LONGEST = 300


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
    versions = Change.objects.filter(kind=kind, object_id=key).count()
    Change.objects.create(
        municipality=municipality,
        kind=kind,
        object_id=key,
        name=name[:_LONGEST],
        what=what,
        version=versions + 1,
        fields=fields,
        by=user,
        by_name=(user.get_full_name() or user.get_username()) if user else "",
    )
