"""Which edition of a municipality's things one sees: another one whenever any has changed.

What is worked out from many rows can be kept under the edition of what it rests on. Each change
writes a new mark in the same transaction, so a reader who sees the change sees the mark, and one
who asks for the edition first and reads the rows afterwards never keeps older rows under a newer
edition. A mark is random, so one that is rolled back never comes again.

Writers don't wait for each other: one that finds a mark held by another transaction that is not
over writes beside it. So there are at most as many marks as there were writers at once.

A request asks for a municipality's marks once, and again after what it has changed itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ledetraad.web.history.models import Edition

Marks = frozenset[tuple[int, str]]
_Rows = list[tuple[str, tuple[int, str]]]
_ASKED: ContextVar[dict[int, _Rows] | None] = ContextVar("asked", default=None)


class AskedOnce:
    """Middleware: what a request has heard of a municipality's marks is not asked for again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _ASKED.set({})
        try:
            return self._get_response(request)
        finally:
            _ASKED.reset(token)


def touch(municipality: int, kind: str) -> None:
    """Say that something of a kind has changed; in the transaction that changes it.

    Args:
        municipality: the key of the municipality whose it is.
        kind: the kind of thing, such as "followup.measure".
    """
    with transaction.atomic(savepoint=False):
        marks = Edition.objects.filter(municipality=municipality, kind=kind)
        free = marks.select_for_update(skip_locked=True).values_list("pk", flat=True).first()
        if free is None:
            Edition.objects.create(municipality_id=municipality, kind=kind, mark=uuid4())
        else:
            marks.filter(pk=free).update(mark=uuid4())
    asked = _ASKED.get()
    if asked is not None:
        asked.pop(municipality, None)


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


def _marks(municipality: int, kinds: Iterable[str]) -> _Rows:
    wanted = frozenset(kinds)
    asked = _ASKED.get()
    if asked is None:
        return _read(Edition.objects.filter(municipality=municipality, kind__in=wanted))
    rows = asked.get(municipality)
    if rows is None:
        rows = asked[municipality] = _read(Edition.objects.filter(municipality=municipality))
    return [one for one in rows if one[0] in wanted]


def _read(found: QuerySet[Edition]) -> _Rows:
    rows = found.values_list("kind", "pk", "mark")
    return [(kind, (key, mark.hex)) for kind, key, mark in rows]
