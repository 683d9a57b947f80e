"""Targets for emissions: dated decisions in percent of a reference year.

A later decision for the same year and sector takes the place of an earlier one without erasing it;
what held on any day can still be said. Percent are of the reference year as the edition at hand
has it, so that a revised history moves the tonnes and not the target.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.climate.emissions import Edition
from ledetraad.climate.sectors import Boundary, Sector, sectors_of
from ledetraad.economy.given import Number
from ledetraad.economy.quantities import HUNDRED, CannotSay, Percent, TonnesCO2e, year
from ledetraad.i18n import N_
from ledetraad.validation import refusal


class TargetDecision(BaseModel):
    """A target as it was decided.

    Args:
        year: the year to reach it by.
        cut: how many percent less than in the reference year.
        reference: the reference year.
        sector: of which sector; None for all together.
        boundary: which emissions it is about.
        decided: the day; None where that isn't known, which is before all others.
        source: where it was decided, such as a plan's name.
        case: in which case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    cut: Number = Field(le=100)
    reference: int
    sector: Sector | None = None
    boundary: Boundary = Boundary.AREA_DIRECT
    decided: date | None = None
    source: str = ""
    case: str = ""

    @model_validator(mode="after")
    def _after_reference(self) -> TargetDecision:
        if self.year <= self.reference:
            raise refusal(N_("the target's year is not after its reference year"))
        if self.sector is not None and self.sector not in sectors_of(self.boundary):
            raise refusal(N_("the boundary has no such sector"))
        return self

    def tonnes(self, edition: Edition) -> TonnesCO2e | CannotSay:
        """What may be emitted in the target's year, by an edition of the accounts."""
        reference = edition.total(self.reference, self.sector)
        if isinstance(reference, CannotSay):
            return reference
        left = Percent(HUNDRED - self.cut, reference.years).of(reference)
        return TonnesCO2e(left.value, year(self.year))


def in_force(decisions: Iterable[TargetDecision], on: date) -> tuple[TargetDecision, ...]:
    """The targets that hold on a day: of each boundary, sector and year the one decided last.

    Args:
        decisions: every target ever decided, in any order.
        on: the day; decisions after it are not known yet.

    Returns:
        In order of the years.
    """
    known = [each for each in decisions if each.decided is None or each.decided <= on]
    known.sort(key=lambda each: each.decided or date.min)
    latest = {(each.boundary, each.sector, each.year): each for each in known}
    return tuple(sorted(latest.values(), key=lambda each: (each.year, each.sector or "")))


def superseded(decisions: Iterable[TargetDecision], on: date) -> tuple[TargetDecision, ...]:
    """The targets that were decided by a day and no longer hold, the oldest first."""
    known = [each for each in decisions if each.decided is None or each.decided <= on]
    held = in_force(known, on)
    gone = [each for each in known if each not in held]
    return tuple(sorted(gone, key=lambda each: each.decided or date.min))
