"""Undoing the last change of a measure or an indicator, if it is still the last."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.history.models import Recorded
from ledetraad.web.history.recording import NothingToUndo, undo


def undo_last(of: Recorded, *, user: User | None, version: int | None) -> None:
    """Undo the last change of an object.

    Args:
        of: which.
        user: who undoes it.
        version: the version that the person has seen.

    Raises:
        NothingToUndo: there is none, or others have changed it since.
    """
    with transaction.atomic():
        held = type(of)._default_manager.select_for_update().get(pk=of.pk)
        if held.version != version:
            raise NothingToUndo(
                N_("It has been changed since you opened the page."),
                where=held.title,
                remedy=N_("Look at the newest change first, and undo that if you want to."),
            )
        undo(held, user=user)
