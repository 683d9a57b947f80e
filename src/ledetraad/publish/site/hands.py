"""Work done by two processes, where the machine has two cores and a process may be forked.

The second process is a copy of the first, so that it has the plan and all that was made of it
without being sent any of it. Each takes the next share that neither has begun.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Share = TypeVar("Share")


def has_two() -> bool:
    """Whether there is a core for a second process, and forking one is safe here."""
    return (
        sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def by_two(work: Callable[[Share], int], shares: Sequence[Share]) -> Iterator[int]:
    """Do every share of some work, and give what all that are done have given together.

    Args:
        work: does one share; what it changes in memory may be lost.
        shares: the work, the longest shares first.

    Raises:
        Exception: what a share raised.
    """
    from multiprocessing import get_context  # noqa: PLC0415  (not for small sites)

    context = get_context("fork")
    begun, given = context.Value("i", 0), context.Value("i", 0)
    fault, send = context.Pipe(duplex=False)

    def take() -> Iterator[int]:
        while True:
            with begun:
                place = begun.value
                begun.value += 1
            if place >= len(shares):
                return
            gave = work(shares[place])
            with given:
                given.value += gave
            yield given.value

    second = context.Process(target=_second, args=(take, send), daemon=True)
    second.start()
    try:
        yield from take()
        second.join()
    finally:
        second.kill()
    if fault.poll():
        raise fault.recv()
    if second.exitcode:
        raise RuntimeError(f"the second process ended with {second.exitcode}")
    yield given.value


def _second(take: Callable[[], Iterator[int]], fault: Connection) -> None:
    """What the second process does; an interruption is the first's to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what came from the first is not gone through, so that its memory stays shared
    try:
        for _ in take():
            pass
    except Exception as error:
        fault.send(error)
