"""How much one visitor may send; addresses are kept only as salted hashes, for an hour.

It is counted in the transaction that stores what was sent, in one statement: what isn't stored
isn't counted, and who sends two things at once is counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ledetraad.web.hearing.models import Visit
from ledetraad.web.limits import visitor

COUNT = (
    "INSERT INTO hearing_visit (key, count, ends_at) VALUES (%s, 1, %s) "
    "ON CONFLICT (key) DO UPDATE SET count = hearing_visit.count + 1 RETURNING count"
)
"""Counts one more under a key, in a span that ends."""


@dataclass(frozen=True, slots=True)
class Within:
    """At most so many in a span of time: the clock is cut into spans of that length.

    Args:
        name: of what is counted.
        most: how many.
        seconds: the span, no more than a day.
    """

    name: str
    most: int
    seconds: int

    def spend(self, who: str, now: datetime) -> bool:
        """Count one more; whether it is allowed.

        Args:
            who: whose they are; no address as it stands.
            now: the time.
        """
        key, ends_at = self.span(who, now)
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [key, connection.ops.adapt_datetimefield_value(ends_at)])
            return bool(cursor.fetchone()[0] <= self.most)

    def room(self, who: str, now: datetime) -> bool:
        """Whether one more is allowed, without counting it."""
        key, _ = self.span(who, now)
        return not Visit.objects.filter(key=key, count__gte=self.most).exists()

    def span(self, who: str, now: datetime) -> tuple[str, datetime]:
        """Under which key it is counted now, and when that ends."""
        number = int(now.timestamp()) // self.seconds
        ends = datetime.fromtimestamp((number + 1) * self.seconds, UTC)
        return f"{self.name}:{number}:{who}", ends


SPEAK = Within("speak", most=40, seconds=3_600)
"""Statements from one address within an hour: a class at school can speak, a flood can't."""
SUPPORT = Within("support", most=60, seconds=3_600)
"""Statements that are supported from one address within an hour."""

FOLLOW = Within("follow", most=20, seconds=3_600)
"""Addresses that are asked to follow from one address within an hour."""

WITHOUT_WORK = Within("without-work", most=60, seconds=60)
"""Statements without work that each hearing takes in a minute while it is flooded."""


def visitor_of(request: HttpRequest, now: datetime) -> str:
    """Who sends a request, as it may be counted."""
    return hashed(visitor(request), now)


def hashed(address: str, now: datetime) -> str:
    """An address that can't be read back, and that is another one tomorrow."""
    salt = f"hearing.visitor {timezone.localdate(now).isoformat()}"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()[:32]


def forget_ended(now: datetime) -> int:
    """Delete the counts whose span has ended; how many."""
    return Visit.objects.filter(ends_at__lt=now - timedelta(minutes=1)).delete()[0]
