"""The few amounts by year that financial rules are reckoned from, whatever they come from.

They are taken from statutory tables of accounts or a budget, or given as they stand in an economic
plan. Each year says which of these it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from ledetraad.economy.definition import standard_definitions
from ledetraad.economy.faults import InvalidFinancialRule
from ledetraad.economy.given import Number
from ledetraad.economy.ledger import Basis
from ledetraad.economy.quantities import Kroner
from ledetraad.economy.tables import Table
from ledetraad.i18n import N_
from ledetraad.validation import first_fault

_DRIFT = "okonomisk-oversikt-drift-5-6"
_INVESTMENT = "bevilgningsoversikt-investering-5-5-forste-ledd"
_BALANCE = "balanseregnskap-5-8"


@dataclass(frozen=True, slots=True)
class KeyAmount:
    """An amount that figures are made of.

    Args:
        name: what it is called.
        parts: the lines of the standard tables that it is the sum of: the table, the line and 1 or
            -1; none where it must be given.
    """

    name: str
    parts: tuple[tuple[str, str, int], ...] = ()


KEY_AMOUNTS: Final[Mapping[str, KeyAmount]] = MappingProxyType(
    {
        "operating_revenues": KeyAmount(N_("operating revenues"), ((_DRIFT, "9", 1),)),
        "net_operating_result": KeyAmount(N_("net operating result"), ((_DRIFT, "24", 1),)),
        "adjusted_result": KeyAmount(N_("adjusted net operating result")),
        "free_revenues": KeyAmount(N_("free revenues"), ((_DRIFT, "1", 1), (_DRIFT, "2", 1))),
        "net_finance_costs": KeyAmount(N_("net finance costs"), ((_DRIFT, "22", 1),)),
        "disposition_fund": KeyAmount(N_("disposition fund"), ((_BALANCE, "C.I.1", -1),)),
        "long_term_debt": KeyAmount(N_("long-term debt"), ((_BALANCE, "D", -1),)),
        "loans": KeyAmount(N_("loans"), ((_BALANCE, "D.I", -1),)),
        "net_loan_debt": KeyAmount(N_("net loan debt")),
        "loans_by_free_revenues": KeyAmount(N_("loans served by free revenues")),
        "working_capital": KeyAmount(
            N_("working capital without premium deviation"),
            (
                (_BALANCE, "B", 1),
                (_BALANCE, "B.III.3", -1),
                (_BALANCE, "E", 1),
                (_BALANCE, "E.I.5", -1),
            ),
        ),
        "investments": KeyAmount(N_("investments"), ((_INVESTMENT, "6", 1),)),
        "investment_loans": KeyAmount(N_("loans for investments"), ((_INVESTMENT, "13", 1),)),
        "certificate_loans": KeyAmount(N_("certificate loans"), ((_BALANCE, "D.I.3", -1),)),
        "interest_exposed_debt": KeyAmount(N_("debt exposed to interest")),
    }
)
"""The amounts, by the keys that files and rules name them by.

Free revenues are here the general grant and the tax on income and wealth. The adjusted result and
the debts that are net of something have a definition of each municipality's own; they are given.
"""


LINE_TABLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "5-4": "bevilgningsoversikt-drift-5-4-forste-ledd",
        "5-5": _INVESTMENT,
        "5-6": _DRIFT,
        "5-8": _BALANCE,
    }
)
"""The tables whose lines a formula may ask for, by what it calls them: "[5-6:24]"."""


@cache
def formula_names() -> Mapping[str, str]:
    """What a formula may ask for: the key amounts, and the standard tables' lines."""
    names = {key: amount.name for key, amount in KEY_AMOUNTS.items()}
    tables = {each.key: each for each in standard_definitions().tables}
    for short, table in LINE_TABLES.items():
        for row in tables[table].rows:
            if not row.percent:
                names[f"{short}:{row.post}"] = f"§ {short}, {row.post} {row.label}"
    return MappingProxyType(names)


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts and published key figures by year.

    Args:
        kroner: the amounts, by key and year.
        percent: key figures in percent, such as KOSTRA's, by key and year.
        basis: what each year's amounts are.
        counts: how many persons there are, by a table's key and year.
        called: what the tables of key figures and counts are called, with their edition, by key.
    """

    kroner: Mapping[tuple[str, int], Decimal]
    percent: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)
    basis: Mapping[int, Basis] = field(default_factory=dict)
    counts: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are accounts, a budget or a plan, or all where nobody has said which."""
        return tuple(sorted(self.basis or {of for _, of in (*self.kroner, *self.percent)}))

    def with_more(self, others: Amounts) -> Amounts:
        """These and others; where both know the same, the others'."""
        return Amounts(
            {**self.kroner, **others.kroner},
            {**self.percent, **others.percent},
            {**self.basis, **others.basis},
            {**self.counts, **others.counts},
            {**self.called, **others.called},
        )

    def changed(self, kroner: Mapping[tuple[str, int], Decimal]) -> Amounts:
        """These with other amounts in place of their own."""
        return replace(self, kroner=kroner)


def amounts_from_tables(tables: Iterable[Table], basis: Basis) -> Amounts:
    """What statutory tables say of the amounts; what they lack the lines for is left out."""
    by_year: dict[int, dict[str, Table]] = {}
    for table in tables:
        by_year.setdefault(table.year, {})[table.definition.key] = table
    kroner: dict[tuple[str, int], Decimal] = {}
    for of, known in by_year.items():
        for key, amount in KEY_AMOUNTS.items():
            if amount.parts and all(_has(known, table, post) for table, post, _ in amount.parts):
                kroner[key, of] = sum(
                    (known[table].amount(post) * times for table, post, times in amount.parts),
                    Decimal(0),
                )
        for short, name in LINE_TABLES.items():
            if name in known:
                kroner |= _lines(known[name], short, of)
    return Amounts(kroner, {}, dict.fromkeys(by_year, basis))


def _lines(table: Table, short: str, of: int) -> dict[tuple[str, int], Decimal]:
    """A table's lines in kroner, by what a formula calls them."""
    return {
        (f"{short}:{cell.row.post}", of): cell.value.value
        for cell in table.cells
        if isinstance(cell.value, Kroner)
    }


def _has(known: Mapping[str, Table], table: str, post: str) -> bool:
    return table in known and post in known[table].definition.by_post


class _AmountsFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    note: str = ""
    basis: dict[int, Basis]
    kroner: dict[str, dict[int, Number]] = {}
    percent: dict[str, dict[int, Number]] = {}


def amounts_from_json(text: str, where: str) -> Amounts:
    """Amounts as a file gives them.

    Args:
        text: JSON with `basis` by year, `kroner` by key and year, and `percent` likewise.
        where: the file, for the error.

    Raises:
        InvalidFinancialRule: it is no such file, or has a key or a year that it doesn't explain.
    """
    try:
        file = _AmountsFile.model_validate_json(text)
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidFinancialRule(
            N_("The amounts won't do at “%(place)s”: %(why)s."),
            where=where,
            place=place or "{}",
            why=why,
        ) from None
    for key in file.kroner:
        if key not in KEY_AMOUNTS:
            raise InvalidFinancialRule(
                N_("There is no amount called “%(key)s”."),
                where=where,
                remedy=N_("Use one of these: %(keys)s."),
                key=key,
                keys=", ".join(KEY_AMOUNTS),
            )
    read = [
        {(key, of): value for key, values in given.items() for of, value in values.items()}
        for given in (file.kroner, file.percent)
    ]
    strange = sorted({of for values in read for _, of in values} - set(file.basis))
    if strange:
        raise InvalidFinancialRule(
            N_("Nothing says whether %(year)s is accounts, a budget or a plan."),
            where=where,
            remedy=N_("Add the year to “basis”."),
            year=str(strange[0]),
        )
    return Amounts(read[0], read[1], file.basis)
