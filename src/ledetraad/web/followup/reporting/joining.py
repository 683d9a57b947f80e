"""A person's saved drafts of one report, one after another, become one row of its history.

The page keeps what is written every few seconds. The rows stay as they are for a day, so that what
somebody writes from a page that was opened meanwhile is compared with what that page said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ledetraad.web.followup.models import StatusReport
from ledetraad.web.history.models import Change
from ledetraad.web.jobs.kinds import Effect, Run, repeating

PAUSE = timedelta(minutes=10)
"""How long after the one before a draft is still of the same sitting."""
_REST = timedelta(days=1)
_WINDOW = timedelta(days=14)


@repeating("join-drafts", at=time(3, 25))
def join_drafts(_: Run) -> Effect:
    """Join what was saved one after another, the day before yesterday and earlier."""

    def join() -> None:
        join_saved(timezone.now())

    return join


def join_saved(now: datetime) -> int:
    """Join the rows of the last weeks, but for the last day's; how many rows fewer there are."""
    rows = Change.objects.filter(
        kind=StatusReport.kind(), at__lt=now - _REST, at__gte=now - _WINDOW
    ).order_by("object_id", "pk")
    fewer = 0
    with transaction.atomic():
        for sitting in list(_sittings(rows.iterator())):
            last = sitting[-1]
            Change.objects.filter(pk__in=[one.pk for one in sitting[:-1]]).delete()
            Change.objects.filter(pk=last.pk).update(fields=_from_first_to_last(sitting))
            fewer += len(sitting) - 1
    return fewer


def _sittings(rows: Iterable[Change]) -> Iterator[list[Change]]:
    """Rows that follow one another and are of one sitting, where there are several."""
    together: list[Change] = []
    for one in rows:
        if together and not _goes_on(together[-1], one):
            if len(together) > 1:
                yield together
            together = []
        together.append(one)
    if len(together) > 1:
        yield together


def _goes_on(before: Change, one: Change) -> bool:
    return (
        one.object_id == before.object_id
        and one.version == before.version + 1
        and one.by_id is not None
        and one.by_id == before.by_id
        and one.at - before.at <= PAUSE
        and all(_is_a_draft(each) for each in (before, one))
    )


def _is_a_draft(one: Change) -> bool:
    return one.what == Change.What.CHANGED and not one.reason and "state" not in one.fields


def _from_first_to_last(sitting: Iterable[Change]) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for one in sitting:
        for name, (before, after) in one.fields.items():
            joined[name] = [joined.get(name, [before])[0], after]
    return {name: pair for name, pair in joined.items() if pair[0] != pair[1]}
