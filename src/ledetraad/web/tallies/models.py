"""Counts of tries, each of a key within a span."""

from __future__ import annotations

from django.db import connection, models


class Tally(models.Model):
    """How often something was tried under a key, until the span that stands in the key ends."""

    key = models.CharField(max_length=200, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.PositiveBigIntegerField(db_index=True)
    """In seconds since 1970; fixed when it is first counted, however often it is counted later."""

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


COUNT = (
    "INSERT INTO tallies_tally (key, count, ends_at) VALUES (%s, %s, %s) "
    "ON CONFLICT (key) DO UPDATE SET count = tallies_tally.count + excluded.count "
    "RETURNING count"
)
"""Counts some more under a key until the span ends: the key, how many, and when it ends."""


def count_up(key: str, many: int, ends_at: int) -> int:
    """Count some more under a key in one statement; how many there are then.

    Args:
        key: under which.
        many: how many more.
        ends_at: when the span ends, in seconds since 1970.
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [key, many, ends_at])
        return int(cursor.fetchone()[0])
