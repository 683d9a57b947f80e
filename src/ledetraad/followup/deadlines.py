"""How long a case must lie open before it is treated, and which dates that leaves.

Counting: the day that something is made public isn't counted, the last day is, and a time in
weeks ends on the weekday that it began on (domstolloven § 148). A time that ends on a Saturday,
a Sunday or a public holiday lasts to the next working day (domstolloven § 149). Neither the
planning act nor the municipal act says how its own times are counted; these rules are followed as
the usual ones, and wherever a day must be chosen it is the one that gives people more time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ledetraad.errors import Phrase
from ledetraad.followup.faults import NoMeeting, TooEarly
from ledetraad.followup.saying import joined, said_weekday
from ledetraad.followup.working_days import (
    is_working_day,
    next_working_day,
    previous_working_day,
    public_holidays,
)
from ledetraad.i18n import N_


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """How long something must be public.

    Args:
        key: its name in code.
        name: what must be public, an English template.
        days: for how many days at least.
        paragraph: the law that says so, in Norwegian as it is cited.
    """

    key: str
    name: str
    days: int
    paragraph: str


HEARING = NoticeRule(
    key="hearing",
    name=N_("Hearing of the master plan's proposal: six weeks"),
    days=42,
    paragraph="plan- og bygningsloven § 11-14",
)
PROGRAMME = NoticeRule(
    key="programme",
    name=N_("Hearing of the planning programme: six weeks"),
    days=42,
    paragraph="plan- og bygningsloven § 11-13",
)
STRATEGY = NoticeRule(
    key="strategy",
    name=N_("Proposal for the planning strategy: 30 days before the council"),
    days=30,
    paragraph="plan- og bygningsloven § 10-1",
)
ACTION_PART = NoticeRule(
    key="action-part",
    name=N_("Proposal for the action part: 30 days before the council"),
    days=30,
    paragraph="plan- og bygningsloven § 11-4",
)
BUDGET = NoticeRule(
    key="budget",
    name=N_("Proposal for the economic plan and the budget: 14 days before the council"),
    days=14,
    paragraph="kommuneloven § 14-3",
)
NOTICE_RULES = (HEARING, PROGRAMME, STRATEGY, ACTION_PART, BUDGET)
ACTION_AND_ECONOMIC_PLAN = (ACTION_PART, BUDGET)
"""Where the action part and the economic plan are one document: the longer time holds for both."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A date with how it was come by.

    Args:
        day: the date.
        rule: the rule that decided it.
        steps: the reckoning, a sentence a step.
    """

    day: date
    rule: NoticeRule
    steps: tuple[Phrase, ...]

    @property
    def words(self) -> Phrase:
        """The whole reckoning, ending with its law."""
        law = Phrase("(%(law)s)", law=self.rule.paragraph)
        return joined([*self.steps, law], " ")


def longest(rules: Sequence[NoticeRule]) -> NoticeRule:
    """The rule that demands the most time, the first of them where several do."""
    return max(rules, key=lambda rule: rule.days)


def earliest_close(opened: date, rule: NoticeRule = HEARING) -> Reckoned:
    """The first day that a hearing can close, the whole of which is open.

    Args:
        opened: the day that the proposal is made public.
        rule: how long it must be.
    """
    counted = opened + timedelta(days=rule.days)
    day = next_working_day(counted)
    steps = [_public(opened), _forward(rule, counted), *_moved(counted, day, later=True)]
    return Reckoned(day, rule, tuple(steps))


def latest_opening(close: date, rule: NoticeRule = HEARING) -> Reckoned:
    """The last working day that a hearing can be made public to close on a day.

    Args:
        close: the day that it is to close.
        rule: how long it must be open.
    """
    return _backward(close, rule, N_("The hearing closes on %(day)s."))


def check_hearing(
    opened: date, close: date, rule: NoticeRule = HEARING, *, where: str = ""
) -> None:
    """Refuse a hearing that is too short.

    Raises:
        TooEarly: it closes before `earliest_close`.
    """
    earliest = earliest_close(opened, rule)
    if close < earliest.day:
        raise TooEarly(
            N_("The hearing is open for %(open)s days, but %(law)s demands at least %(days)s."),
            where=where,
            remedy=N_("Let it close on %(day)s or later."),
            open=max((close - opened).days, 0),
            days=rule.days,
            law=rule.paragraph,
            day=said_weekday(earliest.day),
        )


def latest_publication(meeting: date, rules: Sequence[NoticeRule] = (BUDGET,)) -> Reckoned:
    """The last working day to make a proposal public before a meeting of the council.

    Args:
        meeting: the day that the council treats it.
        rules: those that hold for the proposal; the longest decides.
    """
    return _backward(meeting, longest(rules), N_("The council meets on %(day)s."))


def earliest_meeting(published: date, rules: Sequence[NoticeRule] = (BUDGET,)) -> Reckoned:
    """The first day that the council can treat a proposal.

    Args:
        published: the day that it is made public.
        rules: those that hold for the proposal; the longest decides.
    """
    rule = longest(rules)
    day = published + timedelta(days=rule.days)
    moved = next_working_day(day)
    steps = [_public(published), _forward(rule, day), *_moved(day, moved, later=True)]
    return Reckoned(moved, rule, tuple(steps))


def first_meeting(
    published: date,
    calendar: Iterable[date],
    rules: Sequence[NoticeRule] = (BUDGET,),
    *,
    where: str = "",
) -> Reckoned:
    """The first meeting in the municipality's calendar that can treat a proposal.

    Args:
        published: the day that it is made public.
        calendar: the council's meetings, in any order.
        rules: those that hold for the proposal; the longest decides.
        where: what the proposal is, for the error.

    Raises:
        NoMeeting: no meeting is late enough.
    """
    rule = longest(rules)
    earliest = published + timedelta(days=rule.days)
    meetings = sorted(day for day in calendar if day >= earliest)
    if not meetings:
        raise NoMeeting(
            N_("No meeting in the calendar is on %(day)s or later (%(law)s)."),
            where=where,
            remedy=N_("Add a meeting, or make the proposal public earlier."),
            day=said_weekday(earliest),
            law=rule.paragraph,
        )
    steps = [
        _public(published),
        _forward(rule, earliest),
        Phrase(
            N_("The first meeting from that day on is on %(day)s."), day=said_weekday(meetings[0])
        ),
    ]
    return Reckoned(meetings[0], rule, tuple(steps))


def _backward(end: date, rule: NoticeRule, opening: str) -> Reckoned:
    last = previous_working_day(end)
    counted = last - timedelta(days=rule.days)
    day = previous_working_day(counted)
    steps = [
        Phrase(opening, day=said_weekday(end)),
        *_moved(end, last, later=False),
        Phrase(
            N_("%(days)s days before that is %(day)s."), days=rule.days, day=said_weekday(counted)
        ),
        *_moved(counted, day, later=False),
    ]
    return Reckoned(day, rule, tuple(steps))


def _public(day: date) -> Phrase:
    return Phrase(N_("It is made public on %(day)s, which is not counted."), day=said_weekday(day))


def _forward(rule: NoticeRule, day: date) -> Phrase:
    return Phrase(N_("%(days)s days end with %(day)s."), days=rule.days, day=said_weekday(day))


def _moved(counted: date, day: date, *, later: bool) -> list[Phrase]:
    """What is said where a day is no working day; nothing where it is one."""
    if is_working_day(counted):
        return []
    names = public_holidays(counted.year).get(counted)
    template = (
        N_("That is no working day%(holiday)s, so the next one holds: %(day)s.")
        if later
        else N_("That is no working day%(holiday)s, so the one before holds: %(day)s.")
    )
    holiday: Phrase | str = ""
    if names:
        holiday = Phrase(" (%(name)s)", name=joined([Phrase(name) for name in names]))
    return [Phrase(template, holiday=holiday, day=said_weekday(day))]
