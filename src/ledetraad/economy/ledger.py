"""Ledger lines: what a municipality has budgeted or spent, each line with its codes.

The lines stand in a table of columns, so that a large city's millions of them are reckoned in one
go. Amounts are as the ledger has them: expenses and assets positive, revenues and debts negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from ledetraad.i18n import N_

INVESTMENT, OPERATIONS, BALANCE = "0", "1", "2"
CLASSES: Final = (INVESTMENT, OPERATIONS, BALANCE)
"""The first digit of an account: the investment accounts, the operating ones, the balance sheet."""

OPENING = 0
"""The period of a balance that was brought in from the year before."""
LAST_PERIOD = 13
"""The period after December, of the year's closing."""

LINES: Final = pa.schema(
    [
        pa.field("row", pa.int32(), nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("class", pa.string(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("function", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("project", pa.string(), nullable=False),
        pa.field("free", pa.string(), nullable=False),
        pa.field("period", pa.int8()),
        pa.field("amount", pa.decimal128(18, 2), nullable=False),
    ]
)
"""The columns of ledger lines.

row: the line or row of the file that it stands in.
year: the year of account.
class: one of `CLASSES`.
code: the KOSTRA kind of three digits; for a balance account its digits after the class.
function: the KOSTRA function of three digits; "" in the balance sheet.
unit, project, free: the municipality's own responsibility, project and free dimension; "" for none.
period: 0 brought in, 1 to 12 the months, 13 the closing; null where the line is of a whole year.
amount: kroner and øre, with the ledger's own sign.
"""


class Basis(StrEnum):
    """What the lines are."""

    ACCOUNTS = "accounts"
    BUDGET = "budget"
    REVISED = "revised"
    PLAN = "plan"


BASIS_NAMES: Final[Mapping[Basis, str]] = {
    Basis.ACCOUNTS: N_("accounts"),
    Basis.BUDGET: N_("budget"),
    Basis.REVISED: N_("revised budget"),
    Basis.PLAN: N_("economic plan"),
}


@dataclass(frozen=True, slots=True)
class CodeSum:
    """What a code's lines come to.

    Args:
        amount: all of them, with the ledger's sign; for a balance account what it closed at.
        opening: what was brought in, of it.
        lines: how many lines there are.
    """

    amount: Decimal
    opening: Decimal
    lines: int

    @property
    def change(self) -> Decimal:
        """What the year's own lines come to."""
        return self.amount - self.opening


Sums = Mapping[tuple[str, str], CodeSum]
"""What each code comes to, by its class and itself."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger's lines, and where they are from.

    Args:
        lines: a table with the columns of `LINES`.
        basis: what the lines are.
        source: the file that they were read from.
        digest: the SHA-256 of the file, in hexadecimal; "" where there is none.
        names: what codes are called, by dimension ("account", "function", "unit", …) and code; an
            account's code here is its class and its code.
    """

    lines: pa.Table
    basis: Basis
    source: str
    digest: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that there are lines of, the earliest first."""
        return tuple(sorted(each.as_py() for each in pc.unique(self.lines["year"])))

    def of_year(self, year: int) -> pa.Table:
        """The lines of one year."""
        if self.years == (year,):
            return self.lines
        return self.lines.filter(pc.equal(self.lines["year"], year))

    def sums(self, year: int) -> Sums:
        """What each code comes to in a year."""
        return self.all_sums().get(year, {})

    def all_sums(self) -> dict[int, Sums]:
        """What each code comes to, by year."""
        lines = self.lines
        opening = pc.fill_null(pc.equal(lines["period"], OPENING), False)
        zero = pa.scalar(Decimal("0.00"), lines["amount"].type)
        lines = lines.append_column("opening", pc.if_else(opening, lines["amount"], zero))
        grouped = lines.group_by(["year", "class", "code"]).aggregate(
            [("amount", "sum"), ("opening", "sum"), ("row", "count")]
        )
        found: dict[int, dict[tuple[str, str], CodeSum]] = {}
        for each in grouped.to_pylist():
            found.setdefault(each["year"], {})[each["class"], each["code"]] = CodeSum(
                each["amount_sum"], each["opening_sum"], each["row_count"]
            )
        return {year: found[year] for year in sorted(found)}

    def name_of(self, dimension: str, code: str) -> str:
        """What a code is called; the code itself where that isn't known."""
        return self.names.get(dimension, {}).get(code, "") or code
