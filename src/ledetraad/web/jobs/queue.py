"""Putting jobs in the queue and taking them out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Min
from django.utils import timezone

from ledetraad.web.jobs.kinds import KINDS
from ledetraad.web.jobs.models import Job

State = Job.State


@dataclass(frozen=True, slots=True)
class Waiting:
    """The jobs that wait: how many, and since when the first of them could have been begun."""

    count: int
    since: datetime | None

    @classmethod
    def now(cls) -> Waiting:
        """The jobs that wait now, those that are due later among them."""
        found = Job.objects.filter(state=State.WAITING).aggregate(
            count=Count("pk"), since=Min("run_after")
        )
        return cls(found["count"], found["since"])


def enqueue(
    kind: str,
    /,
    *,
    run_after: datetime | None = None,
    key: str = "",
    owner: int | None = None,
    **arguments: Any,
) -> Job:
    """Put a job in the queue, in the caller's transaction where there is one.

    No worker sees it before that transaction is committed, nor ever if it is rolled back.

    Args:
        kind: the name of a registered job.
        run_after: when it may be begun; at once if not given.
        key: where a job of this key waits already and is not begun, no other is made: what the
            caller stores in its transaction is seen by that one.
        owner: the key of the municipality that it is done for; None for upkeep.
        arguments: what the job's function takes; what JSON can hold.

    Returns:
        The job, or the one that waits already.

    Raises:
        KeyError: there is no such kind.
        TypeError: the kind doesn't take these arguments.
    """
    KINDS[kind].fits(arguments)
    if not key:
        return _made(kind, arguments, run_after, owner)
    with transaction.atomic():
        while True:
            # The lock keeps a worker from beginning it before the caller's transaction is done.
            waiting = (
                Job.objects.select_for_update()
                .filter(key=key, state=State.WAITING, begun_at=None)
                .first()
            )
            if waiting is not None:
                return waiting
            try:
                with transaction.atomic():
                    return _made(kind, arguments, run_after, owner, key)
            except IntegrityError:
                continue  # somebody else made one meanwhile


def cancel(job: Job) -> bool:
    """Take a job out of the queue, or stop it where it is under way.

    What it would have stored is not stored. Its function ends when it next tells how far it is.

    Returns:
        Whether it was cancelled; False where it had ended already.
    """
    now = timezone.now()
    cancelled = Job.objects.filter(pk=job.pk, state__in=[State.WAITING, State.RUNNING]).update(
        state=State.CANCELLED, ended_at=now, lease_token=None, lease_until=None
    )
    if cancelled:
        job.state, job.ended_at = State.CANCELLED, now
    return bool(cancelled)


def try_again(job: Job) -> bool:
    """Put a job that failed in the queue again, with all its attempts before it.

    Returns:
        Whether it waits now; False where it has not failed.
    """
    waits = Job.objects.filter(pk=job.pk, state=State.FAILED).update(
        state=State.WAITING,
        run_after=timezone.now(),
        attempts=0,
        ended_at=None,
        error=None,
        done=0,
        total=0,
    )
    return bool(waits)


def _made(
    kind: str,
    arguments: Mapping[str, Any],
    run_after: datetime | None,
    owner: int | None,
    key: str = "",
) -> Job:
    return Job.objects.create(
        kind=kind,
        arguments=dict(arguments),
        owner_id=owner,
        key=key,
        run_after=run_after or timezone.now(),
    )
