"""Which days are working days in Norway.

Saturdays, Sundays and public holidays are none, nor are 1 and 17 May, which the law of 26 April
1947 makes equal to holidays. Christmas Eve and New Year's Eve are working days by law, however
little is done then. The holidays come from the `holidays` package.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import holidays

from ledetraad.i18n import N_

_DAY = timedelta(days=1)
_SATURDAY = 5
_NAMES = {
    "New Year's Day": N_("New Year's Day"),
    "Maundy Thursday": N_("Maundy Thursday"),
    "Good Friday": N_("Good Friday"),
    "Easter Sunday": N_("Easter Sunday"),
    "Easter Monday": N_("Easter Monday"),
    "Labor Day": N_("Labour Day"),
    "Constitution Day": N_("Constitution Day"),
    "Ascension Day": N_("Ascension Day"),
    "Pentecost": N_("Whit Sunday"),
    "Pentecost Monday": N_("Whit Monday"),
    "Christmas Day": N_("Christmas Day"),
    "Second Day of Christmas": N_("Boxing Day"),
}


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Mapping[date, tuple[str, ...]]:
    """The public holidays of a year in order, each with its names, English templates.

    A day has two names where two holidays fall on it, as Ascension Day and 17 May did in 2012.
    """
    found = holidays.country_holidays("NO", years=year, language="en_US")
    return MappingProxyType(
        {
            day: tuple(_NAMES.get(name, name) for name in found.get_list(day))
            for day in sorted(found)
        }
    )


def is_working_day(day: date) -> bool:
    """Whether offices are open: no Saturday, no Sunday, no public holiday."""
    return day.weekday() < _SATURDAY and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def plus_working_days(day: date, number: int) -> date:
    """The day that is so many working days after a day, which isn't counted itself."""
    for _ in range(number):
        day = next_working_day(day + _DAY)
    return day
