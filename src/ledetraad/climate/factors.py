"""What activities emit: factors with their source and year, and what was done.

Values alone; `activity.py` reckons with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.sectors import Boundary
from ledetraad.economy.given import Number
from ledetraad.i18n import N_

LONGEST_UNIT = 60


class Factor(BaseModel):
    """What an activity emits.

    Args:
        key: its id within its set, such as "diesel".
        value: how much.
        unit: such as "kg CO2e / liter" or "kg CO2e / NOK".
        boundary: which emissions they are.
        code, function: for money spent, the KOSTRA kinds and functions that it is for; each a
            code or a beginning with a star; empty for any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    value: Number
    unit: str = Field(max_length=LONGEST_UNIT)
    boundary: Boundary = Boundary.OWN_INDIRECT
    code: tuple[str, ...] = ()
    function: tuple[str, ...] = ()


class FactorSet(BaseModel):
    """Factors that belong together.

    Args:
        name: what the set is called.
        source: where the factors are from.
        year: the year that they are of; for money, the year of the prices.
        example: whether they are invented.
        factors: the factors; of those for money, the first that fits a line is used.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    source: str = Field(min_length=1)
    year: int
    example: bool = False
    factors: tuple[Factor, ...] = Field(min_length=1)

    def factor(self, key: str) -> Factor:
        """The factor of an id.

        Raises:
            InvalidClimateBudget: there is none.
        """
        for each in self.factors:
            if each.key == key:
                return each
        raise InvalidClimateBudget(
            N_("The set of factors “%(set)s” has none called “%(key)s”."),
            remedy=N_("It has these: %(keys)s."),
            set=self.name,
            key=key,
            keys=", ".join(each.key for each in self.factors),
        )


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that was done.

    Args:
        amount: how much.
        unit: of what, such as "MWh", "liter" or "NOK".
        year: when.
        factor: the id of the factor that it is reckoned by.
    """

    amount: Decimal
    unit: str
    year: int
    factor: str
