"""By night, what was deleted more than a year ago is deleted for good; its history stays.

The steps of what was saved again and again are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from django.apps import apps
from django.db.models import Model, ProtectedError
from django.utils import timezone

from ledetraad.web.history.recording import KEPT_FOR
from ledetraad.web.history.sittings import forget_steps
from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.upkeep import went


@repeating("delete-for-good", at=time(3, 20))
def delete_for_good(_: Run) -> Effect:
    """Delete what nobody has restored for a year."""

    def delete() -> None:
        went("deleted more than a year ago", purge(timezone.now()))

    return delete


@repeating("forget-steps", at=time(3, 25))
def forget_steps_of_drafts(_: Run) -> Effect:
    """Let what was saved again and again in one sitting be one row alone."""

    def forget() -> None:
        went("steps of drafts", forget_steps(timezone.now()))

    return forget


def purge(now: datetime) -> int:
    """Delete for good what was deleted a year before a time or earlier; how many there were.

    What something else that is kept rests on, such as a measure with locked reports, stays.
    """
    count = 0
    for one in _old(now):
        try:
            one.delete()
        except (ProtectedError, ValueError):  # a ValueError is a report's, which always stays
            continue
        count += 1
    return count


def _old(now: datetime) -> Iterator[Model]:
    """What has been deleted for a year, whatever it is: what has a time of its deletion."""
    for model in apps.get_models():
        if any(field.name == "deleted_at" for field in model._meta.fields):
            yield from model._default_manager.filter(deleted_at__lt=now - KEPT_FOR)
