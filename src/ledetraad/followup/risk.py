"""Risk: how likely something is and how much it would matter, each from 1 to 5, and what follows.

The matrix is data, for each municipality has its own. The default is an example: the product of
the two is low to 4, medium to 12, and high from 15.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from ledetraad.followup.faults import InvalidRule
from ledetraad.i18n import N_

STEPS = range(1, 6)


class RiskLevel(StrEnum):
    """How great a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


RISK_LEVEL_NAMES = {
    RiskLevel.LOW: N_("low risk"),
    RiskLevel.MEDIUM: N_("medium risk"),
    RiskLevel.HIGH: N_("high risk"),
}
RISK_LEVEL_MARKS = {RiskLevel.LOW: "●", RiskLevel.MEDIUM: "▲", RiskLevel.HIGH: "◆"}
"""A shape for each that is told apart without colour."""

LIKELIHOOD_NAMES = {
    1: N_("very unlikely"),
    2: N_("unlikely"),
    3: N_("possible"),
    4: N_("likely"),
    5: N_("very likely"),
}
CONSEQUENCE_NAMES = {
    1: N_("hardly any consequence"),
    2: N_("small consequence"),
    3: N_("some consequence"),
    4: N_("large consequence"),
    5: N_("very large consequence"),
}
_ORDER = tuple(RiskLevel)


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk as somebody has judged it.

    Args:
        likelihood, consequence: from 1 to 5.

    Raises:
        InvalidRule: one is not from 1 to 5.
    """

    likelihood: int
    consequence: int

    def __post_init__(self) -> None:
        for value in (self.likelihood, self.consequence):
            if value not in STEPS:
                raise InvalidRule(
                    N_("%(value)s is not a step from 1 to 5."),
                    remedy=N_("Choose how likely it is and how much it would matter, from 1 to 5."),
                    value=value,
                )


def _usual(likelihood: int, consequence: int) -> RiskLevel:
    product = likelihood * consequence
    if product >= 15:  # noqa: PLR2004
        return RiskLevel.HIGH
    return RiskLevel.MEDIUM if product > 4 else RiskLevel.LOW  # noqa: PLR2004


USUAL_LEVELS = tuple(tuple(_usual(row, column) for column in STEPS) for row in STEPS)
"""The default matrix: a row for each likelihood, a column for each consequence."""


@dataclass(frozen=True, slots=True)
class RiskMatrix:
    """Which level follows from which likelihood and consequence.

    Args:
        levels: five rows, one for each likelihood from 1, of five levels, one for each
            consequence from 1.

    Raises:
        InvalidRule: it isn't five by five, or something likelier or graver is a lower risk.
    """

    levels: tuple[tuple[RiskLevel, ...], ...] = field(default=USUAL_LEVELS)

    def __post_init__(self) -> None:
        sizes = [len(row) for row in self.levels]
        if sizes != [len(STEPS)] * len(STEPS):
            raise InvalidRule(
                N_("The matrix is not five by five."),
                remedy=N_("Give each of the five likelihoods five levels."),
            )
        for line in (*self.levels, *zip(*self.levels, strict=True)):
            ranks = [_ORDER.index(level) for level in line]
            if any(one > other for one, other in pairwise(ranks)):
                raise InvalidRule(
                    N_("The matrix falls where it should rise."),
                    remedy=N_("Let the risk never fall when it gets likelier or graver."),
                )

    def level(self, risk: Risk) -> RiskLevel:
        """How great a risk is."""
        return self.levels[risk.likelihood - 1][risk.consequence - 1]
