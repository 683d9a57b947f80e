"""Doing the jobs: one after another in this process, until there are none or for ever."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError, close_old_connections, connection

from ledetraad.errors import LedetraadError
from ledetraad.web.jobs.heart import beating
from ledetraad.web.jobs.kinds import KINDS, Cancelled, Run
from ledetraad.web.jobs.lease import Lease, take
from ledetraad.web.jobs.schedule import enqueue_due
from ledetraad.web.jobs.stopping import Stopped, Stopping
from ledetraad.web.jobs.timing import Timing

_log = logging.getLogger(__name__)
_USUAL = Timing()


def run_waiting(
    limit: int | None = None, *, timing: Timing = _USUAL, stopping: Stopping | None = None
) -> int:
    """Do the jobs that wait, in this process, and those that they put in the queue.

    Args:
        limit: do at most so many; all if not given.
        timing: how long workers wait for this and that.
        stopping: who may ask it to stop.

    Returns:
        How many were begun. One that failed waits for a while before it is tried again, so it
        counts once.

    Raises:
        Stopped: somebody has asked; the present job is given back.
    """
    begun = 0
    while limit is None or begun < limit:
        lease = take(KINDS, timing)
        if lease is None:
            break
        _attempt(lease, stopping or Stopping())
        begun += 1
    return begun


def work(*, timing: Timing = _USUAL, stopping: Stopping) -> None:
    """Do jobs as they come, and those that repeat when they are due, until asked to stop.

    Args:
        timing: how long workers wait for this and that.
        stopping: who may ask it to stop.
    """
    try:
        while not stopping.asked:
            if not _one(timing, stopping):
                with stopping.open():
                    time.sleep(timing.poll.total_seconds())
    except Stopped:
        pass


def work_once(*, timing: Timing = _USUAL, stopping: Stopping) -> int:
    """Do the jobs that wait and those that are due, and no more.

    Args:
        timing: how long workers wait for this and that.
        stopping: who may ask it to stop.

    Returns:
        How many were begun, without one that was given back.
    """
    begun = 0
    try:
        enqueue_due()
        while run_waiting(1, timing=timing, stopping=stopping):
            begun += 1
    except Stopped:
        pass
    return begun


def _one(timing: Timing, stopping: Stopping) -> bool:
    """Do one job; False where there is none, or the database can't be reached."""
    close_old_connections()
    try:
        enqueue_due()
        return run_waiting(1, timing=timing, stopping=stopping) > 0
    except DatabaseError:
        _log.exception("the database can't be used; tried again soon")
        connection.close_if_unusable_or_obsolete()
        return False


def _attempt(lease: Lease, stopping: Stopping) -> None:
    """Do a job once, and store what comes of it."""
    job = lease.job
    run = Run(lease)
    try:
        with beating(lease), stopping.open():
            effect = KINDS[job.kind].function(run, **job.arguments)
        stored = lease.store(effect)
    except Cancelled:
        stored = False
    except LedetraadError as error:
        lease.fail(error)
        return
    except Exception as error:
        _log.exception("%s failed at attempt %s", job, job.attempts)
        connection.close_if_unusable_or_obsolete()
        lease.fail_for_now(error)
        return
    except BaseException:
        if not connection.in_atomic_block:
            connection.close()  # it may have been cut off in the midst of a question
        lease.give_back()
        raise
    if not stored:
        _log.info("%s is no longer this worker's", job)
