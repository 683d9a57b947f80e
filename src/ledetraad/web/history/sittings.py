"""What a person saves again and again in one sitting is one row, as when a page saves meanwhile.

The row says from what to what the whole sitting went. For a day it also knows its steps, so that
what somebody writes from a page opened in the middle is compared with what that page said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from ledetraad.web.history.models import Change, Step

PAUSE = timedelta(minutes=10)
"""How long after the last time what is saved is still of the same sitting."""
STEPS_KEPT_FOR = timedelta(days=1)
"""How long a page that is open is reckoned with."""
Fields = dict[str, list[Any]]


def went_on(last: Change | None, one: Change, now: datetime, *, apart: frozenset[str]) -> bool:
    """Let the row of a sitting say what is saved now, too, if it is of the same sitting.

    Args:
        last: the newest row of the object.
        one: what is saved now, not stored yet.
        now: when.
        apart: fields that are never joined.

    Returns:
        Whether it was, and is stored.
    """
    if last is None or not _goes_on(last, one, now, apart):
        return False
    if not last.steps.exists():
        last.steps.create(version=last.version, fields=last.fields)
    last.steps.create(version=one.version, fields=one.fields)
    fields = _from_first_to_last([last.fields, one.fields])
    Change.objects.filter(pk=last.pk).update(
        version=one.version, fields=fields, name=one.name, at=now
    )
    return True


def steps_since(kind: str, key: int, version: int) -> list[tuple[str, Fields]]:
    """What has changed in an object since a version, step by step from the oldest.

    Args:
        kind, key: the object.
        version: what somebody has seen.

    Returns:
        For each step who made it, and for each field what it said before and after.
    """
    rows = Change.objects.filter(kind=kind, object_id=key, version__gt=version).order_by("pk")
    found: list[tuple[str, Fields]] = []
    for row in rows.prefetch_related("steps"):
        steps = [(one.version, one.fields) for one in row.steps.all()]
        for at, fields in steps or [(row.version, row.fields)]:
            if at > version:
                found.append((row.by_name, fields))
    return found


def forget_steps(now: datetime) -> int:
    """Forget the steps of sittings that ended a day before a time; how many steps."""
    gone, _ = Step.objects.filter(change__at__lt=now - STEPS_KEPT_FOR).delete()
    return gone


def _goes_on(last: Change, one: Change, now: datetime, apart: frozenset[str]) -> bool:
    return (
        last.version + 1 == one.version
        and last.by_id is not None
        and last.by_id == one.by_id
        and now - last.at <= PAUSE
        and all(_is_plain(each, apart) for each in (last, one))
    )


def _from_first_to_last(steps: Iterable[Fields]) -> Fields:
    joined: Fields = {}
    for fields in steps:
        for name, (before, after) in fields.items():
            joined[name] = [joined.get(name, [before])[0], after]
    return {name: pair for name, pair in joined.items() if pair[0] != pair[1]}


def _is_plain(one: Change, apart: frozenset[str]) -> bool:
    return one.what == Change.What.CHANGED and not one.reason and apart.isdisjoint(one.fields)
