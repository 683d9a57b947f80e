"""Emissions of activities: how much was done times a factor, the units checked.

For indirect emissions and the municipality's own operations: litres of diesel, kilowatt-hours, or
kroner spent, each times a factor from a set that says its source and year. What doesn't come out
in tonnes of CO2-equivalents is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pint
import pyarrow as pa
from pydantic import ValidationError

from ledetraad.climate.factors import LONGEST_UNIT, Activity, Factor, FactorSet
from ledetraad.climate.faults import InvalidClimateBudget, WrongUnit
from ledetraad.economy.ledger import OPERATIONS, Ledger
from ledetraad.economy.quantities import TonnesCO2e, over_years, year
from ledetraad.i18n import N_
from ledetraad.validation import first_fault

_WRITTEN = re.compile(r"[^\W\d]\w*(?:\s*[*/]\s*[^\W\d]\w*)*")


def factors_from_json(text: str, where: str) -> FactorSet:
    """The set of factors that a file has.

    Raises:
        InvalidClimateBudget: it is no such file.
        WrongUnit: a factor's unit is none of emissions.
    """
    try:
        factors = FactorSet.model_validate_json(text)
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidClimateBudget(
            N_("The factors won't do at “%(place)s”: %(why)s."),
            where=where,
            place=place or "{}",
            why=why,
        ) from None
    refuse_other_units(factors)
    return factors


def refuse_other_units(factors: FactorSet) -> None:
    """Do nothing, unless a factor's unit is none of emissions.

    Raises:
        WrongUnit: one is not.
    """
    for each in factors.factors:
        if "[co2e]" not in _unit(each.unit).dimensionality:
            raise _not_emission(each.unit)


def emitted(activity: Activity, factors: FactorSet) -> TonnesCO2e:
    """What an activity emitted.

    Raises:
        WrongUnit: a unit is unknown, or the activity's and the factor's don't come out in
            emissions.
        InvalidClimateBudget: the set has no such factor.
    """
    factor = factors.factor(activity.factor)
    product = _unit(activity.unit) * _unit(factor.unit)
    try:
        scale = product.to("tonne_CO2e").magnitude
    except pint.DimensionalityError:
        raise WrongUnit(
            N_("%(activity)s times %(factor)s are no tonnes of CO2-equivalents."),
            remedy=N_("Give the activity in a unit of what the factor is per."),
            activity=activity.unit,
            factor=factor.unit,
        ) from None
    return TonnesCO2e(activity.amount * factor.value * scale, year(activity.year))


def emitted_together(activities: Iterable[Activity], factors: FactorSet) -> TonnesCO2e:
    """What activities emitted together; those of different years as of all of them.

    Raises:
        ValueError: there is no activity.
    """
    by_year: dict[int, TonnesCO2e] = {}
    for activity in activities:
        tonnes = emitted(activity, factors)
        known = by_year.get(activity.year)
        by_year[activity.year] = tonnes if known is None else known + tonnes
    if not by_year:
        raise ValueError("there is no activity")
    return over_years(list(by_year.values()))


@dataclass(frozen=True, slots=True)
class SpendBased:
    """Emissions reckoned from what was spent.

    Args:
        by_factor: the kroner and the tonnes, by the factor's id.
        left_out: the kroner of the expenses that no factor fits: they are no zero.
        year: the year.
    """

    by_factor: Mapping[str, tuple[Decimal, TonnesCO2e]]
    left_out: Decimal
    year: int

    @property
    def total(self) -> TonnesCO2e:
        """All of it."""
        parts = (tonnes.value for _, tonnes in self.by_factor.values())
        return TonnesCO2e(sum(parts, Decimal(0)), year(self.year))


def spend_based(
    ledger: Ledger, of: int, factors: FactorSet, *, price: Decimal = Decimal(1)
) -> SpendBased:
    """What the purchases in a ledger's operating accounts emitted.

    Args:
        ledger: the lines.
        of: the year.
        factors: factors for money.
        price: what a krone of the year is in kroner of the factors' year, by a price index.
    """
    return spend_of_lines(ledger.of_year(of), of, factors, price=price)


def spend_of_lines(
    lines: pa.Table, of: int, factors: FactorSet, *, price: Decimal = Decimal(1)
) -> SpendBased:
    """The same of lines that are of one year, with the columns of `economy.ledger.LINES`."""
    grouped = lines.group_by(["class", "code", "function"]).aggregate([("amount", "sum")])
    spent: dict[str, Decimal] = {}
    left_out = Decimal(0)
    money = [each for each in factors.factors if "[currency]" in _unit(each.unit).dimensionality]
    for line in grouped.to_pylist():
        if line["class"] != OPERATIONS or not _is_purchase(line["code"]):
            continue
        fitting = next((each for each in money if _fits(each, line)), None)
        if fitting is None:
            left_out += line["amount_sum"]
        else:
            spent[fitting.key] = spent.get(fitting.key, Decimal(0)) + line["amount_sum"]
    by_factor = {
        key: (kroner, emitted(Activity(kroner * price, "NOK", of, key), factors))
        for key, kroner in spent.items()
    }
    return SpendBased(by_factor, left_out, of)


def _is_purchase(code: str) -> bool:
    """Whether a kind is of goods and services: wages and transfers emit nothing themselves."""
    return "100" <= code <= "289" or "300" <= code <= "389"


def _fits(factor: Factor, line: Mapping[str, Any]) -> bool:
    return _among(line["code"], factor.code) and _among(line["function"], factor.function)


def _among(code: str, wanted: Sequence[str]) -> bool:
    return not wanted or any(
        code.startswith(each[:-1]) if each.endswith("*") else code == each for each in wanted
    )


@cache
def _registry() -> pint.UnitRegistry[Decimal]:
    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    registry.define("gram_CO2e = [co2e] = g_CO2e = gCO2e")
    registry.define("kilogram_CO2e = 1000 * gram_CO2e = kg_CO2e = kgCO2e")
    registry.define("tonne_CO2e = 1000 * kilogram_CO2e = t_CO2e = tCO2e")
    registry.define("krone = [currency] = NOK = kr = kroner")
    return registry


def _unit(text: str) -> Any:
    """One of a unit, as a quantity."""
    plain = text.replace("CO2e", "_CO2e").replace(" _CO2e", "_CO2e").replace("__", "_")
    try:
        if len(text) > LONGEST_UNIT or not _WRITTEN.fullmatch(plain):
            raise ValueError(text)
        return _registry().Quantity(Decimal(1), _registry().parse_units(plain))
    except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, ValueError):
        raise WrongUnit(
            N_("“%(unit)s” is no unit."),
            remedy=N_("Write a unit such as MWh, liter, km, NOK or kg CO2e / liter."),
            unit=text[:LONGEST_UNIT],
        ) from None


def _not_emission(unit: str) -> WrongUnit:
    return WrongUnit(
        N_("A factor is in %(unit)s, which is no emission."),
        remedy=N_("Write a unit such as kg CO2e / liter."),
        unit=unit,
    )
