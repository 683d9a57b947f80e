"""A worker in a process of its own, kept alive beside the server for as long as that runs."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_log = logging.getLogger(__name__)
PATIENCE = 10.0
"""Seconds that a worker has to give back its job, before it is killed."""
_LOOK_EVERY = 0.2
_NO_FORK = threading.Lock()
"""Held while the keeper starts a worker or writes to the log; forking waits for it."""
_SHORT_LIFE = 60.0
_LONGEST_PAUSE = 60.0


@contextmanager
def worker_beside(data: Path) -> Iterator[None]:
    """Have a worker run, and one more whenever it dies; it is stopped at the end.

    It looks for this process by itself, and ends if that is gone without having stopped it.

    Args:
        data: the data folder.
    """
    command = _command(data)
    ended = threading.Event()
    first = _start(command)
    keeper = threading.Thread(target=_keep, args=(first, command, ended), name="keeper")
    keeper.start()
    try:
        yield
    finally:
        ended.set()
        keeper.join()


@contextmanager
def nobody_forks() -> Iterator[None]:
    """Have every fork of this process wait until what is done within is done.

    The server forks the processes that answer requests. A copy made while another thread starts a
    process has that one's pipes open, and one made while it writes has the log locked for ever:
    either keeps the server from stopping.
    """
    with _NO_FORK:
        yield


if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_NO_FORK.acquire,
        after_in_parent=_NO_FORK.release,
        after_in_child=_NO_FORK.release,
    )


def _command(data: Path) -> list[str]:
    command = [sys.executable, "-P", "-m", "ledetraad", "work", "--data", str(data.resolve())]
    # On Windows a virtual environment's Python stands between a process and its parent.
    return command if sys.platform == "win32" else [*command, "--parent", str(os.getpid())]


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl+C is for the server, which stops the worker itself.
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def _keep(process: subprocess.Popen[bytes], command: Sequence[str], ended: threading.Event) -> None:
    deaths = 0
    begun = time.monotonic()
    while True:
        while process.poll() is None and not ended.wait(_LOOK_EVERY):
            pass
        if process.returncode is None:
            _stop(process)
            return
        deaths = deaths + 1 if time.monotonic() - begun < _SHORT_LIFE else 1
        with nobody_forks():
            _log.error("the worker ended with %s; another is started", process.returncode)
        if ended.wait(min(2.0 ** (deaths - 1), _LONGEST_PAUSE)):
            return
        begun = time.monotonic()
        with nobody_forks():
            process = _start(command)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
