"""Ending with the process that started this one, however that ended."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK_EVERY = 0.5
_PATIENCE = 10.0


@contextmanager
def ending_with(parent: int | None) -> Iterator[None]:
    """Send this process SIGTERM when its parent is gone; what still hangs then is ended at once.

    Args:
        parent: the parent's process id; None where there is none to watch.
    """
    if parent is None:
        yield
        return
    ended = threading.Event()
    threading.Thread(target=_watch, args=(parent, ended), name="parent", daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _watch(parent: int, ended: threading.Event) -> None:
    while os.getppid() == parent:
        if ended.wait(_LOOK_EVERY):
            return
    os.kill(os.getpid(), signal.SIGTERM)
    if not ended.wait(_PATIENCE):
        os._exit(1)
