"""Dates as people write them in Norway: the day first, then the month.

A year in two digits is one of this century. A week, a month or a year is a span of days; where
one day is asked for, its writer must say which, unless the asker does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ledetraad.followup.faults import AmbiguousValue, UnclearValue
from ledetraad.followup.periods import PeriodKind, ReportingPeriod, parts_of_year
from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_

Edge = Literal["first", "last"]
_FIRST_YEAR, _LAST_YEAR = 1800, 2500
_LONGEST = 60
_BLANKS = re.compile(r"[\s\u00a0\u2007-\u200b\u202f\ufeff]+")
_WEEKDAY = re.compile(
    r"(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)(?:dag|\.)?,?\ (?:den\ )?", re.VERBOSE
)
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_MONTH = (
    r"(jan(?:uar)?|feb(?:ruar)?|mar(?:s)?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|"
    r"sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|des(?:ember)?)"
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})")
_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})([-/ ])([0-9]{4}|[0-9]{2})")
_WORDED = re.compile(rf"([0-9]{{1,2}})\.? ?{_MONTH}\.?,? ?([0-9]{{4}}|'?[0-9]{{2}})")
_WEEK = re.compile(r"(?:uke|veke|v\.?|u\.?) ?([0-9]{1,2})[ ,/-]{1,2}([0-9]{4})")
_WHOLE_MONTH = re.compile(rf"{_MONTH}\.? ([0-9]{{4}})")
_PART = re.compile(r"([1-4])\. ?(kvartal|tertial|halvår) ([0-9]{4})")
_YEAR = re.compile(r"[0-9]{4}")
_NO_YEAR = re.compile(rf"[0-9]{{1,2}}(?:\. ?[0-9]{{1,2}}\.?|/[0-9]{{1,2}}|\.? ?{_MONTH}\.?)")
_KINDS = {
    "kvartal": PeriodKind.QUARTER,
    "tertial": PeriodKind.TERTIAL,
    "halvår": PeriodKind.HALF_YEAR,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, the first and the last included; one day where they are the same."""

    first: date
    last: date


def when(text: str, *, where: str = "") -> Span:
    """The day or days that somebody wrote.

    Args:
        text: such as "1.3.26", "1. mars 2026", "2026-03-01", "uke 12 2026", "mars 2026" or
            "1. tertial 2026"; a weekday before it is passed over.
        where: the field or cell, for the error.

    Raises:
        AmbiguousValue: it can be two days ("3/4/2026"); both spans are in `readings`.
        UnclearValue: it is no date, or there is no such day.
    """
    plain = _WEEKDAY.sub("", _BLANKS.sub(" ", text).strip().lower(), count=1)
    for form, read in _FORMS:
        match = form.fullmatch(plain)
        if match is None:
            continue
        try:
            readings = read(match)
        except ValueError:
            readings = []
        if not all(_FIRST_YEAR <= span.first.year <= _LAST_YEAR for span in readings):
            readings = []
        if len(readings) > 1:
            raise _ambiguous(text, readings, where)
        if readings:
            return readings[0]
        raise UnclearValue(
            N_("There is no such day as “%(text)s”."),
            where=where,
            remedy=N_("Look it up in a calendar, and write it again."),
            text=_cut(text),
        )
    raise _unclear(text, where, yearless=_NO_YEAR.fullmatch(plain) is not None)


def day(text: str, *, edge: Edge | None = None, where: str = "") -> date:
    """The one day that somebody wrote.

    Args:
        text: see `when`.
        edge: which day of a week, month or year to take, where one knows: a start is its first,
            a deadline its last.
        where: the field or cell, for the error.

    Raises:
        AmbiguousValue: it can be two days.
        UnclearValue: it is no date, or several days and no edge was said.
    """
    span = when(text, where=where)
    if edge is not None:
        return span.first if edge == "first" else span.last
    if span.first != span.last:
        raise UnclearValue(
            N_("“%(text)s” is more than one day."),
            where=where,
            remedy=N_("Write one, from %(first)s to %(last)s."),
            text=_cut(text),
            first=said_day(span.first),
            last=said_day(span.last),
        )
    return span.first


def _iso(match: re.Match[str]) -> list[Span]:
    return _one(int(match[1]), int(match[2]), int(match[3]))


def _dotted(match: re.Match[str]) -> list[Span]:
    return _one(_year(match[3]), int(match[2]), int(match[1]))


def _slashed(match: re.Match[str]) -> list[Span]:
    year, month, number = _year(match[4]), int(match[2]), int(match[1])
    spans = _one(year, month, number)
    if match[3] == "/" and number <= 12 and number != month:  # noqa: PLR2004
        spans += _one(year, number, month)
    return spans


def _worded(match: re.Match[str]) -> list[Span]:
    return _one(_year(match[3].lstrip("'")), _month(match[2]), int(match[1]))


def _week(match: re.Match[str]) -> list[Span]:
    monday = date.fromisocalendar(int(match[2]), int(match[1]), 1)
    return [Span(monday, monday + timedelta(days=6))]


def _whole_month(match: re.Match[str]) -> list[Span]:
    return _whole(ReportingPeriod(PeriodKind.MONTH, int(match[2]), _month(match[1])))


def _part(match: re.Match[str]) -> list[Span]:
    kind = _KINDS[match[2]]
    if int(match[1]) > parts_of_year(kind):
        return []
    return _whole(ReportingPeriod(kind, int(match[3]), int(match[1])))


def _whole_year(match: re.Match[str]) -> list[Span]:
    return _whole(ReportingPeriod(PeriodKind.YEAR, int(match[0])))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[Span]]], ...] = (
    (_ISO, _iso),
    (_DOTTED, _dotted),
    (_SLASHED, _slashed),
    (_WORDED, _worded),
    (_WEEK, _week),
    (_WHOLE_MONTH, _whole_month),
    (_PART, _part),
    (_YEAR, _whole_year),
)


def _one(year: int, month: int, number: int) -> list[Span]:
    found = date(year, month, number)
    return [Span(found, found)]


def _whole(period: ReportingPeriod) -> list[Span]:
    return [Span(period.first, period.last)]


def _month(word: str) -> int:
    return _MONTHS.index(word[:3]) + 1


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)  # noqa: PLR2004


def _cut(text: str) -> str:
    return text.strip()[:_LONGEST]


def _ambiguous(text: str, readings: list[Span], where: str) -> AmbiguousValue[Span]:
    one, other = (said_day(span.first) for span in readings)
    return AmbiguousValue(
        N_("“%(text)s” can be %(one)s or %(other)s."),
        readings=readings,
        where=where,
        remedy=N_("Write the month as a word, or the date with full stops, such as 1.3.2026."),
        text=_cut(text),
        one=one,
        other=other,
    )


def _unclear(text: str, where: str, *, yearless: bool) -> UnclearValue:
    what = N_("“%(text)s” has no year.") if yearless else N_("“%(text)s” is not a date.")
    return UnclearValue(
        what,
        where=where,
        remedy=N_("Write the day, the month and the year, such as 1.3.2026."),
        text=_cut(text),
    )
