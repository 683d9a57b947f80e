"""Taking a ledger out of use, and into use again; what was in use before it is in use then."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.history.recording import NothingToUndo, change

State = LedgerFile.State


def take_back(file: LedgerFile, *, user: User | None) -> None:
    """Take a file out of use: its years are again as the file before it has them.

    Raises:
        NothingToUndo: it is not in use.
    """
    _move(file, State.TAKEN, State.UNDONE, None, user)


def use_again(file: LedgerFile, *, user: User | None, now: datetime) -> None:
    """Take a file that is here already into use, as if it came now.

    Raises:
        NothingToUndo: it has never been taken in.
    """
    _move(file, None, State.TAKEN, now, user)


def _move(
    file: LedgerFile,
    before: LedgerFile.State | None,
    after: LedgerFile.State,
    now: datetime | None,
    user: User | None,
) -> None:
    with transaction.atomic():
        held = LedgerFile.objects.select_for_update().get(pk=file.pk)
        if held.taken_at is None or (before is not None and held.state != before):
            raise NothingToUndo(
                N_("The file is not in use."),
                where=held.name,
                remedy=N_("Load the page again, and see how it stands."),
            )
        if now is not None:
            held.taken_at = now
            held.save(update_fields=["taken_at"])
        changed = change(held, {"state": after.value}, user=user)
        if not changed:
            held.version += 1
            held.save(update_fields=["version"])
