"""What is asked of a report before it is handed in: what contradicts itself, or is left as it was.

A question never stops a report: who answers for it can hand it in all the same.
"""

from __future__ import annotations

from datetime import date

from ledetraad.errors import Phrase
from ledetraad.followup.report import ReportValues
from ledetraad.followup.saying import said_day
from ledetraad.followup.status import MeasureStatus, doubt
from ledetraad.i18n import N_
from ledetraad.web.followup.models import Measure, StatusReport

_WHOLE = 100
_NEEDS_WORDS = (MeasureStatus.DELAYED, MeasureStatus.STOPPED)


def questions(
    said: ReportValues, on: date, *, measure: Measure | None, previous: StatusReport | None
) -> list[Phrase]:
    """What to ask of a report before it is handed in.

    Args:
        said: the report, with its status.
        on: the day that it is handed in.
        measure: what it is about; None for an element.
        previous: the report for the period before.
    """
    if said.status is None:
        return []
    found: list[Phrase] = []
    start = measure.start if measure is not None else None
    deadline = measure.deadline if measure is not None else None
    asked = doubt(said.status, on, start=start, deadline=deadline)
    if asked is not None:
        found.append(asked)
    elif _later(said, deadline) and deadline is not None and said.deadline is not None:
        found.append(
            Phrase(
                N_("You expect it on %(expected)s, after the deadline of %(day)s. Is it delayed?"),
                expected=said_day(said.deadline),
                day=said_day(deadline),
            )
        )
    if said.status in _NEEDS_WORDS and not said.text:
        found.append(Phrase(N_("There are no words about why. Will those who read it understand?")))
    if previous is not None and said.text and said.text == previous.said().text:
        found.append(
            Phrase(
                N_("The text is the same as in %(period)s. Has nothing happened since?"),
                period=previous.period.name,
            )
        )
    if said.status is MeasureStatus.DONE and said.share is not None and said.share < 100:  # noqa: PLR2004
        found.append(
            Phrase(
                N_("It is done, but only %(share)s percent of it. Which is right?"),
                share=said.share,
            )
        )
    return found


def _later(said: ReportValues, deadline: date | None) -> bool:
    open_ = said.status in (MeasureStatus.NOT_STARTED, MeasureStatus.ON_SCHEDULE)
    return open_ and deadline is not None and said.deadline is not None and said.deadline > deadline
