"""Which hearing a plan's public pages invite to, kept in memory for two seconds at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from ledetraad.hearing.hearing import State
from ledetraad.web.hearing.models import Hearing
from ledetraad.web.hearing.pace import per_minute

_FRESH_SECONDS = 2.0
_MOST = 500


@dataclass(frozen=True)
class Known:
    """A hearing that everybody may know of."""

    hearing: Hearing
    """With its plan, municipality and publication; read only, since all requests share it."""
    pace: int = 0
    """How many statements have come in within a minute; see `per_minute`."""

    @property
    def opens(self) -> date:
        """Its first day."""
        return self.hearing.opens

    @property
    def closes(self) -> date:
        """Its last day."""
        return self.hearing.closes

    @cached_property
    def only(self) -> frozenset[str]:
        """The keys of the elements that it is limited to; none where it is of the whole plan."""
        return frozenset(self.hearing.said().only)

    def open_at(self, now: datetime) -> bool:
        """Whether one can begin to speak."""
        return self.hearing.open_at(now)


class Opened:
    """The newest announced hearing of each plan, shared by all requests.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Known | None]] = {}

    def of(self, slug: str) -> Known | None:
        """A plan's hearing, by the plan's part of its address; None where there is none."""
        with self._lock:
            known = self._known.get(slug)
        if known is not None and self._clock() - known[0] < _FRESH_SECONDS:
            return known[1]
        found = _ask(slug)
        with self._lock:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[slug] = (self._clock(), found)
        return found

    def forget(self) -> None:
        """Ask the database anew: something has just changed."""
        with self._lock:
            self._known.clear()


def announced() -> QuerySet[Hearing]:
    """The hearings that everybody may know of, the newest first, with what is asked of them."""
    found = Hearing.objects.filter(deleted_at=None).exclude(state=State.DRAFT)
    return found.select_related("plan__municipality", "publication").defer("publication__data")


def _ask(slug: str) -> Known | None:
    found = announced().filter(plan__slug=slug).first()
    return Known(found, per_minute(found.pk, timezone.now())) if found is not None else None


OPENED = Opened()
