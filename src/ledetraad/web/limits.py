"""How often one address may try something within a while, counted in the shared cache."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_LONGEST_ADDRESS = 45
_MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`."""

    name: str
    most: int
    seconds: int

    def spend(self, key: str) -> bool:
        """Count one more try; whether it is still allowed."""
        return self.take(key, 1) == 1

    def take(self, key: str, many: int) -> int:
        """Count many tries at once; how many of them are still allowed."""
        place = f"limit:{self.name}:{key}"
        cache.add(place, 0, self.seconds)
        try:
            before = cache.incr(place, many) - many
        except ValueError:
            return many
        return max(0, min(many, self.most - before))

    def forget(self, key: str) -> None:
        """Start counting anew."""
        cache.delete(f"limit:{self.name}:{key}")


class Advance:
    """Tries that a process takes of a limit some at a time, so as to write the count seldom.

    More than the limit are never let through. Somewhat fewer may be, where several processes have
    each taken some that they don't use.

    Args:
        at_once: how many are taken.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._left: dict[str, int] = {}

    def spend(self, limit: Limit, key: str) -> bool:
        """Count one more try; whether it is still allowed."""
        place = f"{limit.name}:{key}"
        with self._lock:
            left = self._left.get(place, 0)
            if left:
                self._left[place] = left - 1
                return True
        taken = limit.take(key, self._at_once)
        if not taken:
            return False
        with self._lock:
            if len(self._left) > _MOST_KEYS:
                self._left.clear()
            self._left[place] = self._left.get(place, 0) + taken - 1
        return True


def visitor(request: HttpRequest) -> str:
    """The address that a request comes from: as our own proxy tells it, where there is one."""
    told: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PROXY else ""
    address: str = told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return address[:_LONGEST_ADDRESS]


SIGN_IN = Limit("sign-in", most=10, seconds=300)
"""Tries to sign in, for each visitor and for each name."""
