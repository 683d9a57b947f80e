"""How fast statements come in, told by the number of the last one each time it is seen."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

_MINUTE = 60.0
_MOST = 500


class Pace:
    """The numbers of the last statements of hearings, as a process has seen them within a minute.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: dict[int, deque[tuple[float, int]]] = {}

    def see(self, hearing: int, last: int) -> None:
        """Remember the number of a hearing's last statement.

        Args:
            hearing: the hearing's key.
            last: that number now.
        """
        now = self._clock()
        with self._lock:
            if len(self._seen) > _MOST:
                self._seen.clear()
            seen = self._seen.setdefault(hearing, deque())
            seen.append((now, last))
            while now - seen[0][0] > _MINUTE:
                seen.popleft()

    def per_minute(self, hearing: int) -> int:
        """How many have come in within the last minute, as far as is known."""
        with self._lock:
            seen = self._seen.get(hearing)
            return seen[-1][1] - seen[0][1] if seen else 0

    def forget(self) -> None:
        """Know nothing any more."""
        with self._lock:
            self._seen.clear()


PACE = Pace()
