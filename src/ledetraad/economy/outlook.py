"""Where the year is likely to end, from the months so far and the budget.

The method is Bornhuetter and Ferguson's ("The Actuary and IBNR", Proceedings of the Casualty
Actuarial Society 59, 1972), made for claims that come in over time: what has come so far, and of
the budget the part that usually comes later. So one unusual month moves the forecast by itself
alone, and is not stretched over the year. How much usually has come by a month is the mean of
earlier years' shares, the unit's own where it has any, else all units'; without earlier years it is
the budget's own months, and without those the months' share of twelve.

The interval is for one new year, from how much the earlier years' shares have differed (Student's
t, 80 %). It takes three earlier years. It holds what timing alone does: a budget that is wrong for
the rest of the year is not in it, nor is what somebody decides meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from ledetraad.economy.quantities import CannotSay, Kroner, Why, Years, year
from ledetraad.i18n import N_

ZERO = Decimal(0)
MONTHS: Final = 12
FEWEST_YEARS: Final = 3
_SMALLEST, _LARGEST = Decimal("-0.25"), Decimal("1.5")
"""Shares outside these say that the unit's year is not like a year: they are left out."""
_T90: Final = {
    2: "1.886", 3: "1.638", 4: "1.533", 5: "1.476", 6: "1.440", 7: "1.415", 8: "1.397", 9: "1.383",
}  # fmt: skip
"""Student's t, 90 % one-sided, by degrees of freedom."""
_T90_MORE: Final = "1.372"

ByPeriod = Mapping[int, Decimal]
"""Net expenses by period: 1 to 12 the months, 13 the closing."""


class ShareFrom(StrEnum):
    """What the share of the year that usually has come is from."""

    OWN_YEARS = "own_years"
    ALL_UNITS = "all_units"
    BUDGET_MONTHS = "budget_months"
    EVEN = "even"


SHARE_NAMES: Final = {
    ShareFrom.OWN_YEARS: N_("its own earlier years"),
    ShareFrom.ALL_UNITS: N_("all units' earlier years"),
    ShareFrom.BUDGET_MONTHS: N_("the budget's months"),
    ShareFrom.EVEN: N_("as much every month"),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the year's end will be with 80 % probability, as far as timing goes."""

    low: Kroner
    high: Kroner


@dataclass(frozen=True, slots=True)
class UnitOutlook:
    """A unit's year.

    Args:
        unit: its code in the ledger; "" for the whole.
        budget: what it has for the year, net; None where it has none.
        so_far: what it has spent, net.
        share: how much of a year usually has come by then, of one.
        share_from: what that is from.
        forecast: what the year is likely to come to, or why that can't be said.
        interval: where it will be, or why that can't be said.
    """

    unit: str
    budget: Kroner | None
    so_far: Kroner
    share: Decimal
    share_from: ShareFrom
    forecast: Kroner | CannotSay
    interval: Interval | CannotSay

    @property
    def deviation(self) -> Kroner | None:
        """What is spent more than the budget (positive) or less; None where it can't be said."""
        if self.budget is None or isinstance(self.forecast, CannotSay):
            return None
        return self.forecast - self.budget


@dataclass(frozen=True, slots=True)
class Outlook:
    """The year.

    Args:
        year: the year of account.
        month: the last month that is counted.
        units: each unit, by its code.
        whole: all of them together.
        earlier: the earlier years that shares are from.
    """

    year: int
    month: int
    units: tuple[UnitOutlook, ...]
    whole: UnitOutlook
    earlier: tuple[int, ...]


def outlook(
    of: int,
    month: int,
    *,
    accounts: Mapping[str, ByPeriod],
    budget: Mapping[str, Decimal],
    budget_months: Mapping[str, ByPeriod],
    earlier: Mapping[int, Mapping[str, ByPeriod]],
) -> Outlook:
    """Where the year is likely to end.

    Args:
        of: the year of account.
        month: the last month to count, 1 to 12.
        accounts: net expenses by unit and period, so far.
        budget: net expenses by unit, of the whole year.
        budget_months: the same by period, for units whose budget is parted by months.
        earlier: net expenses by unit and period of earlier whole years, by year.
    """
    shares = _Shares(month, earlier, budget_months)
    units = sorted({*accounts, *budget})
    found = [
        _unit(of, unit, _until(accounts.get(unit, {}), month), budget.get(unit), shares)
        for unit in units
    ]
    return Outlook(of, month, tuple(found), _whole(of, found, shares), tuple(sorted(earlier)))


class _Shares:
    """How much of a year has come by a month, in earlier years and as the budget has it."""

    def __init__(
        self,
        month: int,
        earlier: Mapping[int, Mapping[str, ByPeriod]],
        budget_months: Mapping[str, ByPeriod],
    ) -> None:
        self._month = month
        self._budget_months = budget_months
        self._own: dict[str, dict[int, Decimal]] = {}
        self.all_units: dict[int, Decimal] = {}
        for of, units in sorted(earlier.items()):
            come = whole = ZERO
            for unit, periods in units.items():
                found = _share(periods, month)
                if found is not None:
                    self._own.setdefault(unit, {})[of] = found
                    come += abs(_until(periods, month))
                    whole += abs(_until(periods, MONTHS + 1))
            if whole:
                self.all_units[of] = come / whole

    def of(self, unit: str) -> tuple[Mapping[int, Decimal], Decimal, ShareFrom]:
        """A unit's shares in earlier years, the one that is reckoned with, and what it is from."""
        own = self._own.get(unit, {})
        if own:
            return own, _mean(list(own.values())), ShareFrom.OWN_YEARS
        if self.all_units:
            shares = list(self.all_units.values())
            return self.all_units, _mean(shares), ShareFrom.ALL_UNITS
        planned = _share(self._budget_months.get(unit, {}), self._month)
        if planned is not None:
            return {}, planned, ShareFrom.BUDGET_MONTHS
        return {}, Decimal(self._month) / MONTHS, ShareFrom.EVEN


def _unit(
    of: int,
    unit: str,
    come: Decimal,
    amount: Decimal | None,
    shares: _Shares,
) -> UnitOutlook:
    so_far = Kroner(come, year(of))
    by_year, share, share_from = shares.of(unit)
    if amount is None:
        lacking = CannotSay(Why.MISSING, N_("the unit's budget"), year(of))
        return UnitOutlook(unit, None, so_far, share, share_from, lacking, lacking)
    whole = Kroner(amount, year(of))
    forecast = so_far + whole * (1 - share)
    misses = [amount * (share - each) for each in by_year.values()]
    return UnitOutlook(
        unit, whole, so_far, share, share_from, forecast, _interval(forecast, misses, of, by_year)
    )


def _whole(of: int, units: Sequence[UnitOutlook], shares: _Shares) -> UnitOutlook:
    """All units together; a year's misses are summed before their spread is taken."""
    told = [each for each in units if isinstance(each.forecast, Kroner)]
    forecast = budget = so_far = Kroner(ZERO, year(of))
    by_year: dict[int, Decimal] = {}
    for each in told:
        if isinstance(each.forecast, Kroner) and each.budget is not None:
            forecast += each.forecast
            budget += each.budget
            so_far += each.so_far
            own, share, _ = shares.of(each.unit)
            for earlier in shares.all_units:
                miss = each.budget.value * (share - own.get(earlier, share))
                by_year[earlier] = by_year.get(earlier, ZERO) + miss
    weighed = [(each.share * abs(each.budget.value), abs(each.budget.value))
               for each in told if each.budget is not None]  # fmt: skip
    weight = sum((one for _, one in weighed), ZERO)
    share = sum((one for one, _ in weighed), ZERO) / weight if weight else ZERO
    _, _, share_from = shares.of("")
    interval = _interval(forecast, list(by_year.values()), of, by_year)
    return UnitOutlook("", budget, so_far, share, share_from, forecast, interval)


def _interval(
    forecast: Kroner, misses: Sequence[Decimal], of: int, by_year: Mapping[int, Decimal]
) -> Interval | CannotSay:
    if len(misses) < FEWEST_YEARS:
        years = Years(min(by_year, default=of), max(by_year, default=of))
        return CannotSay(Why.TOO_FEW, N_("the earlier years' accounts by month"), years)
    mean = _mean(misses)
    count = len(misses)
    variance = sum(((each - mean) ** 2 for each in misses), ZERO) / (count - 1)
    t = Decimal(_T90.get(count - 1, _T90_MORE))
    half = t * (variance * (1 + Decimal(1) / count)).sqrt()
    return Interval(
        Kroner(forecast.value - half, forecast.years), Kroner(forecast.value + half, forecast.years)
    )


def _share(periods: ByPeriod, month: int) -> Decimal | None:
    """How much of a year had come by a month; None where that says nothing."""
    whole = _until(periods, MONTHS + 1)
    if not whole:
        return None
    share = _until(periods, month) / whole
    return share if _SMALLEST <= share <= _LARGEST else None


def _until(periods: ByPeriod, month: int) -> Decimal:
    return sum((amount for period, amount in periods.items() if period <= month), ZERO)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, ZERO) / len(values)
