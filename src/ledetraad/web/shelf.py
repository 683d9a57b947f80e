"""The last few of what takes time to make, kept in memory and shared by all requests."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """What was asked for last.

    Args:
        most: how many are kept; the one that was asked for longest ago goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """What is kept under a key; None for nothing."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: K, value: V) -> V:
        """Keep something; gives it back."""
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return value

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._held.clear()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """What is kept under a key, or what is made now and kept from now on.

        Two who ask at once may both make it; the lock is not held meanwhile.
        """
        found = self.get(key)
        return found if found is not None else self.put(key, make())


class Briefly(Generic[K, V]):
    """What was asked for of late, for so many seconds at the most.

    It is made by one at a time: where many ask at once for what isn't kept, the others wait for the
    first instead of making the same.

    Args:
        most: how many are kept.
        seconds: how long.
        clock: seconds that only grow.
    """

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._shelf: Shelf[K, tuple[float, V]] = Shelf(most)
        self._seconds = seconds
        self._clock = clock
        self._making = Lock()

    def of(self, key: K, make: Callable[[], V]) -> V:
        """What is kept under a key, or what is made now."""
        found = self._kept(key)
        if found is None:
            with self._making:
                found = self._kept(key)
                if found is None:
                    found = self._shelf.put(key, (self._clock(), make()))
        return found[1]

    def clear(self) -> None:
        """Keep nothing any more."""
        self._shelf.clear()

    def _kept(self, key: K) -> tuple[float, V] | None:
        found = self._shelf.get(key)
        return found if found and self._clock() - found[0] < self._seconds else None
