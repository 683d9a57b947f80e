"""Which column of a file means what: guessed from the heads, or as somebody has saved it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from ledetraad.economy.faults import UnreadableLedger
from ledetraad.i18n import N_
from ledetraad.validation import first_fault

MONTHS: Final = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_ENGLISH_MONTHS: Final = {"may": 5, "oct": 10, "dec": 12}
_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "account": ("systemkonto", "konto", "kontonummer", "account", "hovedkonto"),
    "kind": ("art", "kostra-art", "kostraart", "regnskapsart", "kind"),
    "account_class": ("kontoklasse", "klasse", "class", "kostra-kontoklasse"),
    "function": ("funksjon (k)", "funksjon", "kostra-funksjon", "function", "tjeneste"),
    "unit": ("ansvar", "ansvarsted", "koststed", "responsibility", "unit"),
    "project": ("prosjekt", "prosjektnr", "project"),
    "free": ("fridimensjon", "fri dimensjon", "aktivitet", "free"),
    "period": ("periode", "regnskapsperiode", "period", "måned"),
    "year": ("år", "regnskapsår", "year", "budsjettår"),
    "amount": ("beløp", "amount", "budsjett", "regnskap", "totalt", "sum"),
    "debit": ("debet", "debit"),
    "credit": ("kredit", "credit"),
    "voucher": ("bilag", "bilagsnr", "bilagsnummer", "voucher"),
}  # fmt: skip
"""The heads that mean a column, in small letters; the first that is there is taken."""
_MONTH = re.compile(r"(?P<from>\.\.)?(?P<word>[a-zæøå]{3})[a-z.]*[ /-]?(?P<year>\d{4})?", re.I)
_OPENING = re.compile(r"ib\b.*|inngående balanse|opening balance", re.I)


class MonthColumn(BaseModel):
    """A column of one month's amounts.

    Args:
        head: the column's head.
        period: 0 for what was brought in, 1 to 12 for the months, 13 for the closing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    head: str
    period: int


class Columns(BaseModel):
    """Which column means what; each by its head, None where the file has none.

    Args:
        account: an account with its class first, such as "1010" or "210320 - Bank".
        kind, account_class: the kind of three digits and the class, where they stand apart.
        function, unit, project, free: as in the ledger's lines.
        period, year: when a line is of.
        amount: the amount; or
        debit, credit: the two sides, of which the second is taken from the first; or
        months: a column for each month.
        cumulative: whether a month's column is the sum of the year so far.
        total: the year's amount beside the months, which they are checked against.
        voucher: what tells two lines apart that are alike otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    account: str | None = None
    kind: str | None = None
    account_class: str | None = None
    function: str | None = None
    unit: str | None = None
    project: str | None = None
    free: str | None = None
    period: str | None = None
    year: str | None = None
    amount: str | None = None
    debit: str | None = None
    credit: str | None = None
    months: tuple[MonthColumn, ...] = ()
    cumulative: bool = False
    total: str | None = None
    voucher: str | None = None

    def named(self) -> dict[str, str]:
        """The heads that are used, by what they mean, the months' left out."""
        one_each = set(_HEADS)
        return {
            name: head
            for name, head in self.model_dump(exclude={"months"}).items()
            if name in one_each and isinstance(head, str)
        }

    def to_json(self) -> str:
        """The mapping as it is saved."""
        return self.model_dump_json(indent=2, exclude_defaults=True)


def columns_from_json(text: str, where: str) -> Columns:
    """A saved mapping.

    Raises:
        UnreadableLedger: it isn't one.
    """
    try:
        return Columns.model_validate_json(text)
    except ValidationError as error:
        place, why = first_fault(error)
        raise UnreadableLedger(
            N_("The mapping of columns won't do at “%(place)s”: %(why)s."),
            where=where,
            remedy=N_("Let the program guess it first, and mend what it wrote."),
            place=place or "{}",
            why=why,
        ) from None


def guess(heads: Sequence[str], where: str) -> Columns:
    """The mapping that a file's heads suggest.

    Args:
        heads: the heads as they stand.
        where: the file, for the error.

    Raises:
        UnreadableLedger: there is no column of accounts, or none of amounts.
    """
    plain = {_plain(head): head for head in reversed(heads)}
    found: dict[str, str] = {}
    for name, words in _HEADS.items():
        head = next((plain[word] for word in words if word in plain), None)
        if head is not None:
            found[name] = head
    months, cumulative = _months(heads)
    total = found.get("amount") if months else None
    if months:
        for name in ("amount", "debit", "credit"):
            found.pop(name, None)
    elif "amount" not in found and (
        years := [head for head in heads if re.fullmatch(r"20\d\d", head.strip())]
    ):
        found["amount"] = years[-1]
    if "account" in found:
        found.pop("kind", None)
        found.pop("account_class", None)
    columns = Columns(**found, months=months, cumulative=cumulative, total=total)
    refuse_incomplete(columns, heads, where)
    return columns


def refuse_incomplete(columns: Columns, heads: Sequence[str], where: str) -> None:
    """Do nothing, unless a mapping lacks what every line must have, or names no column.

    Raises:
        UnreadableLedger: it does.
    """
    used = [*columns.named().values(), *(month.head for month in columns.months)]
    used += [columns.total] if columns.total is not None else []
    strange = next((head for head in used if head not in heads), None)
    if strange is not None:
        raise UnreadableLedger(
            N_("There is no column with the head “%(head)s”."),
            where=where,
            remedy=N_("The file has these: %(heads)s."),
            head=strange,
            heads=", ".join(heads),
        )
    lacks = None
    if columns.account is None and columns.kind is None:
        lacks = N_("No column has the accounts or the kinds.")
    elif not columns.months and columns.amount is None and columns.debit is None:
        lacks = N_("No column has the amounts.")
    if lacks is not None:
        raise UnreadableLedger(
            lacks,
            where=where,
            remedy=N_("Say with a mapping which of these it is: %(heads)s."),
            heads=", ".join(head for head in heads if head),
        )


def _plain(head: str) -> str:
    return " ".join(head.lower().split())


def _months(heads: Sequence[str]) -> tuple[tuple[MonthColumn, ...], bool]:
    """The columns of months, and whether they are sums of the year so far."""
    found: dict[int, MonthColumn] = {}
    cumulative = False
    for head in heads:
        group = _plain(head)
        if _OPENING.fullmatch(group):
            found.setdefault(0, MonthColumn(head=head, period=0))
        match = _MONTH.fullmatch(group)
        word = match["word"].lower() if match else ""
        if match and (word in MONTHS or word in _ENGLISH_MONTHS):
            period = _ENGLISH_MONTHS.get(word) or MONTHS.index(word) + 1
            found.setdefault(period, MonthColumn(head=head, period=period))
            cumulative = cumulative or bool(match["from"])
    if len(found.keys() - {0}) < 2:  # noqa: PLR2004
        return (), False
    ordered = [found[period] for period in sorted(found)]
    if cumulative and any(b.period - a.period != 1 for a, b in pairwise(ordered)):
        return (), False
    return tuple(ordered), cumulative
