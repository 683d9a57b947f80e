"""Which plans' public pages lead to a climate budget, kept in memory for two seconds at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from ledetraad.climate.sectors import Boundary
from ledetraad.web.climate.models import PublishedBudget

_FRESH_SECONDS = 2.0
_MOST = 500


def newest_of_each(municipality: int) -> list[PublishedBudget]:
    """The newest publication of each boundary, what is emitted within the border first.

    Args:
        municipality: the key.
    """
    newest: dict[str, int] = {}
    found = PublishedBudget.objects.filter(municipality=municipality)
    for pk, boundary in found.values_list("pk", "boundary"):
        newest.setdefault(boundary, pk)
    order = [each.value for each in Boundary]
    kept = found.filter(pk__in=newest.values())
    return sorted(kept, key=lambda one: order.index(one.boundary))


class Published:
    """The number of each plan's municipality's newest climate budget.

    That is the newest of what is emitted within the border; where there is none such, the newest.

    Args:
        clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, int]] = {}

    def of(self, slug: str) -> int:
        """The newest publication's number, by a plan's part of its address; 0 for none."""
        with self._lock:
            known = self._known.get(slug)
        if known is not None and self._clock() - known[0] < _FRESH_SECONDS:
            return known[1]
        found = PublishedBudget.objects.filter(municipality__workingcopy__slug=slug)
        numbers = found.values_list("number", flat=True)
        area = numbers.filter(boundary=Boundary.AREA_DIRECT.value).first()
        number = area or numbers.first() or 0
        with self._lock:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[slug] = (self._clock(), number)
        return number

    def forget(self) -> None:
        """Ask the database anew: something has just changed."""
        with self._lock:
            self._known.clear()


PUBLISHED = Published()
