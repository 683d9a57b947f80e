"""Undoing the last change of an indicator, if it is still the last."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import NothingToUndo, undo


def undo_last(indicator: Indicator, *, user: User | None, version: int | None) -> None:
    """Undo the last change of an indicator.

    Args:
        indicator: which.
        user: who undoes it.
        version: the version that the person has seen.

    Raises:
        NothingToUndo: there is none, or others have changed it since.
    """
    with transaction.atomic():
        held = Indicator.objects.select_for_update().get(pk=indicator.pk)
        if held.version != version:
            raise NothingToUndo(
                N_("It has been changed since you opened the page."),
                where=held.title,
                remedy=N_("Look at the newest change first, and undo that if you want to."),
            )
        undo(held, user=user)
