"""Numbers of several places as one: counts are summed, rates are weighed or refused.

A mean of rates says something about no group of people: a place with a thousand inhabitants would
count as much as one with a hundred thousand. A group's number that has been published (`EKG12`) is
shown as published, and never reckoned here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.series import Point, Series

_COUNTED: Final = (
    "antall",
    "tal",
    "number",
    "personer",
    "personar",
    "innbyggere",
    "innbyggjarar",
    "kroner",
    "kr",
    "1000 kr",
    "1 000 kr",
    "mill. kr",
    "tonn",
    "boliger",
    "bustader",
    "timer",
    "timar",
    "årsverk",
    "km",
    "m²",
    "kwh",
    "gwh",
)


class NeedsWeights(LedetraadError):
    """Rates that can't be one number without what they are rates of."""


def is_count(unit: str) -> bool:
    """Whether numbers in a unit can be summed over places; a unit that isn't known can't."""
    plain = " ".join(unit.strip().lower().split())
    per = any(word in plain.split() for word in ("per", "pr", "pr.")) or "/" in plain
    return not per and any(plain == each or plain.startswith(f"{each} ") for each in _COUNTED)


def together(
    values: Mapping[str, float], unit: str, weights: Mapping[str, float] | None = None
) -> float:
    """The number of several places as if they were one.

    Args:
        values: their numbers, by region.
        unit: what the numbers are counted in.
        weights: for rates, what they are rates of, by region: inhabitants, pupils, revenue.

    Returns:
        The sum of counts, or the weighted mean of rates.

    Raises:
        NeedsWeights: the numbers are no counts, and weights are missing, or together nothing.
    """
    if is_count(unit):
        return sum(values.values())
    missing = sorted(values.keys() - (weights or {}).keys())
    in_all = sum(weights[region] for region in values) if weights and not missing else 0
    if not weights or not in_all:
        raise NeedsWeights(
            N_("Numbers in “%(unit)s” from several places can't be made one without weights."),
            where=", ".join(missing),
            remedy=N_("Show the places one by one, or give what the numbers are a share of."),
            unit=unit,
        )
    return sum(value * weights[region] for region, value in values.items()) / in_all


def per(numbers: Series, of: Series, times: float = 1, unit: str = "") -> Series:
    """Numbers per inhabitant, per user, or per a thousand of them, year by year.

    Args:
        numbers: what is counted.
        of: what it is divided by.
        times: 1000 for per thousand.
        unit: what the result is counted in.

    Returns:
        A series of the years that both have; a number where both are known and the divisor isn't 0.
    """
    divisors = {point.year: point for point in of.points}
    points = []
    for point in numbers.points:
        other = divisors.get(point.year)
        if other is None:
            continue
        value, mark = None, point.mark if point.value is None else other.mark
        if point.value is not None and other.value is not None:
            value = times * point.value / other.value if other.value else None
            mark = None if other.value else Mark.NOT_APPLICABLE
        points.append(
            Point(
                point.year,
                value,
                mark,
                point.break_before or other.break_before,
                point.unrevised or other.unrevised,
            )
        )
    return Series(tuple(points), unit)
