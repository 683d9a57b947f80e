"""How often one address may try something within a while, counted in the database for all."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest

from ledetraad.web.tallies.models import Tally, count_up

_LONGEST_ADDRESS = 45
_MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`: the clock is cut into spans of that length.

    The span stands in the key, so that whoever goes on trying is let in again when it is over.
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
        return self.take(key, 1, now=now) == 1

    def take(self, key: str, many: int, *, now: float | None = None) -> int:
        """Count many tries at once; how many of them are still allowed."""
        place, ends_at = self.place(key, time.time() if now is None else now)
        before = count_up(place, many, ends_at) - many
        return max(0, min(many, self.most - before))

    def room(self, key: str, *, now: float | None = None) -> bool:
        """Whether one more try would be allowed, without counting it."""
        place, _ = self.place(key, time.time() if now is None else now)
        return not Tally.objects.filter(key=place, count__gte=self.most).exists()

    def give_back(self, key: str, *, now: float | None = None) -> None:
        """Let one try that was counted not count."""
        place, _ = self.place(key, time.time() if now is None else now)
        Tally.objects.filter(key=place, count__gt=0).update(count=F("count") - 1)

    def forget(self, key: str, *, now: float | None = None) -> None:
        """Start counting anew."""
        place, _ = self.place(key, time.time() if now is None else now)
        Tally.objects.filter(key=place).delete()

    def left(self, *, now: float | None = None) -> int:
        """How many seconds are left of the span."""
        return self.seconds - int(time.time() if now is None else now) % self.seconds

    def place(self, key: str, now: float) -> tuple[str, int]:
        """Under which key tries are counted now, and when that ends, in seconds since 1970."""
        span = self.span(now)
        return f"{self.name}:{key}:{span}", (span + 1) * self.seconds

    def span(self, now: float) -> int:
        """In which span a moment is, in seconds since 1970."""
        return int(now) // self.seconds


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
        self._left: dict[tuple[str, str, int], int] = {}

    def spend(self, limit: Limit, key: str, *, now: float | None = None) -> bool:
        """Count one more try; whether it is still allowed.

        Args:
            limit: of which.
            key: whose tries are counted.
            now: in seconds since 1970; None for the clock's.
        """
        now = time.time() if now is None else now
        place = (limit.name, key, limit.span(now))
        with self._lock:
            left = self._left.get(place, 0)
            if left:
                self._left[place] = left - 1
                return True
        taken = limit.take(key, self._at_once, now=now)
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
