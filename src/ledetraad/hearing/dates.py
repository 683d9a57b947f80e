"""When a hearing is open, and what counts as said in time.

A hearing is open for the whole of its last day, by the clock in Norway. A statement that was begun
in time counts where it is sent within an hour after.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ledetraad.errors import Phrase
from ledetraad.followup.deadlines import HEARING, earliest_close
from ledetraad.followup.faults import TooEarly
from ledetraad.followup.saying import joined, said_day, said_weekday
from ledetraad.followup.working_days import public_holidays
from ledetraad.i18n import N_

OSLO = ZoneInfo("Europe/Oslo")
TO_FINISH = timedelta(hours=1)
"""How long one has after the deadline to send what was begun before it."""


def begins_at(opens: date) -> datetime:
    """The first moment of a hearing."""
    return datetime.combine(opens, time(), OSLO)


def ends_at(closes: date) -> datetime:
    """The first moment after a hearing: midnight in Norway, whether it is summer or winter."""
    return datetime.combine(closes + timedelta(days=1), time(), OSLO)


def is_open(opens: date, closes: date, now: datetime) -> bool:
    """Whether one can begin to speak."""
    return begins_at(opens) <= now < ends_at(closes)


def in_time(opens: date, closes: date, *, begun: datetime, sent: datetime) -> bool:
    """Whether a statement counts.

    Args:
        opens, closes: the hearing's first and last day.
        begun: when the form was opened, by the server's clock.
        sent: when it came in, by the server's clock.
    """
    return is_open(opens, closes, begun) and sent < ends_at(closes) + TO_FINISH


def check_length(opens: date, closes: date, why_short: str) -> None:
    """Refuse a hearing that is too short without saying why.

    Raises:
        TooEarly: it closes before six weeks have gone (plan- og bygningsloven § 11-14), and no
            reason is given.
    """
    if closes < opens:
        raise TooEarly(
            N_("The hearing closes before it opens."), remedy=N_("Write a later last day.")
        )
    if is_short(opens, closes) and not why_short.strip():
        earliest = earliest_close(opens)
        raise TooEarly(
            N_("The hearing is open for %(open)s days, but %(law)s demands at least %(days)s."),
            remedy=N_("Let it close on %(day)s or later, or say why it may be shorter."),
            open=(closes - opens).days,
            days=HEARING.days,
            law=HEARING.paragraph,
            day=said_weekday(earliest.day),
        )


def holidays_in(opens: date, closes: date) -> list[Phrase]:
    """The public holidays while a hearing is open, each with its day, in order."""
    return [
        Phrase(
            "%(name)s %(day)s",
            name=joined([Phrase(one) for one in names], " / "),
            day=said_day(day),
        )
        for year in range(opens.year, closes.year + 1)
        for day, names in public_holidays(year).items()
        if opens <= day <= closes
    ]


def is_short(opens: date, closes: date) -> bool:
    """Whether less time is given than the law asks for."""
    return closes < earliest_close(opens).day
