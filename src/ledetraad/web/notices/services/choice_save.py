"""Choosing how often one gets mail, where to and in which language; and getting no more."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_, Language
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.notices.addresses import Confirming
from ledetraad.web.notices.models import Notice, NoticeChoice
from ledetraad.web.notices.services.notices_make import Wanted, make_notices

_LONGEST = 254
_MOST_A_DAY = 5


class AddressWrong(LedetraadError):
    """A text that is no mail address."""


def save_choice(
    user: User,
    municipality: Municipality,
    *,
    often: NoticeChoice.Often,
    language: Language,
    address: str,
    today: date,
) -> NoticeChoice:
    """Save what a person has chosen; another address is asked first whether it is right.

    Args:
        user: whose choice.
        municipality: in which it is made.
        often: how often.
        language: in which language.
        address: where to; empty for the account's own.
        today: the day; an address is asked once a day at most.

    Raises:
        AddressWrong: it is no address, or the person has asked for mail to many of late; nothing
            is stored.
    """
    said = address.strip()
    if said:
        _refuse_wrong(said)
    with transaction.atomic():
        choice, _ = NoticeChoice.objects.select_for_update().get_or_create(user=user)
        if said == user.email:
            said = ""
        if said != choice.address:
            _refuse_many(user, said)
            choice.address, choice.confirmed_at = said, None
        choice.often, choice.language = often, language
        choice.save()
        if choice.awaits:
            occasion = f"confirm {choice.address} {today.isoformat()}"
            about = {"address": choice.address}
            make_notices(municipality, [Wanted(user, Notice.Kind.CONFIRM, occasion, about)])
    return choice


def leave(user: int) -> None:
    """A person gets no more mail."""
    NoticeChoice.objects.update_or_create(
        user_id=user, defaults={"often": NoticeChoice.Often.NEVER}
    )


def confirm(what: Confirming, now: datetime) -> bool:
    """Mail goes to an address from now on.

    Returns:
        False where the person has chosen another since.
    """
    waiting = NoticeChoice.objects.filter(user=what.user, address=what.address)
    waiting.filter(confirmed_at=None).update(confirmed_at=now)
    return waiting.exists()


def _refuse_wrong(address: str) -> None:
    try:
        if len(address) > _LONGEST:
            raise ValidationError("")
        validate_email(address)
    except ValidationError:
        raise AddressWrong(
            N_("This is no mail address."), remedy=N_("Write it as name@example.org.")
        ) from None


def _refuse_many(user: User, address: str) -> None:
    """So that nobody writes to strangers by way of us."""
    since = timezone.now() - timedelta(days=1)
    asked = Notice.objects.filter(user=user, kind=Notice.Kind.CONFIRM, made_at__gt=since)
    if address and asked.count() >= _MOST_A_DAY:
        raise AddressWrong(
            N_("You have given many addresses in a short time."),
            remedy=N_("Wait until tomorrow, or use one that is confirmed."),
        )
