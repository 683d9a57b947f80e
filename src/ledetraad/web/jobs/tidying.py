"""Deleting jobs that have ended long ago."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.upkeep import went

KEPT_FOR = timedelta(days=30)
"""Longer than the longest time between two runs of a job that repeats: see `kinds.SELDOMEST`."""


@repeating("delete-old-jobs", at=time(3, 30))
def delete_old_jobs(_run: Run) -> Effect:
    """Delete the jobs that ended more than thirty days ago."""
    before = timezone.now() - KEPT_FOR

    def delete() -> None:
        went("ended jobs", Job.objects.filter(ended_at__lt=before).delete()[0])

    return delete
