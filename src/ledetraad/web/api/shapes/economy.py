"""Ledgers, statutory tables, financial rules and what an element costs."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from ledetraad.economy.ledger import Basis
from ledetraad.economy.ties import Sureness

RuleState = Literal["kept", "near", "broken", "no_bound", "cannot_say"]
"""How a year stands, as `verdict.State` has it; the description has another “State” already."""
_EXACT = "Kroner and øre, as text."


class LedgerOut(BaseModel):
    """The ledger of a year and sort that is in use."""

    year: int
    basis: Basis
    file: str
    note: str
    sha256: str
    lines: int
    months: Annotated[int, Field(description="How many months it has lines of.")]
    taken_at: datetime | None


class StatementRowOut(BaseModel):
    """A line of a statutory table."""

    post: str
    label: str
    rule: Annotated[str, Field(description="What it is the sum of, as the definition writes it.")]
    unit: Annotated[str, Field(description="“kroner” or “percent”.")]
    value: Annotated[Decimal | None, Field(description=_EXACT)]
    cannot_say: Annotated[str | None, Field(description="Why there is no value.")]


class StatementOut(BaseModel):
    """A statutory table of a year, from the ledger in use."""

    key: str
    name: str
    paragraph: str
    definition: Annotated[str, Field(description="Where its definition is from.")]
    year: int
    basis: Basis
    ledger: LedgerOut
    rows: list[StatementRowOut]


class AreaOut(BaseModel):
    """What an area of the budget has of a line."""

    area: str
    value: Annotated[Decimal, Field(description=_EXACT)]


class DistributedRowOut(BaseModel):
    """A line of an appropriation table, parted by area; the areas and the rest come to it."""

    post: str
    label: str
    value: Annotated[Decimal, Field(description=_EXACT)]
    areas: list[AreaOut]
    rest: Annotated[Decimal, Field(description="What no area takes.")]


class DistributionOut(BaseModel):
    """The second part of an appropriation table."""

    key: str
    paragraph: str
    year: int
    basis: Basis
    ledger: LedgerOut
    rows: list[DistributedRowOut]


class FigureYearOut(BaseModel):
    """A key figure's number of a year."""

    year: int
    value: Decimal
    unrevised: Annotated[bool, Field(description="Published before its last check.")]
    broken: Annotated[bool, Field(description="Not quite comparable with the years before.")]


class FigurePlaceOut(BaseModel):
    """A key figure's numbers somewhere."""

    region: str
    name: str
    values: list[FigureYearOut]


class FigureTableOut(BaseModel):
    """A table that a key figure is from."""

    source: str
    table: str
    title: str
    address: str
    updated: datetime | None


class KeyFigureOut(BaseModel):
    """A key figure that is fetched: the municipality's own numbers first, then the others'."""

    key: int
    name: str
    unit: str
    formula: str
    tables: list[FigureTableOut]
    notes: list[str]
    asked_at: datetime | None
    places: list[FigurePlaceOut]


class VerdictOut(BaseModel):
    """How a year stands by a financial rule."""

    rule: Annotated[int, Field(description="The rule's number.")]
    name: str
    example: Annotated[bool, Field(description="Whether it is no rule of the municipality's own.")]
    source: str
    year: int
    basis: Basis | None
    state: RuleState
    percent: Decimal | None
    cannot_say: str | None
    at_least: Decimal | None
    at_most: Decimal | None
    distance: Annotated[Decimal | None, Field(description="Points inside; negative outside.")]
    needed: Annotated[
        Decimal | None, Field(description="Kroner that the figure's first amount must change by.")
    ]


class SureOut(BaseModel):
    """The part of a cost that is so sure."""

    sureness: Sureness
    expenses: Annotated[Decimal, Field(description=_EXACT)]


class CostOut(BaseModel):
    """What an element of a plan costs in a year, with all that stands under it."""

    plan: int
    element: str
    ledger: LedgerOut
    expenses: Annotated[Decimal, Field(description=_EXACT)]
    revenues: Annotated[Decimal, Field(description=_EXACT)]
    net: Annotated[Decimal, Field(description=_EXACT)]
    by_sureness: list[SureOut]
    untied: Annotated[
        Decimal, Field(description="Expenses of the whole ledger that are tied to nothing.")
    ]
    whole: Annotated[Decimal, Field(description="All expenses of the ledger.")]
