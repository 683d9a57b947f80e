"""The periods of a year that a municipality reports for: months, quarters, thirds, halves, years.

How often the council must be told is law (kommuneloven § 14-5: at least twice a year); which
periods are used, and when a report is due, each municipality decides. `USUAL_DAYS` is only where
it starts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.followup.faults import UnclearValue
from ledetraad.followup.saying import MONTHS
from ledetraad.followup.working_days import next_working_day
from ledetraad.i18n import N_


class PeriodKind(StrEnum):
    """How a year is parted."""

    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"


KIND_NAMES = {
    PeriodKind.MONTH: N_("month"),
    PeriodKind.QUARTER: N_("quarter"),
    PeriodKind.TERTIAL: N_("third of the year"),
    PeriodKind.HALF_YEAR: N_("half-year"),
    PeriodKind.YEAR: N_("year"),
}
USUAL_DAYS: Mapping[PeriodKind, int] = {
    PeriodKind.MONTH: 10,
    PeriodKind.QUARTER: 15,
    PeriodKind.TERTIAL: 15,
    PeriodKind.HALF_YEAR: 15,
    PeriodKind.YEAR: 31,
}
"""How many days after a period's last day its report is due, unless the municipality says else."""

_LENGTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.TERTIAL: 4,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.YEAR: 12,
}
_LETTERS = {
    PeriodKind.MONTH: "M",
    PeriodKind.QUARTER: "Q",
    PeriodKind.TERTIAL: "T",
    PeriodKind.HALF_YEAR: "H",
    PeriodKind.YEAR: "Y",
}
_NAMES = {
    PeriodKind.QUARTER: (
        N_("first quarter of %(year)s"),
        N_("second quarter of %(year)s"),
        N_("third quarter of %(year)s"),
        N_("fourth quarter of %(year)s"),
    ),
    PeriodKind.TERTIAL: (
        N_("first third of %(year)s"),
        N_("second third of %(year)s"),
        N_("last third of %(year)s"),
    ),
    PeriodKind.HALF_YEAR: (N_("first half of %(year)s"), N_("second half of %(year)s")),
    PeriodKind.YEAR: (N_("the year %(year)s"),),
}
_CODE = re.compile(r"([0-9]{4})-([MQTHY])([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """One period of one year.

    Args:
        kind: how the year is parted.
        year: the year.
        number: which of its parts, from 1.

    Raises:
        ValueError: the year has no such part.
    """

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= parts_of_year(self.kind):
            raise ValueError(self.number)

    @property
    def first(self) -> date:
        """The period's first day."""
        return date(self.year, (self.number - 1) * _LENGTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """The period's last day."""
        month = self.number * _LENGTHS[self.kind]
        after = date(self.year + 1, 1, 1) if month == 12 else date(self.year, month + 1, 1)  # noqa: PLR2004
        return after - timedelta(days=1)

    @property
    def code(self) -> str:
        """A short name that stays the same in every language and sorts by time: "2026-T1"."""
        number = f"{self.number:02}" if self.kind is PeriodKind.MONTH else str(self.number)
        return f"{self.year}-{_LETTERS[self.kind]}{number}"

    @property
    def name(self) -> Phrase:
        """What people call it: "first third of 2026", "March 2026"."""
        if self.kind is PeriodKind.MONTH:
            month = Phrase(MONTHS[self.number - 1])
            return Phrase("%(month)s %(year)s", month=month, year=self.year)
        return Phrase(_NAMES[self.kind][self.number - 1], year=self.year)

    def due(self, days: Mapping[PeriodKind, int] = USUAL_DAYS) -> date:
        """When its report is due, on a working day.

        Args:
            days: how many days after the last day, by kind.
        """
        return next_working_day(self.last + timedelta(days=days[self.kind]))

    def previous(self) -> ReportingPeriod:
        """The period of the same kind just before."""
        return containing(self.kind, self.first - timedelta(days=1))

    def next(self) -> ReportingPeriod:
        """The period of the same kind just after."""
        return containing(self.kind, self.last + timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def parts_of_year(kind: PeriodKind) -> int:
    """How many periods of a kind a year has."""
    return 12 // _LENGTHS[kind]


def periods_of(kind: PeriodKind, year: int) -> tuple[ReportingPeriod, ...]:
    """Every period of a kind in a year, in order."""
    return tuple(ReportingPeriod(kind, year, n + 1) for n in range(parts_of_year(kind)))


def containing(kind: PeriodKind, day: date) -> ReportingPeriod:
    """The period of a kind that a day is in."""
    return ReportingPeriod(kind, day.year, (day.month - 1) // _LENGTHS[kind] + 1)


def period(code: str, *, where: str = "") -> ReportingPeriod:
    """The period of a code such as "2026-T1".

    Raises:
        UnclearValue: there is no such period.
    """
    match = _CODE.fullmatch(code.strip().upper())
    kinds = {letter: kind for kind, letter in _LETTERS.items()}
    if match and 1 <= int(match[3]) <= parts_of_year(kinds[match[2]]):
        return ReportingPeriod(kinds[match[2]], int(match[1]), int(match[3]))
    raise UnclearValue(
        N_("There is no period called “%(code)s”."),
        where=where,
        remedy=N_("Write the year and its part, such as 2026-T1, 2026-Q3 or 2026-M05."),
        code=code.strip()[:20],
    )
