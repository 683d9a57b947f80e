"""Putting the jobs that repeat in the queue when they are due."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from ledetraad.web.jobs.kinds import KINDS, last_due
from ledetraad.web.jobs.models import Job


def enqueue_due(now: datetime | None = None) -> None:
    """Put each job that repeats in the queue for the last time that it was due, unless it is there.

    Any number of workers may do so at once: no two jobs are made for one occasion.

    Args:
        now: the time; the clock's if not given.
    """
    here = timezone.localtime(now)
    due = {
        f"{kind.name} {last_due(kind.repetition, here).isoformat()}": kind.name
        for kind in KINDS.values()
        if kind.repetition is not None
    }
    known = set(Job.objects.filter(occasion__in=due).values_list("occasion", flat=True))
    missing = [Job(kind=due[each], occasion=each) for each in due if each not in known]
    if missing:
        Job.objects.bulk_create(missing, ignore_conflicts=True)
