"""How much one visitor may send; addresses are kept only as salted hashes, for a day at most."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ledetraad.web.limits import Limit, visitor

SPEAK = Limit("speak", most=40, seconds=3_600)
"""Statements from one address within an hour: a class at school can speak, a flood can't."""
SUPPORT = Limit("support", most=60, seconds=3_600)
"""Statements that are supported from one address within an hour."""

FOLLOW = Limit("follow", most=20, seconds=3_600)
"""Addresses that are asked to follow from one address within an hour."""


def within_limits(request: HttpRequest) -> bool:
    """Count one more statement from a visitor; whether it is allowed."""
    return SPEAK.spend(hashed(visitor(request), timezone.now()))


def may_support(request: HttpRequest) -> bool:
    """Count one more support from a visitor; whether it is allowed."""
    return SUPPORT.spend(hashed(visitor(request), timezone.now()))


def may_follow(request: HttpRequest) -> bool:
    """Count one more address that is to follow from a visitor; whether it is allowed."""
    return FOLLOW.spend(hashed(visitor(request), timezone.now()))


def hashed(address: str, now: datetime) -> str:
    """An address that can't be read back, and that is another one tomorrow."""
    salt = f"hearing.visitor {timezone.localdate(now).isoformat()}"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()[:32]
