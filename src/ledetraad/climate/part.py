"""What a measure does to emissions, as it is written beside a measure of the follow-up.

What the measure is called, who answers for it, how it goes and what it costs stands in the measure
itself and is not said again here.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.measures import ClimateMeasure, Effect, Indicator, Kind, refused
from ledetraad.climate.sectors import Sector
from ledetraad.economy.given import Number
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.measure import MeasureValues, MoneyKind
from ledetraad.i18n import N_
from ledetraad.validation import refusal

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=5_000)]
Year = Annotated[int, Field(ge=1900, le=2200)]
_TONNES = ("co2", "co₂", "tonn klimagass", "tonn utslipp")


class Result(BaseModel):
    """What a measure is reckoned to have taken away in a year that is past.

    Args:
        tonnes: tonnes of CO2-equivalents.
        method: how that was reckoned.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tonnes: Number
    method: Line = ""


class PartValues(BaseModel):
    """What is written of a measure's effect; see `ledetraad.climate.measures.ClimateMeasure`.

    Args:
        sector, source, means, kind, direct: as there.
        effects: what it takes away, by year.
        method: how that was reckoned, with what was taken for granted.
        not_quantified: why there are no figures; "" where there are.
        lifetime: how many years its investment lasts.
        indicator: the key of the indicator that shows that it is carried out.
        results: what it is reckoned to have taken away, by year.
        comment: anything else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sector: Sector | None = None
    source: Line = ""
    means: Line = ""
    kind: Kind = Kind.MUNICIPAL
    direct: bool = True
    effects: dict[Year, Effect] = {}
    method: Words = ""
    not_quantified: Words = ""
    lifetime: int | None = Field(None, ge=1, le=100)
    indicator: int | None = None
    results: dict[Year, Result] = {}
    comment: Words = ""

    @model_validator(mode="after")
    def _told(self) -> PartValues:
        if bool(self.effects) == bool(self.not_quantified):
            raise refusal(N_("say either the effects or why they can't be put in figures"))
        if self.effects and self.sector is None:
            raise refusal(N_("it has effects, and no sector that they are in"))
        if self.effects and self.kind is Kind.ADAPTATION:
            raise refusal(N_("adaptation takes no emissions away"))
        if self.effects and not self.method:
            raise refusal(N_("nothing says how the effects were reckoned"))
        return self


def counts_tonnes(indicator: IndicatorValues) -> bool:
    """Whether an indicator counts emissions, and so can't show that a measure is carried out."""
    unit = indicator.measure_unit.lower()
    return any(word in unit for word in _TONNES)


def climate_measure(
    key: str,
    measure: MeasureValues,
    part: PartValues,
    *,
    responsible: str,
    status: str,
    indicator: IndicatorValues | None,
    elements: str = "",
) -> ClimateMeasure:
    """A row of the climate budget, of a measure and what is written of its effect.

    Args:
        key: its number in the follow-up.
        measure: the measure itself: its name and what it costs are taken from there.
        part: what it does to emissions.
        responsible: the unit's name.
        status: how it goes, in words.
        indicator: what shows that it is carried out.
        elements: what it serves in the plan, in words.

    Raises:
        InvalidClimateBudget: the parts don't go together.
    """
    money = {kind: _by_year(measure, kind) for kind in MoneyKind}
    try:
        return ClimateMeasure(
            key=key,
            name=measure.name,
            **part.model_dump(exclude={"indicator", "results"}),
            operations=money[MoneyKind.OPERATIONS],
            investment=money[MoneyKind.INVESTMENT],
            responsible=responsible,
            indicator=_result(indicator),
            status=status,
            element=elements,
        )
    except ValidationError as error:
        raise refused(error, measure.name) from None


def _by_year(measure: MeasureValues, kind: MoneyKind) -> Mapping[int, Decimal]:
    return {one.year: Decimal(one.amount) for one in measure.money if one.kind is kind}


def _result(indicator: IndicatorValues | None) -> Indicator | None:
    if indicator is None:
        return None
    targets = {one.year: one.value for one in indicator.targets}
    return Indicator(name=indicator.name, unit=indicator.measure_unit, targets=targets)


def wanting_lifetime(measure: MeasureValues, part: PartValues) -> InvalidClimateBudget | None:
    """What is wrong where a measure has an investment that nobody has said the lifetime of."""
    if part.lifetime is not None or not _by_year(measure, MoneyKind.INVESTMENT):
        return None
    return InvalidClimateBudget(
        N_("The measure has an investment, and nothing says how many years it lasts."),
        remedy=N_("Write how many years the investment lasts."),
    )
