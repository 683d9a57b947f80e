"""Measures of a climate budget: what each does to emissions, or why that has no figures."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.sectors import Sector
from ledetraad.economy.given import Number
from ledetraad.i18n import N_
from ledetraad.validation import first_fault, refusal


class Kind(StrEnum):
    """Whose measure it is, or that it has no tonnes by its nature."""

    MUNICIPAL = "municipal"
    REGIONAL = "regional"
    STATE = "state"
    ADAPTATION = "adaptation"


KIND_NAMES = {
    Kind.MUNICIPAL: N_("municipal"),
    Kind.REGIONAL: N_("regional"),
    Kind.STATE: N_("of the state"),
    Kind.ADAPTATION: N_("adaptation"),
}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Effect(_Data):
    """Tonnes that a measure alone takes away in a year.

    Args:
        tonnes: the estimate.
        low, high: between what it may be; the estimate itself where nobody has said.
    """

    tonnes: Number
    low: Number | None = None
    high: Number | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Effect:
        low, high = self.spread
        if not low <= self.tonnes <= high:
            raise refusal(N_("the estimate is not between the low and the high"))
        return self

    @property
    def spread(self) -> tuple[Decimal, Decimal]:
        """The low and the high."""
        return (
            self.tonnes if self.low is None else self.low,
            self.tonnes if self.high is None else self.high,
        )


class Indicator(_Data):
    """What shows that a measure is carried out; never tonnes, so that it can be counted.

    Args:
        name: what is counted, such as "charging points".
        unit: what it is counted in.
        targets: how much by when.
    """

    name: str
    unit: str = ""
    targets: dict[int, Number] = {}


class ClimateMeasure(_Data):
    """A row of the table of measures.

    Args:
        key: its id, that of the measure in the follow-up where it is there too.
        name: what is done.
        sector: the sector that it works on; None for a measure that works on none.
        source: the source within the sector, as the accounts have it; "" for the whole sector.
        means: by what means.
        kind: whose measure it is.
        direct: whether it takes away emissions itself; else it makes others do so.
        effects: what it takes away, by year.
        method: how that was reckoned, with what was taken for granted.
        not_quantified: why there are no figures; "" where there are.
        operations: kroner a year, by year.
        investment: kroner, by year.
        lifetime: how many years an investment lasts.
        responsible: the unit.
        indicator: what shows that it is carried out.
        status: as in the follow-up.
        element: the plan's element that it serves.
        comment: anything else.
    """

    key: str
    name: str
    sector: Sector | None = None
    source: str = ""
    means: str = ""
    kind: Kind = Kind.MUNICIPAL
    direct: bool = True
    effects: dict[int, Effect] = {}
    method: str = ""
    not_quantified: str = ""
    operations: dict[int, Number] = {}
    investment: dict[int, Number] = {}
    lifetime: int | None = Field(None, ge=1, le=100)
    responsible: str = ""
    indicator: Indicator | None = None
    status: str = ""
    element: str = ""
    comment: str = ""

    @model_validator(mode="after")
    def _told(self) -> ClimateMeasure:
        if bool(self.effects) == bool(self.not_quantified):
            raise refusal(N_("say either the effects or why they can't be put in figures"))
        if self.effects and self.sector is None:
            raise refusal(N_("it has effects, and no sector that they are in"))
        if self.effects and self.kind is Kind.ADAPTATION:
            raise refusal(N_("adaptation takes no emissions away"))
        if self.effects and not self.method:
            raise refusal(N_("nothing says how the effects were reckoned"))
        if self.investment and self.lifetime is None:
            raise refusal(N_("nothing says how many years the investment lasts"))
        return self


class _MeasuresFile(_Data):
    note: str = ""
    example: bool = False
    measures: tuple[ClimateMeasure, ...]


def measures_from_json(text: str, where: str) -> tuple[ClimateMeasure, ...]:
    """The measures that a file has.

    Raises:
        InvalidClimateBudget: it is no such file, or a measure contradicts itself.
    """
    try:
        measures = _MeasuresFile.model_validate_json(text).measures
    except ValidationError as error:
        raise refused(error, where) from None
    refuse_doubles(measures, where)
    return measures


def refused(error: ValidationError, where: str) -> InvalidClimateBudget:
    """The error for a file that won't do."""
    place, why = first_fault(error)
    return InvalidClimateBudget(
        N_("The climate budget won't do at “%(place)s”: %(why)s."),
        where=where,
        place=place or "{}",
        why=why,
    )


def refuse_doubles(measures: Iterable[ClimateMeasure], where: str) -> None:
    """Do nothing, unless two measures have the same id.

    Raises:
        InvalidClimateBudget: two have.
    """
    seen: set[str] = set()
    for measure in measures:
        if measure.key in seen:
            raise InvalidClimateBudget(
                N_("Two measures are called “%(key)s”."), where=where, key=measure.key
            )
        seen.add(measure.key)
