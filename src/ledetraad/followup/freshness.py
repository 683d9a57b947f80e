"""How old a value is, and whether a newer one should have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.i18n import N_


class Frequency(StrEnum):
    """How often something is measured."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SECOND_YEAR = "second_year"
    FOURTH_YEAR = "fourth_year"
    SELDOM = "seldom"


FREQUENCY_NAMES = {
    Frequency.MONTH: N_("every month"),
    Frequency.QUARTER: N_("every quarter"),
    Frequency.TERTIAL: N_("every third of the year"),
    Frequency.HALF_YEAR: N_("every half-year"),
    Frequency.YEAR: N_("every year"),
    Frequency.SECOND_YEAR: N_("every second year"),
    Frequency.FOURTH_YEAR: N_("every fourth year"),
    Frequency.SELDOM: N_("now and then"),
}
_MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.TERTIAL: 4,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
    Frequency.SECOND_YEAR: 24,
    Frequency.FOURTH_YEAR: 48,
}
_USUAL_LAG = {
    Frequency.MONTH: 31,
    Frequency.QUARTER: 46,
    Frequency.TERTIAL: 46,
    Frequency.HALF_YEAR: 61,
    Frequency.YEAR: 92,
    Frequency.SECOND_YEAR: 183,
    Frequency.FOURTH_YEAR: 183,
}
_MONTHS_FROM = 2
_YEARS_FROM = 24


@dataclass(frozen=True, slots=True)
class Freshness:
    """How fresh a value is on a day.

    Args:
        measured: the last day that the value is of: 31 December for a year's value.
        frequency: how often it is measured.
        lag: how many days it takes before a value comes after it was measured; the usual number
            for the frequency if not said. Emissions of greenhouse gases take two years.
    """

    measured: date
    frequency: Frequency
    lag: int | None = None

    @property
    def next_due(self) -> date | None:
        """By when the next value should have come; None where it comes now and then."""
        months = _MONTHS.get(self.frequency)
        if months is None:
            return None
        lag = _USUAL_LAG[self.frequency] if self.lag is None else self.lag
        return _months_after(self.measured, months) + timedelta(days=lag)

    def stale(self, on: date) -> bool:
        """Whether a newer value should have come by a day."""
        due = self.next_due
        return due is not None and on > due


def age(measured: date, on: date) -> Phrase:
    """How old a value is in words: "of today", "12 days old", "3 months old", "2 years old".

    Days are said for two months, months for two years, then whole years; none is rounded up.

    Args:
        measured: the last day that the value is of.
        on: the day that it is looked at.
    """
    days = (on - measured).days
    if days < 0:
        return Phrase(N_("for a time to come"))
    if days == 0:
        return Phrase(N_("of today"))
    if days == 1:
        return Phrase(N_("of yesterday"))
    months = _whole_months(measured, on)
    if months < _MONTHS_FROM:
        return Phrase(N_("%(n)s days old"), n=days)
    if months < _YEARS_FROM:
        return Phrase(N_("%(n)s months old"), n=months)
    return Phrase(N_("%(n)s years old"), n=months // 12)


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (_months_after(first, months) > last)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later; a month's last day stays a month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = _last_of(year, month + 1)
    ends_month = day == _last_of(day.year, day.month)
    return last if ends_month else last.replace(day=min(day.day, last.day))


def _last_of(year: int, month: int) -> date:
    after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)  # noqa: PLR2004
    return after - timedelta(days=1)
