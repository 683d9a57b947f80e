"""Jobs for tests, and a program that puts them in the queue and does them, as a process of its own.

Each job's effect is a row in the table of groups, which the application has no other use for.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from ledetraad.errors import LedetraadError
from ledetraad.web.jobs.kinds import Run, job

FOR_EVER = 600.0
"""Seconds; longer than any test."""


def write_down(name: str) -> None:
    """The effect: a row that begins with the name; the same name twice gives two."""
    from django.contrib.auth.models import Group

    Group.objects.create(name=f"{name} {uuid4()}")


@job("test-write")
def write(run: Run, *, name: str) -> Callable[[], None]:
    """Write the name at once."""
    run.progress(1, 1)
    return lambda: write_down(name)


@job("test-long")
def long(run: Run, *, name: str, marks: str) -> Callable[[], None]:
    """Write the name; the first attempt goes on for ever, telling how far it is."""
    if _mark(marks) == 1:
        end = time.monotonic() + FOR_EVER
        while time.monotonic() < end:
            run.progress(3, 10)
            time.sleep(0.01)
    return lambda: write_down(name)


@job("test-deaf")
def deaf(_run: Run, *, marks: str) -> None:
    """Go on for ever, and never say how far."""
    _mark(marks)
    time.sleep(FOR_EVER)


@job("test-freeze")
def freeze(_run: Run, *, name: str, marks: str) -> Callable[[], None]:
    """Write the name; in the first attempt the process is stopped, until somebody wakes it."""
    if _mark(marks) == 1:
        os.kill(os.getpid(), signal.SIGSTOP)
    return lambda: write_down(name)


@job("test-refuse")
def refuse(_run: Run, *, name: str) -> None:
    """Say that something is wrong."""
    raise LedetraadError("The plan “%(name)s” is missing.", remedy="Make it.", name=name)


@job("test-break")
def break_down(_run: Run, *, in_effect: bool = False) -> Callable[[], None]:
    """Break down, before or in the midst of storing."""
    if not in_effect:
        raise ZeroDivisionError("a secret")

    def effect() -> None:
        write_down("half")
        raise ZeroDivisionError("a secret")

    return effect


def _mark(marks: str) -> int:
    """Leave a file that tells of the attempt; how many there are now."""
    attempt = len(list(Path(marks).iterdir())) + 1
    (Path(marks) / str(attempt)).touch()
    return attempt


def main(data: str, command: str, *arguments: str) -> None:
    """Enqueue (KIND ARGUMENTS COUNT), cancel all, or work (LEASE BEAT, seconds) when told to."""
    from ledetraad.web import start

    start.prepare(Path(data))
    from ledetraad.web.jobs.models import Job
    from ledetraad.web.jobs.queue import cancel, enqueue
    from ledetraad.web.jobs.stopping import Stopping
    from ledetraad.web.jobs.timing import Timing
    from ledetraad.web.jobs.worker import work

    if command == "enqueue":
        kind, given, count = arguments
        for _ in range(int(count)):
            enqueue(kind, **json.loads(given))
    elif command == "cancel":
        for each in Job.objects.filter(kind__startswith="test-"):
            cancel(each)
    else:
        lease, beat = (timedelta(seconds=float(each)) for each in arguments)
        stopping = Stopping()
        with stopping.by_signals():
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            sys.stdin.readline()
            work(timing=Timing(lease, beat, poll=timedelta(seconds=0.05)), stopping=stopping)


if __name__ == "__main__":
    main(*sys.argv[1:])
