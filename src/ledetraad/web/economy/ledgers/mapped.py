"""Which column means what: as somebody has said, as was said of such a file before, or guessed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ledetraad.economy.columns import Columns, guess
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.economy.models import KeptColumns, LedgerFile

CHOSEN = (
    "account",
    "kind",
    "account_class",
    "function",
    "unit",
    "project",
    "free",
    "period",
    "year",
    "amount",
    "debit",
    "credit",
    "voucher",
)
"""What somebody can choose a column for, one each; the months' columns are known by their heads."""
_DIGITS = re.compile(r"\d+")


def mark(heads: Sequence[str]) -> str:
    """A mark that files of the same heads have, whatever year stands in them."""
    plain = "\x1f".join(_DIGITS.sub("#", " ".join(head.lower().split())) for head in heads)
    return hashlib.sha256(plain.encode()).hexdigest()


def columns_for(file: LedgerFile, heads: Sequence[str]) -> Columns:
    """The mapping that a file is to be read by.

    Raises:
        UnreadableLedger: it can't be guessed, and nobody has said.
    """
    if file.said is not None:
        return Columns.model_validate(file.said)
    kept = KeptColumns.objects.filter(
        municipality_id=file.municipality_id, heads=mark(heads)
    ).first()
    if kept is not None:
        found = with_months(kept.columns, heads, file.name)
        if set(found.named().values()) <= set(heads):
            return found
    return guess(heads, file.name)


def with_months(chosen: Mapping[str, Any], heads: Sequence[str], where: str) -> Columns:
    """A mapping of single columns, with the months' columns where no other has the amounts.

    Args:
        chosen: heads by what they mean, as in `CHOSEN`.
        heads: those of the file.
        where: the file, for the error.

    Raises:
        UnreadableLedger: it lacks the accounts or the amounts, and they can't be guessed.
    """
    named = {name: head for name, head in chosen.items() if name in CHOSEN and head}
    if "amount" in named or "debit" in named:
        return Columns.model_validate(named)
    guessed = guess(heads, where)
    months = {"months": guessed.months, "cumulative": guessed.cumulative, "total": guessed.total}
    return Columns.model_validate({**named, **months})


def keep(municipality: Municipality, heads: Sequence[str], columns: Columns) -> None:
    """Keep a mapping for the next file of such heads."""
    KeptColumns.objects.update_or_create(
        municipality=municipality, heads=mark(heads), defaults={"columns": columns.named()}
    )
