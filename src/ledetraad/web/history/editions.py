"""Which edition of a municipality's things one sees: another one whenever any has changed.

What is worked out from many rows can be kept under the edition of what it rests on. Each change
writes a new mark in the same transaction, so a reader who sees the change sees the mark, and one
who asks for the edition first and reads the rows afterwards never keeps older rows under a newer
edition. A mark is random, so one that is rolled back never comes again.

Writers don't wait for each other: one that finds a mark held by another transaction that is not
over writes beside it. So there are at most as many marks as there were writers at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction

from ledetraad.web.history.models import Edition

Marks = frozenset[tuple[int, str]]


def touch(municipality: int, kind: str) -> None:
    """Say that something of a kind has changed; in the transaction that changes it.

    Args:
        municipality: the key of the municipality whose it is.
        kind: the kind of thing, such as "followup.measure".
    """
    with transaction.atomic():
        marks = Edition.objects.filter(municipality=municipality, kind=kind)
        free = marks.select_for_update(skip_locked=True).values_list("pk", flat=True).first()
        if free is None:
            Edition.objects.create(municipality_id=municipality, kind=kind, mark=uuid4())
        else:
            marks.filter(pk=free).update(mark=uuid4())


def edition(municipality: int, *kinds: str) -> Marks:
    """The edition of a municipality's things of some kinds, in one query.

    Args:
        municipality: the municipality's key.
        kinds: those that count.
    """
    return frozenset(mark for _, mark in _marks(municipality, kinds))


def editions(municipality: int, *kinds: str) -> dict[str, Marks]:
    """The edition of each of some kinds by itself, in one query.

    Args:
        municipality: the municipality's key.
        kinds: those that are asked for.
    """
    found: dict[str, set[tuple[int, str]]] = {kind: set() for kind in kinds}
    for kind, mark in _marks(municipality, kinds):
        found[kind].add(mark)
    return {kind: frozenset(marks) for kind, marks in found.items()}


def _marks(municipality: int, kinds: Sequence[str]) -> list[tuple[str, tuple[int, str]]]:
    found = Edition.objects.filter(municipality=municipality, kind__in=kinds)
    return [(kind, (key, mark.hex)) for kind, key, mark in found.values_list("kind", "pk", "mark")]
