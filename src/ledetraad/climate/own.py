"""The municipality's own emissions in a year, line by line, in each boundary of its own.

What was done and what was spent, each times a factor; the boundaries answer to the scopes of the
GHG Protocol and are never summed with the emissions within the border.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.climate.factors import FactorSet
from ledetraad.climate.sectors import BOUNDARY_NAMES, STANDARD_SCOPES, Boundary
from ledetraad.economy.quantities import TonnesCO2e
from ledetraad.economy.rounding import rounded_parts
from ledetraad.followup.written import number_text

STEP = Decimal("0.1")
"""Tonnes are shown to the tenth."""


@dataclass(frozen=True, slots=True)
class OwnLine:
    """An amount times a factor.

    Args:
        what: what was done or bought.
        amount, unit: how much.
        factor: the factor's id.
        factors: the set that it is of.
        tonnes: what it emitted.
        price: what a krone of the year is in kroner of the factors' year; 1 where no kroner are
            concerned.
        key: the id of where it is written down.
        source: where the amount is from.
    """

    what: str
    amount: Decimal
    unit: str
    factor: str
    factors: FactorSet
    tonnes: TonnesCO2e
    price: Decimal = Decimal(1)
    key: int = 0
    source: str = ""

    @property
    def boundary(self) -> Boundary:
        """Which emissions they are."""
        return self.factors.factor(self.factor).boundary

    @property
    def formula(self) -> str:
        """How it is reckoned: "1 000 liter × 2,5 kg CO2e / liter"."""
        factor = self.factors.factor(self.factor)
        price = f" × {number_text(self.price.normalize())}" if self.price != 1 else ""
        amount = number_text(self.amount.normalize())
        return f"{amount} {self.unit}{price} × {number_text(factor.value)} {factor.unit}"


@dataclass(frozen=True, slots=True)
class OwnBoundary:
    """The lines of a boundary.

    Args:
        boundary: which.
        lines: each with its tonnes as shown, which sum to the total.
        total: in tonnes, as shown.
    """

    boundary: Boundary
    lines: tuple[tuple[OwnLine, Decimal], ...]
    total: Decimal

    @property
    def name(self) -> str:
        """What it is called."""
        return BOUNDARY_NAMES[self.boundary]

    @property
    def standard(self) -> str:
        """What it is called in the standards."""
        return STANDARD_SCOPES[self.boundary]


def by_boundary(lines: Iterable[OwnLine]) -> tuple[OwnBoundary, ...]:
    """Lines by boundary, those that have any, in the order of the standards' scopes."""
    found: dict[Boundary, list[OwnLine]] = {}
    for line in lines:
        found.setdefault(line.boundary, []).append(line)
    made = []
    for boundary in Boundary:
        if boundary in found:
            shown = rounded_parts([line.tonnes.value for line in found[boundary]], STEP)
            pairs = tuple(zip(found[boundary], shown, strict=True))
            made.append(OwnBoundary(boundary, pairs, sum(shown, Decimal(0))))
    return tuple(made)
