"""Settling that something missing is meant so, with a reason, and taking that back."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.checks.followup.seen import Lack
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import SettledLack
from ledetraad.web.followup.models.settled import MOST
from ledetraad.web.forms import FieldRefused
from ledetraad.web.history.recording import change, delete, make, restore


def settle(municipality: Municipality, lack: Lack, reason: str, *, user: User) -> SettledLack:
    """Settle that it is meant so.

    Args:
        municipality: whose.
        lack: what is missing.
        reason: why it is meant so, in a person's words.
        user: who says so.

    Raises:
        FieldRefused: there is no reason, or it is too long.
    """
    reason = a_reason(reason)
    code, about, plan, key = lack.name
    with transaction.atomic():
        found = (
            SettledLack.objects.select_for_update()
            .filter(municipality=municipality, code=code, about=about, plan_key=plan, key=key)
            .first()
        )
        said = {"reason": reason, "sign": lack.sign}
        if found is None:
            whole = {"code": code, "about": about, "plan": plan or None, "key": key, **said}
            return make(SettledLack(municipality=municipality), whole, user=user, reason=reason)
        if found.deleted_at is not None:
            restore(found, user=user)
        change(found, said, user=user, reason=reason)
        return found


def a_reason(text: str) -> str:
    """A reason as it is kept: on one line.

    Raises:
        FieldRefused: there is none, or it is too long.
    """
    reason = " ".join(text.replace("\0", "").split())
    if not reason:
        raise FieldRefused(
            N_("There is no reason."), remedy=N_("Say in a sentence why it is meant so.")
        )
    if len(reason) > MOST:
        raise FieldRefused(
            N_("The reason is longer than %(most)s characters."),
            remedy=N_("Write it shorter."),
            most=MOST,
        )
    return reason


def take_back(settled: SettledLack, *, user: User, now: datetime) -> None:
    """Let something missing be told of again.

    Args:
        settled: what was settled; it may be shared with others who read it, and stays as it is.
        user: who says so.
        now: when.
    """
    delete(SettledLack.objects.get(pk=settled.pk), user=user, now=now)
