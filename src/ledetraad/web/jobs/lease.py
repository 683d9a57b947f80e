"""A worker's right to a job: taken, kept alive, and used once to store what the job made.

Every change asks that the token in the database is still this worker's. Whoever has lost the lease
changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.jobs.kinds import Effect
from ledetraad.web.jobs.models import Job
from ledetraad.web.jobs.timing import Timing

State = Job.State
_FREE: dict[str, Any] = {"lease_token": None, "lease_until": None}


class Interrupted(LedetraadError):
    """A job whose workers were cut off each time."""


class Faulty(LedetraadError):
    """A job that failed by a fault in the program."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A job that this worker is at.

    Args:
        job: the job as it was taken.
        token: what the database knows the worker by, for this attempt.
        timing: how long a sign of life lasts, and when the job is tried again.
    """

    job: Job
    token: UUID
    timing: Timing

    def renew(self) -> bool:
        """Give a sign of life.

        Returns:
            False where the job is cancelled, or another worker has taken it over.
        """
        return bool(self._own().update(lease_until=timezone.now() + self.timing.lease))

    def tell(self, done: int, total: int) -> bool:
        """Store how far the job has come; passed over where the database is busy.

        Returns:
            False where the job is cancelled, or another worker has taken it over.
        """
        try:
            return bool(self._own().update(done=done, total=total))
        except DatabaseError:
            connection.close_if_unusable_or_obsolete()
            return True

    def store(self, effect: Effect | None) -> bool:
        """Store what the job made, and that it is done, both or neither.

        Returns:
            False where the job is cancelled, or another worker has taken it over; nothing is
            stored then.
        """
        with transaction.atomic():
            if self._own().select_for_update().first() is None:
                return False
            if effect is not None:
                effect()
            self._own().update(
                state=State.DONE, ended_at=timezone.now(), done=F("total"), error=None, **_FREE
            )
        return True

    def fail(self, error: LedetraadError) -> None:
        """The job has failed for good, by something that is somebody's to mend."""
        self._own().update(state=State.FAILED, ended_at=timezone.now(), error=error.kept(), **_FREE)

    def fail_for_now(self, error: Exception) -> None:
        """The attempt has failed by a fault; the job waits for its next, or fails after the last.

        Args:
            error: of which only the class is kept: its words may hold what is not for everyone.
        """
        faulty = Faulty(
            N_("The work stopped because of a fault in the program (%(kind)s)."),
            remedy=N_("Try again. If it happens again, tell those who run the application."),
            kind=type(error).__name__,
        )
        tried = self.job.attempts
        if tried >= self.timing.attempts:
            self.fail(faulty)
            return
        later = timezone.now() + self.timing.back_off[tried - 1]
        self._own().update(state=State.WAITING, run_after=later, error=faulty.kept(), **_FREE)

    def give_back(self) -> None:
        """The job waits again, as if this attempt had not been."""
        self._own().update(state=State.WAITING, attempts=F("attempts") - 1, done=0, **_FREE)

    def _own(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, state=State.RUNNING, lease_token=self.token)


def take(kinds: Collection[str], timing: Timing) -> Lease | None:
    """Take the job that has waited longest, or that a worker took and gave no sign of life since.

    Args:
        kinds: the kinds that this worker knows.
        timing: how long the lease lasts, and how many attempts are made.

    Returns:
        The lease; None where there is nothing to do.
    """
    # Looked for first without a lock: an idle worker keeps nobody from writing.
    while _to_take(kinds, timezone.now()).exists():
        with transaction.atomic():
            now = timezone.now()
            found = _to_take(kinds, now)
            if connection.features.has_select_for_update_skip_locked:
                found = found.select_for_update(skip_locked=True)
            job = found.order_by("run_after", "pk").first()
            if job is None:
                return None
            # Holds where the database has no row locks, too: only the first to change it has it.
            still = Job.objects.filter(pk=job.pk, state=job.state, lease_token=job.lease_token)
            if job.attempts >= timing.attempts:
                _given_up(still, job.attempts, now)
                continue
            token = uuid4()
            taken = still.update(
                state=State.RUNNING,
                attempts=F("attempts") + 1,
                lease_token=token,
                lease_until=now + timing.lease,
                begun_at=now,
                done=0,
                total=0,
            )
            if taken:
                job.attempts += 1
                return Lease(job, token, timing)
    return None


def _to_take(kinds: Collection[str], now: datetime) -> QuerySet[Job]:
    return Job.objects.filter(
        Q(state=State.WAITING, run_after__lte=now) | Q(state=State.RUNNING, lease_until__lt=now),
        kind__in=list(kinds),
    )


def _given_up(still: QuerySet[Job], attempts: int, now: datetime) -> None:
    interrupted = Interrupted(
        N_("The work was cut off %(times)s times before it was done."),
        remedy=N_("Tell those who run the application: the machine may have too little memory."),
        times=attempts,
    )
    still.update(state=State.FAILED, ended_at=now, error=interrupted.kept(), **_FREE)
