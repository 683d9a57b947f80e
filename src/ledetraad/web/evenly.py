"""Those who are at work at the same time, spread evenly over the server's processes.

The kernel deals new connections to the processes by chance, and browsers and proxies keep theirs.
So of eight who work, six may wait for one process while two have the other to themselves. A process
that has more of them than another lets one come in anew, now and then, with `Connection: close`
(RFC 9112, section 9.6); the next connection is dealt again.
"""

from __future__ import annotations

import mmap
import multiprocessing
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Any

from ledetraad.web.proxied import Wsgi

WINDOW = 0.5
"""Seconds that somebody counts as at work after a request."""
APART = 0.02
"""Seconds at the least between two who are let go."""
_SLOTS, _FIELDS = 64, 3
_PID, _MANY, _AT = range(_FIELDS)


class Board:
    """How many are at work in each process, where all that are forked from this one can see it.

    Args:
        clock: seconds that only grow, the same in all processes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rows = memoryview(mmap.mmap(-1, _SLOTS * _FIELDS * 8)).cast("d")
        self._lock = multiprocessing.Lock()

    def slot(self) -> int | None:
        """A place for this process; None where there are more processes than places."""
        with self._lock:
            for slot in range(_SLOTS):
                if not _lives(int(self._rows[slot * _FIELDS + _PID])):
                    self._rows[slot * _FIELDS + _PID] = os.getpid()
                    self.write(slot, 0)
                    return slot
        return None

    def write(self, slot: int, many: int) -> None:
        """Tell how many are at work in a process."""
        self._rows[slot * _FIELDS + _MANY] = many
        self._rows[slot * _FIELDS + _AT] = self._clock()

    def fewest(self, but: int) -> int | None:
        """How many are at work where the fewest are, of the other processes; None without any."""
        now, found = self._clock(), []
        for slot in range(_SLOTS):
            pid, many, at = self._rows[slot * _FIELDS : (slot + 1) * _FIELDS]
            if pid and slot != but:
                found.append(int(many) if now - at < WINDOW else 0)
        return min(found, default=None)


class AtWork:
    """Those who are at work in this process.

    Args:
        board: where the processes tell each other.
        slot: this one's place there.
        clock: seconds that only grow.
    """

    def __init__(
        self, board: Board, slot: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._board = board
        self._slot = slot
        self._clock = clock
        self._seen: OrderedDict[Hashable, float] = OrderedDict()
        self._let_go = -APART
        self._lock = Lock()

    def asks(self, who: Hashable) -> bool:
        """Somebody asks for something.

        Returns:
            Whether their connection is to be closed, since fewer are at work elsewhere.
        """
        with self._lock:
            now = self._clock()
            self._seen[who] = now
            self._seen.move_to_end(who)
            while next(iter(self._seen.values())) < now - WINDOW:
                self._seen.popitem(last=False)
            many = len(self._seen)
            fewest = self._board.fewest(but=self._slot)
            goes = fewest is not None and many - fewest > 1 and now - self._let_go >= APART
            if goes:
                del self._seen[who]
                self._let_go = now
            self._board.write(self._slot, len(self._seen))
            return goes


BOARD: Board | None = None
"""What `web.start.serve` puts up before there are other processes."""


def evenly(application: Wsgi) -> Wsgi:
    """The application, in a server of several processes that share `BOARD`."""
    slot = BOARD.slot() if BOARD is not None else None
    if BOARD is None or slot is None:
        return application
    at_work = AtWork(BOARD, slot)

    def wrapped(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        if not at_work.asks(_who(environ)):
            return application(environ, start)

        def closing(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, ("Connection", "close")], *more)

        return application(environ, closing)

    return wrapped


def _who(environ: dict[str, Any]) -> int:
    """What tells one from another; kept for less than a second, and as a hash alone."""
    names = ("HTTP_AUTHORIZATION", "HTTP_COOKIE", "REMOTE_ADDR", "HTTP_FORWARDED")
    return hash(tuple(environ.get(name) for name in names))


def _lives(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
