"""Work shared among processes, where the machine has several cores and a process may be forked.

A forked process has all that was made before it without being sent any of it: only the place of a
share goes in, and only the number that it gives comes out.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Share = TypeVar("Share")

MOST = 4
"""More processes than this wait for the largest share."""
_work: list[Callable[[int], int]] = []
"""What a forked process is to do; set in that process alone."""


def hands() -> int:
    """How many processes may work at once; one where forking isn't safe."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(MOST, len(os.sched_getaffinity(0)))


def shared(work: Callable[[Share], int], shares: Sequence[Share], workers: int) -> Iterator[int]:
    """Do every share of some work, and give what each gave as it is done.

    Args:
        work: does one share; with several workers what it changes in memory is lost.
        shares: the work, the longest shares first.
        workers: how many processes; one is this process itself.

    Raises:
        Exception: what a share raised; shares not yet begun are then left.
    """
    if workers == 1:
        yield from map(work, shares)
        return
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415  (30 ms)
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(
        workers,
        mp_context=get_context("fork"),
        initializer=_begin,
        initargs=(lambda place: work(shares[place]),),
    )
    try:
        waiting = [pool.submit(_do, place) for place in range(len(shares))]
        for done in as_completed(waiting):
            yield done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(work: Callable[[int], int]) -> None:
    gc.freeze()  # what came from before is left alone, so that its memory stays shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends the others
    _work.append(work)


def _do(place: int) -> int:
    return _work[-1](place)
