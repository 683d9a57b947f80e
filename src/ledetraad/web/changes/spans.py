"""A span of days, both with it, as what the rows of a time are narrowed by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

_EARLIEST, _LATEST = date(1900, 1, 1), date(9990, 1, 1)
"""Nothing was kept before, and nothing will be after; no time zone goes beyond the calendar."""


def within(at: str, first: date | None, last: date | None) -> Q:
    """The rows from one day to another.

    Args:
        at: the name of the field of time.
        first: the first day; None from the beginning.
        last: the last day, with it; None to the end.
    """
    found = Q()
    if first is not None:
        found &= Q(**{f"{at}__gte": _begins(first)})
    if last is not None:
        found &= Q(**{f"{at}__lt": _begins(min(last, _LATEST) + timedelta(days=1))})
    return found


def _begins(day: date) -> datetime:
    day = min(max(day, _EARLIEST), _LATEST)
    return timezone.make_aware(datetime.combine(day, time.min))
