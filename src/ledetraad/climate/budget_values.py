"""A climate budget as it is written down, beside the targets and the measures that it counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ledetraad.climate.baseline import BaselineChoice, Flat
from ledetraad.climate.frame import FrameChoice, LinearFrame
from ledetraad.climate.sectors import Boundary
from ledetraad.economy.given import MOST_YEARS, Number
from ledetraad.i18n import N_
from ledetraad.validation import refusal

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]


class BudgetValues(BaseModel):
    """What a climate budget says.

    Args:
        name: what it is called.
        first, last: its years, both among them; four as a rule, and the target's.
        edition: the key of the edition of the accounts that it begins from.
        boundary: what it is bounded to.
        baseline, frame: how the two paths are made.
        discount: the rate of discount for costs, in percent.
        decided: the day it was adopted; None before.
        case: in which case.
        earlier: the key of the published budget whose promises are looked back on.
        example: whether its figures are invented.
        note: anything to be told with it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(min_length=1)]
    first: int = Field(ge=1990, le=2150)
    last: int = Field(ge=1990, le=2150)
    edition: int
    boundary: Boundary = Boundary.AREA_DIRECT
    baseline: BaselineChoice = Flat()
    frame: FrameChoice = LinearFrame()
    discount: Annotated[Number, Field(ge=0, le=20)] = Decimal(4)
    decided: date | None = None
    case: Line = ""
    earlier: int | None = None
    example: bool = False
    note: Words = ""

    @model_validator(mode="after")
    def _ordered(self) -> BudgetValues:
        if not self.first <= self.last < self.first + MOST_YEARS:
            raise refusal(N_("it ends before it begins, or lasts too long"))
        return self
