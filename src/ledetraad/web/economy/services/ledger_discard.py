"""Throwing a ledger away that was not taken in."""

from __future__ import annotations

from django.db import transaction

from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.economy.store import ledger_store
from ledetraad.web.jobs.queue import cancel


def discard_ledger(file: LedgerFile) -> bool:
    """Throw a file away, and stop the reading of it where it is under way.

    Returns:
        Whether it was; False where it has been taken in, and is kept whatever becomes of it.
    """
    with transaction.atomic():
        held = LedgerFile.objects.select_for_update().filter(pk=file.pk).first()
        if held is None or held.taken_at is not None:
            return False
        if held.job is not None:
            cancel(held.job)
        key = held.key
        held.delete()
        transaction.on_commit(lambda: ledger_store().forget(key))
    return True
