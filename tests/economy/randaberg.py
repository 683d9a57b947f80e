"""Randaberg's real ledger, code lists and tables, as they stand beside the checkout."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ledetraad.economy.code_lists import CodeLists, functions_from_klass, kinds_from_klass
from ledetraad.economy.ledger import Basis, Ledger
from ledetraad.economy.ledger_faults import FaultKind
from ledetraad.economy.ledger_files import read_ledger

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "randaberg" / "data-hop"
ACCOUNTS = FOLDER / "regnskap" / "2025.adv.json"
BUDGET = FOLDER / "vedtatt" / "2025.adv.json"
DEFINITION = FOLDER / "oppstillinger" / "obligatoriske-tabeller-2025.json"


@cache
def code_lists() -> CodeLists:
    """The kinds and functions of 2025."""
    folder = FOLDER / "referanse"
    kinds, called = kinds_from_klass(
        (folder / "kostra-regnskapsarter-2025.json").read_text(encoding="utf-8"), "kinds"
    )
    functions, _ = functions_from_klass(
        (folder / "kostra-regnskapsfunksjoner-2025.json").read_text(encoding="utf-8"), "functions"
    )
    return CodeLists(kinds, functions, called)


@cache
def ledger(path: Path = ACCOUNTS) -> Ledger:
    """The accounts or the budget of 2025; its two codes that have gone out of use accepted."""
    basis = Basis.ACCOUNTS if path == ACCOUNTS else Basis.BUDGET
    unknown = {FaultKind.UNKNOWN_KIND, FaultKind.UNKNOWN_FUNCTION}
    reading = read_ledger(path, years={2025}, basis=basis, codes=code_lists(), accept=unknown)
    assert reading.ledger is not None
    return reading.ledger


def published(which: str) -> dict[str, Any]:
    """The sums of the tables as Randaberg's own program came to them: "regnskap" or "vedtatt"."""
    path = FOLDER / "aggregert" / f"obligatoriske-tabeller-2025-{which}.json"
    told = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return {table["id"]: {row["post"]: row for row in table["rows"]} for table in told["tables"]}
