"""Following a plan's hearings by mail: asked for, confirmed by a mail, and left by one press."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from ledetraad.i18n import Language
from ledetraad.web.hearing.models import Follower, Hearing
from ledetraad.web.jobs.queue import enqueue
from ledetraad.web.notices.addresses import at

CONFIRM_FOLLOWING = "hearing-confirm-following"
CONFIRM_WITHIN = timedelta(days=7)
_CONFIRM, _LEAVE = "hearing.follow", "hearing.leave"
_NOT_AGAIN = timedelta(minutes=10)
"""How long it takes until an address is asked anew, so that nobody's box is filled."""


def ask(hearing: Hearing, mail: str, language: Language, *, now: datetime) -> None:
    """Have a mail sent that asks whether its receiver wants to follow.

    Nothing tells whether the address follows already.

    Args:
        hearing: one of the plan's.
        mail: the address.
        language: of the mails.
        now: the time.
    """
    with transaction.atomic():
        found, made = Follower.objects.get_or_create(
            plan_id=hearing.plan_id,
            mail=mail.lower(),
            defaults={"at": now, "language": language},
        )
        if found.confirmed_at is not None or (not made and now - found.at < _NOT_AGAIN):
            return
        found.at, found.language = now, language
        found.save(update_fields=["at", "language"])
        enqueue(
            CONFIRM_FOLLOWING,
            owner=hearing.municipality_id,
            follower=found.pk,
            hearing=hearing.pk,
        )


def follower_by(token: str) -> Follower | None:
    """Who confirms by a link in a mail; None where it is none of ours, or is too old."""
    return _by(token, _CONFIRM, CONFIRM_WITHIN)


def who_leaves(token: str) -> Follower | None:
    """Who leaves by a link in a mail; None where it is none of ours, or they have left."""
    return _by(token, _LEAVE, None)


def confirm_address(follower: Follower) -> str:
    """The whole address where an address is confirmed."""
    return _address(follower, "bekreft-folging", _CONFIRM)


def leave_address(follower: Follower) -> str:
    """The whole address where one leaves."""
    return _address(follower, "forlat", _LEAVE)


def confirm(follower: Follower, now: datetime) -> None:
    """Begin to tell a follower."""
    Follower.objects.filter(pk=follower.pk, confirmed_at=None).update(confirmed_at=now)


def leave(follower: Follower) -> None:
    """Tell a follower no more, and keep nothing of them."""
    Follower.objects.filter(pk=follower.pk).delete()


def _address(follower: Follower, page: str, salt: str) -> str:
    folder = "" if follower.language == "nb" else f"{follower.language}/"
    token = signing.dumps([follower.pk, int(follower.at.timestamp())], salt=salt)
    return at(f"plan/{follower.plan.slug}/{folder}horing/{page}/{token}/")


def _by(token: str, salt: str, within: timedelta | None) -> Follower | None:
    try:
        key, _ = signing.loads(token, salt=salt, max_age=within)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return Follower.objects.filter(pk=key).select_related("plan").first()
