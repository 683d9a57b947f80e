"""What it costs to be rid of a tonne, and the measures in the order of that.

An investment is spread over the years it lasts as an annuity at a rate of discount, so that a
measure that is paid once can be set beside one that is paid every year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ledetraad.climate.budget import ClimateBudget
from ledetraad.climate.measures import ClimateMeasure
from ledetraad.economy.quantities import (
    CannotSay,
    Kroner,
    KronerPerTonne,
    TonnesCO2e,
    Why,
    divisor_fault,
    year,
)
from ledetraad.i18n import N_

ZERO = Decimal(0)
ONE = Decimal(1)


def annuity(investment: Decimal, lifetime: int, rate: Decimal) -> Decimal:
    """What an investment costs in each of the years it lasts.

    Args:
        investment: what is paid at once, in kroner.
        lifetime: how many years it lasts.
        rate: the rate of discount, as a fraction: 0.04 for four percent.
    """
    if rate == 0:
        return investment / lifetime
    return investment * rate / (ONE - (ONE + rate) ** -lifetime)


def yearly_cost(measure: ClimateMeasure, of: int, rate: Decimal) -> Kroner:
    """What a measure costs in a year: its operations, and the year's part of its investments."""
    cost = measure.operations.get(of, ZERO)
    for paid, amount in measure.investment.items():
        if measure.lifetime is not None and paid <= of < paid + measure.lifetime:
            cost += annuity(amount, measure.lifetime, rate)
    return Kroner(cost, year(of))


def cost_per_tonne(cost: Kroner, taken: TonnesCO2e | None) -> KronerPerTonne | CannotSay:
    """Kroner for each tonne taken away; a negative cost is money saved.

    Args:
        cost: of a year.
        taken: what is taken away that year; None where that isn't known.
    """
    fault = divisor_fault(
        None if taken is None else taken.value, N_("What the measure takes away"), cost.years
    )
    if fault is not None or taken is None:
        return fault or CannotSay(Why.MISSING, N_("What the measure takes away"), cost.years)
    return KronerPerTonne(cost.value / taken.value, cost.years)


@dataclass(frozen=True, slots=True)
class Step:
    """A measure in the marginal cost curve.

    Args:
        measure: the measure.
        taken: what it is counted with, overlap taken off: the step's width.
        price: kroner a tonne: the step's height.
        up_to: what all measures up to and with this one take away.
    """

    measure: ClimateMeasure
    taken: TonnesCO2e
    price: KronerPerTonne
    up_to: TonnesCO2e


@dataclass(frozen=True, slots=True)
class CostCurve:
    """The marginal cost curve of a year.

    Args:
        steps: the measures, the cheapest tonne first.
        left_out: those whose cost per tonne can't be said, each with the reason.
    """

    steps: tuple[Step, ...]
    left_out: tuple[tuple[ClimateMeasure, CannotSay], ...]


def cost_curve(budget: ClimateBudget, of: int, rate: Decimal) -> CostCurve:
    """The measures of a year in the order of what a tonne costs.

    Args:
        budget: the budget.
        of: one of its years.
        rate: the rate of discount, as a fraction.
    """
    priced: list[tuple[ClimateMeasure, TonnesCO2e, KronerPerTonne]] = []
    left_out = []
    for measure in budget.plan.measures:
        taken = None
        if of in measure.effects:
            taken = TonnesCO2e(budget.years[of].counted(measure.key), year(of))
        price = cost_per_tonne(yearly_cost(measure, of, rate), taken)
        if isinstance(price, CannotSay) or taken is None:
            if isinstance(price, CannotSay):
                left_out.append((measure, price))
        elif not (measure.operations or measure.investment):
            why = CannotSay(Why.MISSING, N_("What the measure costs"), year(of))
            left_out.append((measure, why))
        else:
            priced.append((measure, taken, price))
    return CostCurve(tuple(_steps(priced)), tuple(left_out))


def _steps(
    priced: Iterable[tuple[ClimateMeasure, TonnesCO2e, KronerPerTonne]],
) -> Iterable[Step]:
    total = ZERO
    for measure, taken, price in sorted(priced, key=lambda each: (each[2].value, each[0].key)):
        total += taken.value
        yield Step(measure, taken, price, TonnesCO2e(total, taken.years))
