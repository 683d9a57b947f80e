"""How much one visitor may send; addresses are kept only as salted hashes, for an hour or two.

What is stored is counted in the transaction that stores it (`services.statement_receive`): what
isn't stored isn't counted, and who sends two things at once is counted twice.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ledetraad.web.limits import Limit, visitor

SPEAK = Limit("hearing-speak", most=40, seconds=3_600)
"""Statements from one address within an hour: a class at school can speak, a flood can't."""
SUPPORT = Limit("hearing-support", most=60, seconds=3_600)
"""Statements that are supported from one address within an hour."""
FOLLOW = Limit("hearing-follow", most=20, seconds=3_600)
"""Addresses that are asked to follow from one address within an hour."""
WITHOUT_WORK = Limit("hearing-without-work", most=60, seconds=60)
"""Statements without work that each hearing takes in a minute while it is flooded."""


def visitor_of(request: HttpRequest, now: datetime) -> str:
    """Who sends a request, as it may be counted."""
    return hashed(visitor(request), now)


def hashed(address: str, now: datetime) -> str:
    """An address that can't be read back, and that is another one tomorrow."""
    salt = f"hearing.visitor {timezone.localdate(now).isoformat()}"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()[:32]
