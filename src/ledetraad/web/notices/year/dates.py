"""What happens in a municipality in a year: Norway's dates, its periods, meetings, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from ledetraad.errors import Phrase
from ledetraad.followup.saying import MONTHS
from ledetraad.followup.status import MeasureStatus
from ledetraad.followup.year_wheel import WheelDate, WheelKind, meeting, national_dates, with_own
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access
from ledetraad.web.accounts.rights import Action
from ledetraad.web.followup.models import Measure
from ledetraad.web.followup.models.measure import Milestone
from ledetraad.web.followup.reporting.asked import own_units
from ledetraad.web.followup.reporting.known_periods import periods_of
from ledetraad.web.notices.known import meetings_of, own_dates_of
from ledetraad.web.notices.models import Meeting

MOST = 300
"""How many measures' deadlines are listed, and how many milestones."""
_ENDED = (MeasureStatus.DONE.value, MeasureStatus.STOPPED.value)
Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens on a day or some days.

    Args:
        date: when and what, in the reader's language where it is our own words.
        address: where to read on, within the municipality's own; empty where there is nothing.
        meeting: the meeting that it is; None for all else.
        national: Norway's own date where the municipality has set another day; None else.
        note: why it has.
        own: the key of that day; None where it has not.
        settable: whether it is one of Norway's dates.
    """

    date: WheelDate
    address: str = ""
    meeting: Meeting | None = None
    national: WheelDate | None = None
    note: str = ""
    own: int | None = None
    settable: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its number, its name in English, and what happens, in order."""

    number: int
    name: str
    happenings: list[Happening]


@dataclass(frozen=True, slots=True)
class Year:
    """A year.

    Args:
        year: which.
        months: all twelve.
        measures: how many measures have their deadline in it, of those asked for.
    """

    year: int
    months: list[Month]
    measures: int

    @property
    def unlisted(self) -> int:
        """How many measures aren't listed."""
        return max(self.measures - MOST, 0)


def year_of(allowed: Access, year: int, measures: QuerySet[Measure], translate: Translate) -> Year:
    """What happens in a year, in a fixed number of queries.

    Args:
        allowed: whose municipality.
        year: the calendar year.
        measures: those whose deadlines are wanted.
        translate: gives the reader's language.
    """
    span = (date(year, 1, 1), date(year, 12, 31))
    due = measures.filter(deadline__range=span).order_by("deadline", "number")
    count = due.count()
    own = [
        *_periods(allowed, span, translate),
        *_meetings(allowed, span),
        *_deadlines(due[:MOST] if count else due.none(), translate),
        *_milestones(measures, span, translate),
    ]
    national = list(_national(allowed, year))
    beside = {(one.date.key, one.date.first.year): one for one in (*national, *own)}
    merged = with_own([one.date for one in national], [one.date for one in own])
    happenings = [beside[each.key, each.first.year] for each in merged]
    months = [
        Month(number, name, [one for one in happenings if one.date.first.month == number])
        for number, name in enumerate(MONTHS, 1)
    ]
    return Year(year, months, count)


def every_measure(allowed: Access) -> QuerySet[Measure]:
    """The municipality's measures that aren't ended."""
    measures = Measure.objects.filter(municipality=allowed.municipality, deleted_at=None)
    return measures.exclude(status__in=_ENDED)


def own_measures(allowed: Access, user: User) -> QuerySet[Measure]:
    """Those of them that somebody answers for, or that their units do."""
    units = own_units(allowed, Action.WRITE_REPORT)
    return every_measure(allowed).filter(Q(person=user) | Q(unit__in=units))


def _national(allowed: Access, year: int) -> Iterable[Happening]:
    """Norway's dates, those on the municipality's own day that it has set another for."""
    own = {one.key: one for one in own_dates_of(allowed.municipality) if one.year == year}
    for each in national_dates(year):
        said = own.get(each.key)
        if said is None:
            yield Happening(each, settable=True)
        else:
            here = replace(each, first=said.day, last=said.day, printed=None)
            yield Happening(here, national=each, note=said.note, own=said.pk, settable=True)


def _periods(allowed: Access, span: tuple[date, date], translate: Translate) -> Iterable[Happening]:
    first, last = span
    for one in periods_of(allowed.municipality):
        if not first <= one.due <= last:
            continue
        name = Phrase(N_("Reports for %(period)s are due"), period=one.name).said(translate)
        yield Happening(_own(f"period-{one.pk}", name, one.due), f"rapportering/{one.pk}/")


def _meetings(allowed: Access, span: tuple[date, date]) -> Iterable[Happening]:
    first, last = span
    for one in meetings_of(allowed.municipality):
        if not first <= one.day <= last:
            continue
        when = meeting(one.body, one.day, title=one.about, key=f"meeting-{one.pk}")
        yield Happening(when, meeting=one)


def _deadlines(measures: QuerySet[Measure], translate: Translate) -> Iterable[Happening]:
    said = translate(N_("Deadline: %(number)s %(name)s"))
    for pk, number, name, deadline in measures.values_list("pk", "number", "name", "deadline"):
        if deadline is not None:
            words = said % {"number": number, "name": name}
            yield Happening(_own(f"measure-{pk}", words, deadline), f"tiltak/{number}/")


def _milestones(
    measures: QuerySet[Measure], span: tuple[date, date], translate: Translate
) -> Iterable[Happening]:
    """Those that aren't reached; a milestone is known by its place, as it is written anew often."""
    found = Milestone.objects.filter(measure__in=measures, due__range=span, done=None)
    rows = found.order_by("due", "pk").values_list(
        "measure", "place", "text", "due", "measure__number", "measure__name"
    )
    said = translate(N_("Milestone: %(text)s (%(number)s %(name)s)"))
    for measure, place, text, due, number, name in rows[:MOST]:
        if due is not None:
            words = said % {"text": text, "number": number, "name": name}
            key = f"milestone-{measure}-{place}"
            yield Happening(_own(key, words, due), f"tiltak/{number}/")


def _own(key: str, name: str, day: date) -> WheelDate:
    return WheelDate(key, WheelKind.OWN, name, day, day)
