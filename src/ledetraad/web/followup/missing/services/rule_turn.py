"""Turning a rule of the follow-up off for a municipality, with a reason, and on again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.missing.services.lack_settle import a_reason
from ledetraad.web.followup.models import RuleOff
from ledetraad.web.history.recording import change, delete, make, restore


def turn_off(municipality: Municipality, code: str, reason: str, *, user: User) -> None:
    """Don't tell what a rule finds.

    Args:
        municipality: where.
        code: the rule's.
        reason: why, in a person's words.
        user: who says so.

    Raises:
        FieldRefused: there is no reason, or it is too long.
    """
    said = a_reason(reason)
    with transaction.atomic():
        known = RuleOff.objects.select_for_update().filter(municipality=municipality, code=code)
        found = known.first()
        if found is None:
            values = {"code": code, "reason": said}
            make(RuleOff(municipality=municipality), values, user=user, reason=said)
            return
        if found.deleted_at is not None:
            restore(found, user=user)
        change(found, {"reason": said}, user=user, reason=said)


def turn_on(municipality: Municipality, code: str, *, user: User, now: datetime) -> None:
    """Tell again what a rule finds."""
    for found in RuleOff.objects.filter(municipality=municipality, code=code, deleted_at=None):
        delete(found, user=user, now=now)
