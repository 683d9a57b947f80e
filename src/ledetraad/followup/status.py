"""How a measure goes, and how an element of the plan stands.

An element has one of three states, as the green, yellow and red of a traffic light that Norwegian
municipalities report by, or none while nothing is known. There is no state "reached": goals
describe how things should be and stay, so a reached one is on track as long as it stays so.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ledetraad.errors import Phrase
from ledetraad.followup.saying import said_day
from ledetraad.i18n import N_


class MeasureStatus(StrEnum):
    """What the one responsible says of a measure."""

    NOT_STARTED = "not_started"
    ON_SCHEDULE = "on_schedule"
    DELAYED = "delayed"
    DONE = "done"
    STOPPED = "stopped"


MEASURE_STATUS_NAMES = {
    MeasureStatus.NOT_STARTED: N_("not started"),
    MeasureStatus.ON_SCHEDULE: N_("on schedule"),
    MeasureStatus.DELAYED: N_("delayed"),
    MeasureStatus.DONE: N_("done"),
    MeasureStatus.STOPPED: N_("stopped"),
}
MEASURE_STATUS_MARKS = {
    MeasureStatus.NOT_STARTED: "○",
    MeasureStatus.ON_SCHEDULE: "▶",
    MeasureStatus.DELAYED: "!",
    MeasureStatus.DONE: "✓",
    MeasureStatus.STOPPED: "■",
}
"""A mark for each that is told apart without colour."""


class ElementState(StrEnum):
    """How a goal or a strategy stands."""

    NO_DATA = "no_data"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


ELEMENT_STATE_NAMES = {
    ElementState.NO_DATA: N_("nothing reported"),
    ElementState.ON_TRACK: N_("on track"),
    ElementState.AT_RISK: N_("at risk"),
    ElementState.OFF_TRACK: N_("off track"),
}
ELEMENT_STATE_MARKS = {
    ElementState.NO_DATA: "–",
    ElementState.ON_TRACK: "●",
    ElementState.AT_RISK: "▲",
    ElementState.OFF_TRACK: "◆",
}
"""A shape for each that is told apart without colour."""

WORSE: tuple[ElementState, ...] = (
    ElementState.ON_TRACK,
    ElementState.AT_RISK,
    ElementState.OFF_TRACK,
)
"""The states that say something, each worse than the one before."""


def worst(*states: ElementState) -> ElementState:
    """The worst of some states; those without data say nothing."""
    known = [state for state in states if state in WORSE]
    return max(known, key=WORSE.index, default=ElementState.NO_DATA)


def doubt(
    status: MeasureStatus, on: date, *, start: date | None = None, deadline: date | None = None
) -> Phrase | None:
    """What speaks against a measure's status, as a question to who said it; None if nothing.

    The status itself is never changed: a deadline may have been moved and not been written down.

    Args:
        status: what was said.
        on: the day that it is looked at.
        start, deadline: the measure's own days.
    """
    open_ = status in (MeasureStatus.NOT_STARTED, MeasureStatus.ON_SCHEDULE)
    if open_ and deadline is not None and deadline < on:
        return Phrase(
            N_("The deadline was %(day)s. Is it done, or is it delayed?"), day=said_day(deadline)
        )
    if status is MeasureStatus.NOT_STARTED and start is not None and start < on:
        return Phrase(N_("It was to start on %(day)s. Has it started?"), day=said_day(start))
    if status is MeasureStatus.DONE and start is not None and start > on:
        return Phrase(N_("It is to start on %(day)s. Is it done already?"), day=said_day(start))
    return None
