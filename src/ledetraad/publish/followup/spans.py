"""The periods that an indicator has values for: years, thirds, months.

A year's code is the year itself ("2026"); the others are those of `followup.periods` ("2026-T1").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledetraad.errors import Phrase
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.periods import (
    PeriodKind,
    ReportingPeriod,
    containing,
    period,
    periods_of,
)

KINDS = {
    Frequency.MONTH: PeriodKind.MONTH,
    Frequency.QUARTER: PeriodKind.QUARTER,
    Frequency.TERTIAL: PeriodKind.TERTIAL,
    Frequency.HALF_YEAR: PeriodKind.HALF_YEAR,
    Frequency.YEAR: PeriodKind.YEAR,
    Frequency.SECOND_YEAR: PeriodKind.YEAR,
    Frequency.FOURTH_YEAR: PeriodKind.YEAR,
    Frequency.SELDOM: PeriodKind.YEAR,
}
"""What kind of period a value of each frequency is of."""
_YEARS_BACK = 20
_PARTS_BACK = 5
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Span:
    """A period of values.

    Args:
        period: which part of which year.
    """

    period: ReportingPeriod

    @property
    def code(self) -> str:
        """As it is stored: "2026", "2026-T1", "2026-M03"."""
        whole_year = self.period.kind is PeriodKind.YEAR
        return str(self.period.year) if whole_year else self.period.code

    @property
    def last(self) -> date:
        """Its last day, which is the day that its value is of."""
        return self.period.last

    @property
    def name(self) -> Phrase:
        """What people call it: "2026", "first third of 2026"."""
        if self.period.kind is PeriodKind.YEAR:
            return Phrase("%(year)s", year=self.period.year)
        return self.period.name


def span(code: str) -> Span:
    """The period of a code.

    Raises:
        UnclearValue: there is no such period.
    """
    plain = code.strip()
    if len(plain) == _YEAR_DIGITS and plain.isascii() and plain.isdigit() and int(plain) > 0:
        return Span(ReportingPeriod(PeriodKind.YEAR, int(plain)))
    return Span(period(plain))


def spans(frequency: Frequency, today: date, since: int | None = None) -> list[Span]:
    """The periods that a value can be entered for, the newest first.

    Args:
        frequency: how often the indicator is measured.
        today: the last period is the one that this day is in.
        since: the first year that it is measured; None where that is not said.
    """
    kind = KINDS[frequency]
    back = _YEARS_BACK if kind is PeriodKind.YEAR else _PARTS_BACK
    first = today.year - back if since is None else since
    found = [
        Span(each)
        for year in range(first, today.year + 1)
        for each in periods_of(kind, year)
        if each.first <= today
    ]
    return found[::-1]


def next_span(frequency: Frequency, today: date, newest: date | None) -> Span:
    """The period that somebody most likely has a value for.

    Args:
        frequency: how often the indicator is measured.
        today: the day that it is entered.
        newest: the last day of the newest period with a value; None where there is none.
    """
    kind = KINDS[frequency]
    ended = containing(kind, today).previous()
    if newest is None:
        return Span(ended)
    following = containing(kind, newest).next()
    return Span(following if following.first <= today else containing(kind, newest))
