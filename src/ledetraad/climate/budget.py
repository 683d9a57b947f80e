"""A climate budget: the baseline, the frame, what measures take away, and the gap that is left.

Per year: expected = baseline − what the measures take away together; gap = expected − frame. A gap
above zero is still to be closed. The interval is what comes out when every measure does its high
and when every one does its low: the widest that the estimates allow. Measures without figures
stand in a table of their own and are never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ledetraad.climate.baseline import Baseline, BaselineChoice, Flat, Source, make_baseline
from ledetraad.climate.emissions import Edition
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.frame import FrameChoice, LinearFrame, make_frame
from ledetraad.climate.measures import ClimateMeasure, refuse_doubles, refused
from ledetraad.climate.overlap import NOTHING, Combined, combine_sector
from ledetraad.climate.sectors import Boundary, Sector
from ledetraad.climate.targets import TargetDecision, in_force
from ledetraad.economy.given import MOST_YEARS
from ledetraad.economy.quantities import CannotSay, TonnesCO2e, Why, over_years, year
from ledetraad.i18n import N_
from ledetraad.validation import refusal

ZERO = Decimal(0)


class Estimate(StrEnum):
    """Which of a measure's figures are used."""

    MIDDLE = "middle"
    LOW = "low"
    HIGH = "high"


_ESTIMATES = tuple(Estimate)


class BudgetPlan(BaseModel):
    """What a climate budget is made of, beside the accounts.

    Args:
        name: what it is called.
        first, last: its years, both among them.
        boundary: what it is bounded to.
        decisions: every target ever decided.
        baseline: how the path without measures is made.
        frame: how the path of what may be emitted is made.
        measures: the measures.
        example: whether the figures are invented.
        note: anything to be told with it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    first: int
    last: int
    boundary: Boundary = Boundary.AREA_DIRECT
    decisions: tuple[TargetDecision, ...] = ()
    baseline: BaselineChoice = Flat()
    frame: FrameChoice = LinearFrame()
    measures: tuple[ClimateMeasure, ...] = ()
    example: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> BudgetPlan:
        if not self.first <= self.last < self.first + MOST_YEARS:
            raise refusal(N_("it ends before it begins, or lasts too long"))
        return self


def plan_from_json(text: str, where: str) -> BudgetPlan:
    """The plan of a climate budget that a file has.

    Raises:
        InvalidClimateBudget: it is no such file, or a part of it contradicts itself.
    """
    try:
        plan = BudgetPlan.model_validate_json(text)
    except ValidationError as error:
        raise refused(error, where) from None
    refuse_doubles(plan.measures, where)
    return plan


@dataclass(frozen=True, slots=True)
class SectorYear:
    """A sector in a year.

    Args:
        baseline: what would be emitted without measures.
        combined: what the measures do, together and each.
    """

    baseline: Decimal
    combined: Combined

    @property
    def expected(self) -> Decimal:
        """What is then emitted."""
        return self.baseline - self.combined.together


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A year of the budget, in tonnes of CO2-equivalents.

    Args:
        baseline: what would be emitted without measures.
        frame: what may be emitted; or why that can't be said.
        expected: what is emitted with the measures.
        expected_low, expected_high: the least and the most, as the measures do most or least.
        taken: what the measures take away together.
        overlap: what they would have taken twice.
        sectors: each sector by itself.
    """

    baseline: TonnesCO2e
    frame: TonnesCO2e | CannotSay
    expected: TonnesCO2e
    expected_low: TonnesCO2e
    expected_high: TonnesCO2e
    taken: TonnesCO2e
    overlap: TonnesCO2e
    sectors: Mapping[Sector, SectorYear]

    @property
    def gap(self) -> TonnesCO2e | CannotSay:
        """How much too much is emitted; negative within the frame."""
        return self._less_frame(self.expected)

    @property
    def gap_interval(self) -> tuple[TonnesCO2e, TonnesCO2e] | CannotSay:
        """The least and the most that the gap can be."""
        low, high = self._less_frame(self.expected_low), self._less_frame(self.expected_high)
        if isinstance(low, CannotSay):
            return low
        return (low, high) if not isinstance(high, CannotSay) else high

    def counted(self, key: str) -> Decimal:
        """What a measure is counted with, overlap taken off: the height of its wedge."""
        return sum((each.combined.counted.get(key, ZERO) for each in self.sectors.values()), ZERO)

    def _less_frame(self, tonnes: TonnesCO2e) -> TonnesCO2e | CannotSay:
        return self.frame if isinstance(self.frame, CannotSay) else tonnes - self.frame


@dataclass(frozen=True, slots=True)
class ClimateBudget:
    """A climate budget.

    Args:
        plan: what it is made of.
        edition: the accounts that it begins from.
        targets: the targets in force.
        baseline: the path without measures, and how it was made.
        years: the budget's years.
    """

    plan: BudgetPlan
    edition: Edition
    targets: tuple[TargetDecision, ...]
    baseline: Baseline
    years: Mapping[int, BudgetYear]

    @property
    def quantified(self) -> tuple[ClimateMeasure, ...]:
        """The measures with figures."""
        return tuple(measure for measure in self.plan.measures if measure.effects)

    @property
    def unquantified(self) -> tuple[ClimateMeasure, ...]:
        """The measures without figures, each of which says why."""
        return tuple(measure for measure in self.plan.measures if not measure.effects)

    @property
    def gap_in_all(self) -> TonnesCO2e | CannotSay:
        """The gaps of all years together."""
        gaps = []
        for each in self.years.values():
            if isinstance(each.gap, CannotSay):
                return each.gap
            gaps.append(each.gap)
        return over_years(gaps)

    @property
    def gap_in_all_interval(self) -> tuple[TonnesCO2e, TonnesCO2e] | CannotSay:
        """The least and the most that the gaps can be together."""
        lows, highs = [], []
        for each in self.years.values():
            interval = each.gap_interval
            if isinstance(interval, CannotSay):
                return interval
            lows.append(interval[0])
            highs.append(interval[1])
        return over_years(lows), over_years(highs)


def make_budget(plan: BudgetPlan, edition: Edition, on: date) -> ClimateBudget:
    """A climate budget.

    Args:
        plan: what it is made of.
        edition: the accounts at hand.
        on: the day, by which it is settled which targets hold.

    Raises:
        InvalidClimateBudget: the parts don't go together.
    """
    years = range(plan.first, plan.last + 1)
    targets = tuple(each for each in in_force(plan.decisions, on) if each.boundary is plan.boundary)
    baseline = make_baseline(plan.baseline, edition, years)
    frame = make_frame(plan.frame, edition, targets, years)
    by_sector = _by_sector(baseline)
    measures_of: dict[Sector, list[ClimateMeasure]] = {}
    for measure in plan.measures:
        _refuse_lost(measure, by_sector)
        if measure.sector is not None:
            measures_of.setdefault(measure.sector, []).append(measure)
    made = {}
    for of in years:
        by_estimate: dict[Estimate, dict[Sector, SectorYear]] = {each: {} for each in _ESTIMATES}
        for sector, sources in by_sector.items():
            found = _sector_years(sources, measures_of.get(sector, ()), of)
            for each in _ESTIMATES:
                by_estimate[each][sector] = found[each]
        made[of] = _year(of, frame[of], by_estimate)
    return ClimateBudget(plan, edition, targets, baseline, made)


def _by_sector(baseline: Baseline) -> dict[Sector, dict[Source, Mapping[int, Decimal]]]:
    found: dict[Sector, dict[Source, Mapping[int, Decimal]]] = {}
    for key, path in baseline.tonnes.items():
        found.setdefault(key[0], {})[key] = path
    return found


def _refuse_lost(
    measure: ClimateMeasure, by_sector: Mapping[Sector, Mapping[Source, object]]
) -> None:
    """Do nothing, unless a measure takes from what the accounts don't have.

    Raises:
        InvalidClimateBudget: it does.
    """
    if measure.sector is None or not measure.effects:
        return
    sources = {name for _, name in by_sector.get(measure.sector, {})}
    if not sources or (measure.source and sources != {""} and measure.source not in sources):
        raise InvalidClimateBudget(
            N_("The measure “%(name)s” takes from “%(source)s”, which the accounts don't have."),
            where=measure.key,
            remedy=N_("Choose one of the accounts' sources: %(sources)s."),
            name=measure.name,
            source=measure.source or measure.sector.value,
            sources=", ".join(sorted(sources)) or "–",
        )


def _sector_years(
    sources: Mapping[Source, Mapping[int, Decimal]], measures: Sequence[ClimateMeasure], of: int
) -> dict[Estimate, SectorYear]:
    """A sector in a year by each estimate, of which all are one where nothing parts them."""
    of_year = {key: path[of] for key, path in sources.items()}
    baseline = sum(of_year.values(), ZERO)
    own = [measure for measure in measures if of in measure.effects]
    if not own:
        return dict.fromkeys(_ESTIMATES, SectorYear(baseline, NOTHING))
    found: dict[Estimate, SectorYear] = {}
    for each in _ESTIMATES:
        effects = [(measure.key, measure.source, _tonnes(measure, of, each)) for measure in own]
        found[each] = SectorYear(baseline, combine_sector(of_year, effects))
    return found


def _tonnes(measure: ClimateMeasure, of: int, estimate: Estimate) -> Decimal:
    effect = measure.effects[of]
    if estimate is Estimate.MIDDLE:
        return effect.tonnes
    return effect.spread[estimate is Estimate.HIGH]


def _year(
    of: int, frame: Decimal | None, estimates: Mapping[Estimate, Mapping[Sector, SectorYear]]
) -> BudgetYear:
    sectors = estimates[Estimate.MIDDLE]

    def tonnes(parts: Iterable[Decimal]) -> TonnesCO2e:
        return TonnesCO2e(sum(parts, ZERO), year(of))

    return BudgetYear(
        baseline=tonnes(each.baseline for each in sectors.values()),
        frame=CannotSay(Why.MISSING, N_("The frame"), year(of))
        if frame is None
        else tonnes([frame]),
        expected=tonnes(each.expected for each in sectors.values()),
        expected_low=tonnes(each.expected for each in estimates[Estimate.HIGH].values()),
        expected_high=tonnes(each.expected for each in estimates[Estimate.LOW].values()),
        taken=tonnes(each.combined.together for each in sectors.values()),
        overlap=tonnes(each.combined.overlap for each in sectors.values()),
        sectors=sectors,
    )


def sector_frames(
    budget: ClimateBudget, sectors: Sequence[Sector]
) -> dict[Sector, dict[int, Decimal | None]]:
    """What may be emitted in sectors that have targets of their own; others are left out.

    Steps and sums of tonnes are decided for all sectors together, and say nothing of one: its way
    to its own target is then a straight line.
    """
    years = list(budget.years)
    own = budget.plan.frame if isinstance(budget.plan.frame, LinearFrame) else LinearFrame()
    return {
        sector: make_frame(own, budget.edition, budget.targets, years, sector)
        for sector in sectors
        if any(each.sector is sector for each in budget.targets)
    }
