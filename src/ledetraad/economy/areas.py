"""The second part of the appropriation tables: the council's money by area of the budget.

The regulation on budgets and accounts (budsjett- og regnskapsforskriften, no. 714 of 7 June 2019)
has operations' net appropriations distributed in § 5-4 second part, and each sort of investment in
§ 5-5 second part, as the council itself has parted them. Which area a ledger line is of is said by
its codes; the first area that takes it has it, and what none takes is told as a rest of its own, so
that every column comes to the line of the first part that it distributes, to the øre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.economy.definition import Definition, Row, RowKind
from ledetraad.economy.quantities import Kroner, year
from ledetraad.economy.rounding import rounded_parts
from ledetraad.economy.rule_text import Rest
from ledetraad.economy.selection import Selection
from ledetraad.economy.tables import Table
from ledetraad.i18n import N_
from ledetraad.validation import refusal

OPERATIONS_TABLE: Final = "bevilgningsoversikt-drift-5-4-forste-ledd"
INVESTMENT_TABLE: Final = "bevilgningsoversikt-investering-5-5-forste-ledd"
_INVESTED: Final = ("1", "2", "3", "4")
"""The lines of § 5-5 that its second part distributes: what is invested, granted, bought, lent."""
KEY: Final = ("class", "code", "function", "unit", "project")
"""What is the same in the lines that are counted together."""
Line = Mapping[str, Any]


class Area(Selection):
    """An area of the budget.

    Args:
        name: what the council calls it.
        account_class, code, function, unit, project: the lines that are its; see `Selection`.
    """

    name: str = Field(min_length=1, max_length=200)

    @model_validator(mode="after")
    def _names_codes(self) -> Area:
        if self.takes_all:
            raise refusal(N_("it takes every line; name codes, functions, units or projects"))
        return self


class Areas(BaseModel):
    """The areas, in the order that they are tried and shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    areas: tuple[Area, ...] = Field(min_length=1, max_length=200)
    source: str = Field("", max_length=300)

    @model_validator(mode="after")
    def _each_once(self) -> Areas:
        names = [area.name for area in self.areas]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise refusal(N_("two areas are called “%(name)s”"), name=twice)
        return self

    def area_of(self, line: Line) -> int | None:
        """The place in the order of the area that a line is of; None where none takes it."""
        return next((at for at, area in enumerate(self.areas) if area.takes(line)), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A line of the first part, distributed.

    Args:
        row: the line.
        whole: what it comes to.
        parts: what each area has of it, in their order; together with the rest they are the whole.
        rest: what no area takes.
    """

    row: Row
    whole: Kroner
    parts: tuple[Kroner, ...]
    rest: Kroner


def distributed_rows(definition: Definition) -> list[Row]:
    """The lines of a table that its second part distributes; none for other tables.

    In operations that is the line of all codes that no other line has, the net appropriations.
    """
    if definition.key == OPERATIONS_TABLE:
        return [
            row for row in definition.rows if any(isinstance(term, Rest) for term in row.rule.terms)
        ]
    if definition.key == INVESTMENT_TABLE:
        return [
            row for row in definition.rows if row.post in _INVESTED and row.kind is RowKind.LINE
        ]
    return []


def distribute(table: Table, lines: Iterable[Line], areas: Areas) -> tuple[Section, ...]:
    """The second part of a table.

    Args:
        table: the first part.
        lines: what the year's lines come to by `KEY`, with their `amount`.
        areas: the areas.
    """
    rows = distributed_rows(table.definition)
    counted = {row.post: table.cell(row.post).weights for row in rows}
    found = {row.post: [Decimal(0)] * (len(areas.areas) + 1) for row in rows}
    for line in lines:
        if line["class"] != table.definition.account_class:
            continue
        at = areas.area_of(line)
        for post, weights in counted.items():
            times = weights.get(line["code"], 0)
            if times:
                found[post][-1 if at is None else at] += line["amount"] * times
    of = year(table.year)
    return tuple(
        Section(
            row,
            Kroner(table.amount(row.post), of),
            tuple(Kroner(amount, of) for amount in found[row.post][:-1]),
            Kroner(found[row.post][-1], of),
        )
        for row in rows
    )


def lines_of_area(
    table: Table, post: str, lines: Iterable[Line], areas: Areas, area: int | None
) -> list[tuple[Line, int]]:
    """The lines that an area's part of a row is the sum of, and how many times each counts.

    Args:
        table, lines, areas: as in `distribute`.
        post: the row.
        area: its place in the order; None for the rest.
    """
    weights = table.cell(post).weights
    return [
        (line, weights[line["code"]])
        for line in lines
        if line["class"] == table.definition.account_class
        and weights.get(line["code"], 0)
        and areas.area_of(line) == area
    ]


def shown_parts(section: Section, step: Decimal, whole: Decimal) -> Sequence[Decimal]:
    """An area's amounts, the rest last, in whole steps that sum to the row as it is shown.

    Args:
        section: what is distributed.
        step: 1 for kroner, 1000 for thousands.
        whole: the row as the first part shows it.
    """
    exact = [*(part.value for part in section.parts), section.rest.value]
    return rounded_parts(exact, step, whole)
