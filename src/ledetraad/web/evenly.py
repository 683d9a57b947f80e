"""Those who are at work at the same time, spread evenly over the server's processes.

The kernel deals new connections to the processes by chance, and browsers and proxies keep theirs.
So of eight who work, six may wait for one process while two have the other to themselves. A process
that has more of them than another lets one come in anew, now and then, with `Connection: close`
(RFC 9112, section 9.6); the next connection is dealt again.
"""

from __future__ import annotations

import fcntl
import mmap
import tempfile
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
_MANY, _IN_HAND, _AT = range(_FIELDS)


class Board:
    """How many are at work in each process, where all that are forked from this one can see it.

    A process holds its place by a lock on a byte of a file, which the kernel lets go when it ends.

    Args:
        clock: seconds that only grow, the same in all processes.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._rows = memoryview(mmap.mmap(-1, _SLOTS * _FIELDS * 8)).cast("d")
        self._places = tempfile.TemporaryFile()  # noqa: SIM115  (held as long as the process)

    def slot(self) -> int | None:
        """A place for this process; None where there are more processes than places."""
        for slot in range(_SLOTS):
            if self._take(slot):
                self.write(slot, 0, 0)
                return slot
        return None

    def write(self, slot: int, many: int, in_hand: int) -> None:
        """Tell how many are at work in a process, and how many requests it has in hand."""
        at = slot * _FIELDS
        self._rows[at + _MANY], self._rows[at + _IN_HAND] = many, in_hand
        self._rows[at + _AT] = self._clock()

    def fewest(self, but: int) -> int | None:
        """How many are at work where the fewest are, of the others that can take more; or None.

        Who has not told anything for a while is idle, unless it has a request in hand: then all its
        threads may be busy with something long.
        """
        now, found = self._clock(), []
        for slot in range(_SLOTS):
            many, in_hand, at = self._rows[slot * _FIELDS : (slot + 1) * _FIELDS]
            if not at or slot == but:
                continue
            if now - at < WINDOW:
                found.append(int(max(many, in_hand)))
            elif not in_hand and self._lives(slot):
                found.append(0)
        return min(found, default=None)

    def _lives(self, slot: int) -> bool:
        """Whether a place is a process's still; it is cleared where it is not."""
        if not self._take(slot):
            return True
        self._rows[slot * _FIELDS + _AT] = 0
        fcntl.lockf(self._places, fcntl.LOCK_UN, 1, slot)
        return False

    def _take(self, slot: int) -> bool:
        try:
            fcntl.lockf(self._places, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, slot)
        except OSError:
            return False
        return True


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
        self._in_hand = 0
        self._let_go = -APART
        self._lock = Lock()

    def begins(self, who: Hashable) -> bool:
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
            self._in_hand += 1
            fewest = self._board.fewest(but=self._slot)
            goes = fewest is not None and many - fewest > 1 and now - self._let_go >= APART
            if goes:
                del self._seen[who]
                self._let_go = now
            self._board.write(self._slot, len(self._seen), self._in_hand)
            return goes

    def ends(self) -> None:
        """Somebody has got what they asked for."""
        with self._lock:
            self._in_hand -= 1
            self._board.write(self._slot, len(self._seen), self._in_hand)


BOARD: Board | None = None
"""What `web.start.serve` puts up before there are other processes."""


def evenly(application: Wsgi) -> Wsgi:
    """The application, in a server of several processes that share `BOARD`."""
    slot = BOARD.slot() if BOARD is not None else None
    if BOARD is None or slot is None:
        return application
    at_work = AtWork(BOARD, slot)

    def wrapped(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        def closing(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start(status, [*headers, ("Connection", "close")], *more)

        goes = at_work.begins(_who(environ))
        try:
            return application(environ, closing if goes else start)
        finally:
            at_work.ends()

    return wrapped


def _who(environ: dict[str, Any]) -> int:
    """What tells one from another; kept for less than a second, and as a hash alone."""
    names = ("HTTP_AUTHORIZATION", "HTTP_COOKIE", "REMOTE_ADDR", "HTTP_FORWARDED")
    return hash(tuple(environ.get(name) for name in names))
