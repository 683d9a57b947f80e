"""Days, periods and lists in words, as phrases that each language says in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledetraad.errors import Phrase
from ledetraad.i18n import N_

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def said_day(day: date) -> Phrase:
    """A day in words: "3 March 2026"."""
    return Phrase(
        N_("%(day)s %(month)s %(year)s"),
        day=day.day,
        month=Phrase(MONTHS[day.month - 1]),
        year=day.year,
    )


def said_weekday(day: date) -> Phrase:
    """A day in words with its weekday: "Tuesday 3 March 2026"."""
    return Phrase("%(weekday)s %(day)s", weekday=Phrase(WEEKDAYS[day.weekday()]), day=said_day(day))


def joined(parts: Sequence[Phrase | str], between: str = ", ") -> Phrase:
    """Several phrases as one, parted by what is between; none become an empty phrase."""
    if not parts:
        return Phrase("%(nothing)s", nothing="")
    named = {f"p{n}": part for n, part in enumerate(parts)}
    return Phrase(between.join(f"%({name})s" for name in named), **named)


def listed(parts: Sequence[Phrase | str]) -> Phrase:
    """Several phrases as a list in a sentence: "one, two and three"."""
    if len(parts) < 2:  # noqa: PLR2004
        return joined(parts)
    return Phrase(N_("%(most)s and %(last)s"), most=joined(parts[:-1]), last=parts[-1])
