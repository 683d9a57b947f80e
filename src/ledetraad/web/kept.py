"""What has been worked out, kept in memory by a key that tells when it no longer holds.

A key has to name all that the value rests on: a thing that never changes, or the edition of what
does (`history.editions`). What has not been asked for longest is thrown away first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by their keys, shared by all requests of a process.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[K, V] = OrderedDict()

    def known(self, key: K) -> V | None:
        """The value of a key, if it is there."""
        with self._lock:
            return self._values.get(key)

    def of(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made where it is not there.

        Two requests that ask for the same thing at once may both make it.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        made = make()
        with self._lock:
            self._values[key] = made
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made
