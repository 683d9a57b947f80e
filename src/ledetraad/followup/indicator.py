"""An indicator as it is written down: what is counted, which way is good, how it is judged.

These values are what the form, the API and the spreadsheet all write, and what the history keeps.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from ledetraad.errors import LedetraadError
from ledetraad.followup.band_text import read_bands
from ledetraad.followup.bands import Bands
from ledetraad.followup.direction import Direction
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.target import Baseline, TargetPath, TargetValue
from ledetraad.i18n import N_
from ledetraad.plan.model import Identifier
from ledetraad.validation import refusal

_MOST_KEPT = 4_096
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Figure = Annotated[Decimal, Field(max_digits=24, decimal_places=8)]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Target(BaseModel):
    """A value to reach by the end of a year, and where that was decided."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: Year
    value: Figure
    decided: date | None = None
    source: Line = ""


class IndicatorValues(BaseModel):
    """What an indicator says of itself; its values over time are kept apart.

    Args:
        name: what is counted.
        definition: how, so that two people would count the same.
        measure_unit: of the values, such as "%" or "boliger".
        decimals: how many the values are shown with.
        direction: which way is good.
        desired, accepted, not_approved: the bands as printed on a scorecard ("1,30–1,69").
        baseline_year, baseline: where it started; both or none.
        targets: values to reach by years.
        frequency: how often it is measured.
        lag: how many days after the end of a period its value comes; None for the usual number.
        source: where the values come from.
        since: the first year that it is measured ("new from 2015").
        plan, element: what it is a sign of in a plan; or
        measure: the measure whose result it is.
        unit: the key of the unit that enters its values.
        person: the key of the person who does.
        goal, perspective, quality: codes of SSB's and KS's taxonomy, where known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(min_length=1)]
    definition: Words = ""
    measure_unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)] = ""
    decimals: int = Field(default=0, ge=0, le=6)
    direction: Direction = Direction.UP
    desired: Line = ""
    accepted: Line = ""
    not_approved: Line = ""
    baseline_year: Year | None = None
    baseline: Figure | None = None
    targets: tuple[Target, ...] = Field(default=(), max_length=100)
    frequency: Frequency = Frequency.YEAR
    lag: Annotated[int, Field(ge=0, le=3_660)] | None = None
    source: Line = ""
    since: Year | None = None
    plan: int | None = None
    element: Identifier | None = None
    measure: int | None = None
    unit: int | None = None
    person: int | None = None
    goal: Line = ""
    perspective: Line = ""
    quality: Line = ""

    @model_validator(mode="after")
    def _fits_together(self) -> IndicatorValues:
        if (self.baseline is None) != (self.baseline_year is None):
            raise refusal(N_("a value to start from needs both its year and its value"))
        if (self.plan is None) != (self.element is None):
            raise refusal(N_("an element needs the plan that it stands in"))
        try:
            self.path()
        except LedetraadError as error:
            raise refusal("%(told)s", told=error.phrase()) from None
        return self

    def bands(self) -> Bands | None:
        """The bands that its values are judged by; None where none are written."""
        if not (self.desired or self.accepted or self.not_approved):
            return None
        return read_bands(self.desired, self.accepted, self.not_approved)

    def path(self) -> TargetPath | None:
        """The way to its targets; None where there is none to go.

        Raises:
            InvalidRule: the targets don't fit the baseline and the direction.
            UnclearValue: a band is none that can be read.
        """
        return _path(self.direction, self.bands(), self._start(), tuple(self._latest()))

    def _start(self) -> Baseline | None:
        if self.baseline is None or self.baseline_year is None:
            return None
        return Baseline(self.baseline_year, self.baseline)

    def _latest(self) -> list[Target]:
        """For each year the target that was decided last."""
        by_year: dict[int, Target] = {}
        for one in sorted(self.targets, key=lambda each: each.decided or date.min):
            by_year[one.year] = one
        return [by_year[year] for year in sorted(by_year)]


@lru_cache(maxsize=_MOST_KEPT)
def _path(
    direction: Direction, bands: Bands | None, start: Baseline | None, targets: tuple[Target, ...]
) -> TargetPath | None:
    if direction is Direction.KEEP:
        return TargetPath(direction, limits=bands.desired) if bands is not None else None
    if not targets:
        return None
    values = tuple(TargetValue(one.year, one.value, one.decided, one.source) for one in targets)
    return TargetPath(direction, start, values)
