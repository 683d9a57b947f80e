"""A measure as it is written down: what, why, for what, by whom, when, for how much, with whom.

These values are what the form, the API and the spreadsheet all write, and what the history keeps.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ledetraad.followup.status import MeasureStatus
from ledetraad.i18n import N_
from ledetraad.plan.model import Identifier
from ledetraad.validation import refusal

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Year = Annotated[int, Field(ge=1900, le=2200)]
MOST = 200
"""How many of each thing one measure may have."""


class MeasureKind(StrEnum):
    """What kind of measure it is."""

    ASSIGNMENT = "assignment"
    OPERATIONS = "operations"
    INVESTMENT = "investment"
    CLIMATE = "climate"
    COUNCIL_ORDER = "council_order"


KIND_NAMES = {
    MeasureKind.ASSIGNMENT: N_("assignment without money"),
    MeasureKind.OPERATIONS: N_("operations"),
    MeasureKind.INVESTMENT: N_("investment"),
    MeasureKind.CLIMATE: N_("climate measure"),
    MeasureKind.COUNCIL_ORDER: N_("the council's spoken order"),
}


class Financing(StrEnum):
    """Where the money for a measure comes from."""

    NONE = "none"
    WITHIN_FRAME = "within_frame"
    NEW_MONEY = "new_money"


FINANCING_NAMES = {
    Financing.NONE: N_("costs nothing"),
    Financing.WITHIN_FRAME: N_("within the frame"),
    Financing.NEW_MONEY: N_("new money"),
}


class MoneyKind(StrEnum):
    """Which budget an amount stands in."""

    OPERATIONS = "operations"
    INVESTMENT = "investment"


MONEY_KIND_NAMES = {
    MoneyKind.OPERATIONS: N_("operating budget"),
    MoneyKind.INVESTMENT: N_("investment budget"),
}


class RiskStatus(StrEnum):
    """Where a risk stands."""

    OPEN = "open"
    HANDLED = "handled"
    HAPPENED = "happened"
    GONE = "gone"


RISK_STATUS_NAMES = {
    RiskStatus.OPEN: N_("open"),
    RiskStatus.HANDLED: N_("handled"),
    RiskStatus.HAPPENED: N_("has happened"),
    RiskStatus.GONE: N_("no longer there"),
}


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Serves(_Value):
    """An element of a plan that a measure serves; `plan` is the working copy's key."""

    plan: int
    element: Identifier


class Milestone(_Value):
    """A step on the way."""

    text: Annotated[Line, Field(min_length=1)]
    due: date | None = None
    done: date | None = None


class Money(_Value):
    """What a measure costs in a year, in whole kroner; negative where it saves."""

    year: Year
    kind: MoneyKind
    amount: int = Field(ge=-(10**13), le=10**13)


class Partner(_Value):
    """Somebody outside the municipality who takes part, and the agreement if there is one."""

    name: Annotated[Line, Field(min_length=1)]
    agreement: Line = ""
    until: date | None = None


class Risk(_Value):
    """What may go wrong, how likely and how grave it is from 1 to 5, and what is done about it."""

    text: Annotated[Line, Field(min_length=1)]
    likelihood: int = Field(ge=1, le=5)
    consequence: int = Field(ge=1, le=5)
    owner: Line = ""
    mitigation: Line = ""
    status: RiskStatus = RiskStatus.OPEN


class MeasureValues(_Value):
    """What a measure says.

    Args:
        name: what is done, in a sentence or less.
        why: what it is for.
        kind: what kind of measure.
        financing: where the money comes from.
        unit: the key of the unit that answers for it.
        person: the key of the person who does.
        start, deadline: from when until when.
        status: how it goes, as reported last.
        serves: what it serves in the plans.
        milestones, money, partners, risks: in the order written.
    """

    name: Annotated[Line, Field(min_length=1)]
    why: Words = ""
    kind: MeasureKind = MeasureKind.ASSIGNMENT
    financing: Financing = Financing.NONE
    unit: int | None = None
    person: int | None = None
    start: date | None = None
    deadline: date | None = None
    status: MeasureStatus = MeasureStatus.NOT_STARTED
    serves: tuple[Serves, ...] = Field(default=(), max_length=MOST)
    milestones: tuple[Milestone, ...] = Field(default=(), max_length=MOST)
    money: tuple[Money, ...] = Field(default=(), max_length=MOST)
    partners: tuple[Partner, ...] = Field(default=(), max_length=MOST)
    risks: tuple[Risk, ...] = Field(default=(), max_length=MOST)

    @model_validator(mode="after")
    def _fits_together(self) -> MeasureValues:
        if self.start and self.deadline and self.deadline < self.start:
            raise refusal(N_("the deadline is before the start"))
        said = [(one.year, one.kind) for one in self.money]
        if len(set(said)) != len(said):
            raise refusal(N_("there are two amounts for one year in the same budget"))
        if len(set(self.serves)) != len(self.serves):
            raise refusal(N_("it serves the same element twice"))
        return self

    def total(self, kind: MoneyKind | None = None) -> Decimal:
        """What it costs in all years together, in kroner, in one budget or both."""
        return Decimal(sum(one.amount for one in self.money if kind in {None, one.kind}))
