"""What is stored of the economy."""

from __future__ import annotations

from ledetraad.web.economy.models.areas import BudgetAreas
from ledetraad.web.economy.models.definitions import OwnDefinitions
from ledetraad.web.economy.models.document import (
    Documented,
    FetchedService,
    KeptScenario,
    MoneyTie,
    PeerCosts,
    Rule,
    YearAmounts,
    YearAmountsValues,
    as_json,
)
from ledetraad.web.economy.models.figure import KeyFigure
from ledetraad.web.economy.models.ledger import CodeList, KeptColumns, LedgerFile, LedgerYear

__all__ = [
    "BudgetAreas",
    "CodeList",
    "Documented",
    "FetchedService",
    "KeptColumns",
    "KeptScenario",
    "KeyFigure",
    "LedgerFile",
    "LedgerYear",
    "MoneyTie",
    "OwnDefinitions",
    "PeerCosts",
    "Rule",
    "YearAmounts",
    "YearAmountsValues",
    "as_json",
]
