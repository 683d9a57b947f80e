"""Where the application keeps its ledgers."""

from __future__ import annotations

from django.conf import settings

from ledetraad.economy.ledger_store import LedgerStore


def ledger_store() -> LedgerStore:
    """The folder of ledgers in the data folder."""
    return LedgerStore(settings.LEDGERS)
