"""How often one address may try something within a while, counted in the shared cache."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_LONGEST_ADDRESS = 45


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`: the clock is cut into spans of that length.

    The span stands in the key. What is counted in a cache otherwise lives longer by every try, so
    that whoever goes on trying would never be let in again.
    """

    name: str
    most: int
    seconds: int

    def spend(self, key: str, *, now: float | None = None) -> bool:
        """Count one more try; whether it is still allowed.

        Args:
            key: whose tries are counted.
            now: in seconds since 1970; None for the clock's.
        """
        place = self._place(key, now)
        if cache.add(place, 1, self.seconds):
            return self.most > 0
        try:
            return cache.incr(place) <= self.most
        except ValueError:
            return True

    def forget(self, key: str, *, now: float | None = None) -> None:
        """Start counting anew."""
        cache.delete(self._place(key, now))

    def left(self, *, now: float | None = None) -> int:
        """How many seconds are left of the span."""
        return self.seconds - int(time.time() if now is None else now) % self.seconds

    def _place(self, key: str, now: float | None) -> str:
        span = int(time.time() if now is None else now) // self.seconds
        return f"limit:{self.name}:{key}:{span}"


def visitor(request: HttpRequest) -> str:
    """The address that a request comes from: as our own proxy tells it, where there is one."""
    told: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PROXY else ""
    address: str = told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return address[:_LONGEST_ADDRESS]


SIGN_IN = Limit("sign-in", most=10, seconds=300)
"""Tries to sign in, for each visitor and for each name."""
