"""The dates of a municipality's year: Norway's own, and the municipality's meetings beside them.

A law's date stays where it is, also on a Sunday: `ready` is then the working day before, which is
safe however the law is read. Statistics Norway publishes on working days, so those dates move to
the next one; the exact day is Statistics Norway's to announce.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.followup.ics import CalendarEvent
from ledetraad.followup.periods import PeriodKind, periods_of
from ledetraad.followup.saying import said_day
from ledetraad.followup.working_days import next_working_day, previous_working_day
from ledetraad.i18n import N_


class WheelKind(StrEnum):
    """What kind of date it is."""

    LAW = "law"
    STATISTICS = "statistics"
    STATE = "state"
    PERIOD = "period"
    OWN = "own"


WHEEL_KIND_NAMES = {
    WheelKind.LAW: N_("law's deadline"),
    WheelKind.STATISTICS: N_("statistics"),
    WheelKind.STATE: N_("the state's budget"),
    WheelKind.PERIOD: N_("period ends"),
    WheelKind.OWN: N_("the municipality's own"),
}


@dataclass(frozen=True, slots=True)
class WheelDate:
    """A date, or a span of days where the exact one isn't fixed.

    Args:
        key: stable, the same every year.
        kind: what kind of date it is.
        name: what happens, an English template; the municipality's own words for its own.
        first, last: the day, or the first and the last of the days that it can be.
        source: the law or whoever sets the date; in Norwegian as it is cited.
        printed: the day that the rule names, where the date has been moved from it.
    """

    key: str
    kind: WheelKind
    name: str
    first: date
    last: date
    source: str = ""
    printed: date | None = None

    @property
    def ready(self) -> date:
        """The last working day on or before it."""
        return previous_working_day(self.last)

    @property
    def moved(self) -> Phrase | None:
        """What is said of a date that has been moved; None if it hasn't."""
        if self.printed is None:
            return None
        return Phrase(N_("moved from %(day)s, which is no working day"), day=said_day(self.printed))


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A date that comes every year."""

    key: str
    kind: WheelKind
    name: str
    month: int
    day: int
    source: str
    moves: bool = False

    def of(self, year: int) -> WheelDate:
        printed = date(year, self.month, self.day)
        day = next_working_day(printed) if self.moves else printed
        return WheelDate(
            key=self.key,
            kind=self.kind,
            name=self.name,
            first=day,
            last=day,
            source=self.source,
            printed=None if day == printed else printed,
        )


_KOSTRA = "KOSTRA, rapporteringsfrister (Statistisk sentralbyrå)"
_SSB = "Statistisk sentralbyrå"
_FIXED = (
    _Fixed(
        "kostra-health",
        WheelKind.STATISTICS,
        N_("KOSTRA: report health and care, social services and child welfare"),
        1,
        15,
        _KOSTRA,
    ),
    _Fixed(
        "kostra-services",
        WheelKind.STATISTICS,
        N_("KOSTRA: report the other services"),
        2,
        15,
        _KOSTRA,
    ),
    _Fixed(
        "accounts",
        WheelKind.LAW,
        N_("The accounts are handed over, and reported to KOSTRA"),
        2,
        22,
        "kommuneloven § 14-6",
    ),
    _Fixed(
        "kostra-unrevised",
        WheelKind.STATISTICS,
        N_("KOSTRA: unrevised figures are published"),
        3,
        15,
        _SSB,
        moves=True,
    ),
    _Fixed(
        "annual-report",
        WheelKind.LAW,
        N_("The annual report is handed over"),
        3,
        31,
        "kommuneloven § 14-7",
    ),
    _Fixed(
        "kostra-corrections",
        WheelKind.STATISTICS,
        N_("KOSTRA: last day for corrections"),
        4,
        15,
        _KOSTRA,
    ),
    _Fixed(
        "auditor",
        WheelKind.LAW,
        N_("The auditor's report is handed over"),
        4,
        15,
        "kommuneloven § 24-8",
    ),
    _Fixed(
        "kostra-revised",
        WheelKind.STATISTICS,
        N_("KOSTRA: revised figures are published"),
        6,
        15,
        _SSB,
        moves=True,
    ),
    _Fixed(
        "accounts-adopted",
        WheelKind.LAW,
        N_("The council has adopted the accounts and the annual report"),
        6,
        30,
        "kommuneloven § 14-3",
    ),
    _Fixed(
        "budget-adopted",
        WheelKind.LAW,
        N_("The council has adopted the economic plan and the budget"),
        12,
        31,
        "kommuneloven § 14-3",
    ),
)
_THIRDS = (
    N_("First third ends: report to the council"),
    N_("Second third ends: report to the council"),
    N_("Last third ends: the annual report begins"),
)
_MONTHS = (
    ("municipal-proposition", 5, N_("The government's proposition on the municipalities' economy")),
    ("state-budget", 10, N_("The government's proposal for the state's budget")),
)


def national_dates(year: int) -> tuple[WheelDate, ...]:
    """Norway's own dates of a year, in order.

    Args:
        year: the calendar year; what is reported in it is mostly of the year before.
    """
    thirds = periods_of(PeriodKind.TERTIAL, year)
    found = [fixed.of(year) for fixed in _FIXED]
    found += [
        WheelDate(
            key=f"third-{third.number}",
            kind=WheelKind.PERIOD,
            name=name,
            first=third.last,
            last=third.last,
            source="kommuneloven § 14-5" if third.number < len(_THIRDS) else "kommuneloven § 14-7",
        )
        for third, name in zip(thirds, _THIRDS, strict=True)
    ]
    months = periods_of(PeriodKind.MONTH, year)
    found += [
        WheelDate(
            key=key,
            kind=WheelKind.STATE,
            name=name,
            first=months[month - 1].first,
            last=months[month - 1].last,
            source="regjeringen",
        )
        for key, month, name in _MONTHS
    ]
    return in_order(found)


def with_own(dates: Iterable[WheelDate], own: Iterable[WheelDate]) -> tuple[WheelDate, ...]:
    """Dates with the municipality's own among them, in order; its own replaces a like key.

    Args:
        dates: such as `national_dates`.
        own: the municipality's; one with the key of another stands in its place, so that a
            municipality can write the day that it has been told.
    """
    merged = {(each.key, each.first.year): each for each in dates}
    merged |= {(each.key, each.first.year): each for each in own}
    return in_order(merged.values())


def meeting(body: str, day: date, *, title: str = "", key: str = "") -> WheelDate:
    """A meeting of one of the municipality's bodies as a date of the year.

    Args:
        body: who meets, such as "kommunestyret".
        day: when.
        title: what is treated, where that is known.
        key: what identifies the meeting if it is moved; made of the body and the day if not said.
    """
    name = f"{body}: {title}" if title else body
    key = key or f"meeting-{'-'.join(body.lower().split())}-{day.isoformat()}"
    return WheelDate(key, WheelKind.OWN, name, day, day, source=body)


def planning_strategy_due(constituted: date) -> WheelDate:
    """By when a new council must have adopted its planning strategy: within a year.

    Args:
        constituted: the day that the council was constituted (plan- og bygningsloven § 10-1).
    """
    leap_day = (constituted.month, constituted.day) == (2, 29)
    day = constituted.replace(year=constituted.year + 1, day=28 if leap_day else constituted.day)
    return WheelDate(
        "planning-strategy",
        WheelKind.LAW,
        N_("The council has adopted its planning strategy"),
        day,
        day,
        "plan- og bygningsloven § 10-1",
    )


def in_order(dates: Iterable[WheelDate]) -> tuple[WheelDate, ...]:
    """Dates by their first day, then by their last, then by key."""
    return tuple(sorted(dates, key=lambda each: (each.first, each.last, each.key)))


def as_events(
    dates: Iterable[WheelDate], translate: Callable[[str], str] = str
) -> tuple[CalendarEvent, ...]:
    """Dates as events of a calendar, in the language that `translate` gives."""
    return tuple(
        CalendarEvent(
            key=f"{each.key}-{each.first.year}",
            first=each.first,
            last=each.last,
            summary=translate(each.name),
            description=". ".join(
                part
                for part in (each.source, each.moved.said(translate) if each.moved else "")
                if part
            ),
            categories=(translate(WHEEL_KIND_NAMES[each.kind]),),
        )
        for each in dates
    )
