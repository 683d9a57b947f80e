"""Ledgers that nobody went on with are thrown away, by night."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.economy.services.ledger_discard import discard_ledger
from ledetraad.web.jobs.kinds import Effect, Run, repeating
from ledetraad.web.jobs.upkeep import went

KEPT_DAYS = 30
_NOT_IN = (LedgerFile.State.REFUSED, LedgerFile.State.FAILED)


@repeating("discard-ledgers", at=time(3, 45))
def discard_ledgers(_: Run) -> Effect:
    """Throw away the ledgers that could not be taken in, and that nobody went on with."""

    def discard() -> None:
        went("ledgers that were not taken in", discard_old(timezone.now()))

    return discard


def discard_old(now: datetime) -> int:
    """Throw away those that were sent more than `KEPT_DAYS` before a time; how many there were."""
    old = LedgerFile.objects.filter(state__in=_NOT_IN, sent_at__lt=now - timedelta(days=KEPT_DAYS))
    found = list(old)
    for file in found:
        discard_ledger(file)
    return len(found)
