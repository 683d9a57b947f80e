"""One writer at a time: a lock that the operating system takes back from a process that dies."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledetraad.i18n import N_
from ledetraad.statistics.store.faults import StoreInUse

_AGAIN = 0.05


@contextmanager
def writing(
    folder: Path,
    *,
    wait: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[None]:
    """Be the only writer of a store.

    Args:
        folder: the store's folder; it must be there.
        wait: for how many seconds to wait for another writer to be done.
        clock: what tells the time, in seconds.
        sleep: what waits, in seconds.

    Raises:
        StoreInUse: another writer still has it after that.
    """
    path = folder / "lock"
    with path.open("a") as file:
        until = clock() + wait
        while not _taken(file.fileno()):
            if clock() >= until:
                raise StoreInUse(
                    N_("Another process is writing to the statistics."),
                    where=str(folder),
                    remedy=N_("Wait until it is done, and try again."),
                )
            sleep(_AGAIN)
        yield


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
