"""Addresses that hold without signing in: signed, so that nobody can make one for somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.notices.models import CalendarKey

CONFIRM_WITHIN = timedelta(days=7)
_LEAVE, _CONFIRM, _CALENDAR = "notices.leave", "notices.confirm", "notices.calendar"


@dataclass(frozen=True, slots=True)
class Confirming:
    """An address that is to be confirmed, and whose it is said to be."""

    user: int
    address: str


def at(address: str) -> str:
    """The whole address of a page of ours, as links in mail say it."""
    return f"{settings.ADDRESS}/{address.lstrip('/')}"


def within(municipality: Municipality, address: str = "") -> str:
    """The whole address of a page in a municipality."""
    return at(f"oppfolging/{municipality.slug}/{address}")


def leave_address(user: User) -> str:
    """Where a person gets no more mail, by one press and without signing in."""
    return at(f"varsler/av/{signing.dumps(user.pk, salt=_LEAVE)}/")


def who_leaves(token: str) -> int | None:
    """Whose such an address is; None where it is none that we have made."""
    try:
        found = signing.loads(token, salt=_LEAVE)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None


def confirm_address(user: User, address: str) -> str:
    """Where a person shows that mail to an address reaches them."""
    return at(f"varsler/bekreft/{signing.dumps([user.pk, address], salt=_CONFIRM)}/")


def what_is_confirmed(token: str) -> Confirming | None:
    """What such an address confirms; None where it is none of ours, or is more than a week old."""
    try:
        user, address = signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Confirming(user, address)


def calendar_token(key: CalendarKey) -> str:
    """What a calendar program shows instead of signing in."""
    return f"{key.user_id}.{_digest(key)}"


def calendar_owner(token: str) -> User | None:
    """Whose calendar it is; None where the token is none, or has been made void."""
    number, _, _ = token.partition(".")
    if not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004
        return None
    key = CalendarKey.objects.select_related("user").filter(user=int(number)).first()
    if key is None or not constant_time_compare(token, calendar_token(key)):
        return None
    return key.user if key.user.is_active else None


def _digest(key: CalendarKey) -> str:
    return salted_hmac(_CALENDAR, f"{key.user_id}:{key.nonce}", algorithm="sha256").hexdigest()
