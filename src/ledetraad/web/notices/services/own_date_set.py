"""Setting the municipality's own day for one of Norway's dates, and letting the other hold."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.history.recording import change, delete, make, restore
from ledetraad.web.notices.models import OwnDate


def set_own_date(
    municipality: Municipality, year: int, key: str, *, day: date, note: str, user: User
) -> None:
    """Let a date be on the municipality's own day.

    Args:
        municipality: whose.
        year: of the date.
        key: which date, as `national_dates` has it.
        day: when, here; of the same year.
        note: why, or what has been told.
        user: who says so.
    """
    values = {"day": day.isoformat(), "note": note}
    with transaction.atomic():
        known = OwnDate.objects.select_for_update().filter(
            municipality=municipality, year=year, key=key
        )
        found = known.first()
        if found is None:
            new = OwnDate(municipality=municipality)
            make(new, {"year": year, "key": key, **values}, user=user)
            return
        if found.deleted_at is not None:
            restore(found, user=user)
        change(found, values, user=user)


def unset_own_date(
    municipality: Municipality, year: int, key: str, *, user: User, now: datetime
) -> None:
    """Let Norway's own day hold again."""
    for found in OwnDate.objects.filter(
        municipality=municipality, year=year, key=key, deleted_at=None
    ):
        delete(found, user=user, now=now)
