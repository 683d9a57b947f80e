"""The kinds of jobs: functions by name, and those that are done again and again.

A module that registers kinds is imported where its app is made ready (`AppConfig.ready`), so that
the server and the workers know the same kinds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as time_of_day
from inspect import Signature, signature
from typing import Any, Protocol, TypeVar

Effect = Callable[[], None]
"""Stores what a job has made, in the transaction that marks the job done."""
Function = Callable[..., Effect | None]
F = TypeVar("F", bound=Function)

OFTEN_ENOUGH = 0.5
"""Seconds between two times that progress is stored."""
SELDOMEST = timedelta(days=28)
"""The longest time between two runs: what has been done is remembered a little longer."""


class Cancelled(BaseException):
    """The job is no longer to be done by this worker: the function ends, and stores nothing.

    Like `KeyboardInterrupt` no `Exception`, so that no reader takes it for a fault in a document.
    """


class Telling(Protocol):
    """What a run tells how far it has come."""

    def tell(self, done: int, total: int) -> bool:
        """Store it; False where the job is no longer this worker's to do."""


class Run:
    """One attempt at a job, as its function sees it.

    Args:
        told: what stores how far it has come.
        clock: the time in seconds, never running backwards.
    """

    def __init__(self, told: Telling, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._told = told
        self._clock = clock
        self._next = clock()

    def progress(self, done: int, total: int) -> None:
        """Say how far the job has come; cheap enough to call for every part.

        Args:
            done: how many parts are done.
            total: how many there are.

        Raises:
            Cancelled: someone has cancelled the job, or another worker has taken it over. Found
                out at most twice a second, and when all parts are done.
        """
        now = self._clock()
        if now < self._next and done < total:
            return
        self._next = now + OFTEN_ENOUGH
        if not self._told.tell(max(done, 0), max(total, 0)):
            raise Cancelled


@dataclass(frozen=True, slots=True)
class Repetition:
    """How often a job is done: once every so often, or once a day at a time in Norway."""

    every: timedelta | None = None
    at: time_of_day | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A function that is a job, by the name that the database knows it by."""

    name: str
    function: Function
    repetition: Repetition | None = None

    def fits(self, arguments: Mapping[str, Any]) -> None:
        """See that the function takes the arguments.

        Raises:
            TypeError: it doesn't.
        """
        taken: Signature = signature(self.function)
        taken.bind(None, **arguments)


KINDS: dict[str, Kind] = {}


def job(name: str) -> Callable[[F], F]:
    """Register a function as a job.

    The function is called outside any transaction, with a `Run` and the arguments it was enqueued
    with. It returns what stores its result, which is called in the transaction that marks the job
    done, so that both happen or neither does. It may be called again for the same job (after the
    machine stopped, for one), so it changes nothing before that.

    A `LedetraadError` is the job's answer: it fails at once. After any other exception it is tried
    again.

    Args:
        name: what the database knows it by; keep it when the function is moved.

    Raises:
        ValueError: the name is taken.
    """

    def register(function: F) -> F:
        _register(Kind(name, function))
        return function

    return register


def repeating(
    name: str, *, every: timedelta | None = None, at: time_of_day | None = None
) -> Callable[[F], F]:
    """Register a function as a job that is done again and again, with no arguments.

    It is enqueued once for each time that it is due, however many workers there are. Times that
    have gone by while no worker ran are made up for once.

    Args:
        name: what the database knows it by.
        every: how often, counted from midnight 1 January 1970 (UTC).
        at: the time of day in Norway, once a day; instead of `every`.

    Raises:
        ValueError: the name is taken, or not exactly one of `every` and `at` is given, or `every`
            is less than a second or more than four weeks.
    """
    if (every is None) == (at is None):
        raise ValueError("give either every or at")
    if every is not None and not timedelta(seconds=1) <= every <= SELDOMEST:
        raise ValueError(f"every must be from a second to {SELDOMEST}")

    def register(function: F) -> F:
        _register(Kind(name, function, Repetition(every, at)))
        return function

    return register


def _register(kind: Kind) -> None:
    if kind.name in KINDS:
        raise ValueError(f"there is a job of the name {kind.name} already")
    KINDS[kind.name] = kind


def last_due(repetition: Repetition, now: datetime) -> datetime:
    """The last time at or before `now` that a job was due.

    Args:
        repetition: how often it is done.
        now: a time in the zone that times of day are meant in.
    """
    if repetition.every is not None:
        seconds = repetition.every.total_seconds()
        return datetime.fromtimestamp(now.timestamp() // seconds * seconds, now.tzinfo)
    at = repetition.at or time_of_day()
    today = datetime.combine(now.date(), at, now.tzinfo)
    if today <= now:
        return today
    return datetime.combine(now.date() - timedelta(days=1), at, now.tzinfo)
