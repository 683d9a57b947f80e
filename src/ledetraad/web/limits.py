"""How often one address may try something within a while, counted in the shared cache."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

_LONGEST_ADDRESS = 45


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in `seconds`."""

    name: str
    most: int
    seconds: int

    def spend(self, key: str) -> bool:
        """Count one more try; whether it is still allowed."""
        place = f"limit:{self.name}:{key}"
        if cache.add(place, 1, self.seconds):
            return self.most > 0
        try:
            return cache.incr(place) <= self.most
        except ValueError:
            return True

    def forget(self, key: str) -> None:
        """Start counting anew."""
        cache.delete(f"limit:{self.name}:{key}")


def visitor(request: HttpRequest) -> str:
    """The address that a request comes from: as our own proxy tells it, where there is one."""
    told: str = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PROXY else ""
    address: str = told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
    return address[:_LONGEST_ADDRESS]


SIGN_IN = Limit("sign-in", most=10, seconds=300)
"""Tries to sign in, for each visitor and for each name."""
