"""What is stored of the economy."""

from __future__ import annotations

from ledetraad.web.economy.models.document import (
    Documented,
    KeptScenario,
    MoneyTie,
    PeerCosts,
    Rule,
    YearAmounts,
    YearAmountsValues,
    as_json,
)
from ledetraad.web.economy.models.ledger import CodeList, KeptColumns, LedgerFile, LedgerYear

__all__ = [
    "CodeList",
    "Documented",
    "KeptColumns",
    "KeptScenario",
    "LedgerFile",
    "LedgerYear",
    "MoneyTie",
    "PeerCosts",
    "Rule",
    "YearAmounts",
    "YearAmountsValues",
    "as_json",
]
