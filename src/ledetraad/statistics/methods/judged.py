"""The words of progress: how it goes, by which method, and why it can't be said."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ledetraad.i18n import N_


class Status(StrEnum):
    """How it goes with a target."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    OFF_TRACK = "off_track"
    WRONG_WAY = "wrong_way"
    UNKNOWN = "unknown"


STATUS_NAMES: Final = {
    Status.REACHED: N_("reached"),
    Status.ON_TRACK: N_("fast enough"),
    Status.OFF_TRACK: N_("too slow"),
    Status.WRONG_WAY: N_("the wrong way"),
    Status.UNKNOWN: N_("can't be said"),
}
STATUS_MARKS: Final = {
    Status.REACHED: "✓",
    Status.ON_TRACK: "●",
    Status.OFF_TRACK: "▲",
    Status.WRONG_WAY: "◆",
    Status.UNKNOWN: "?",
}
"""A mark for each that is told apart without colour."""


class Method(StrEnum):
    """How progress is judged."""

    GROWTH = "growth"
    LINEAR = "linear"


METHOD_NAMES: Final = {
    Method.GROWTH: N_("yearly growth, as Eurostat and the UN reckon it"),
    Method.LINEAR: N_("a straight line to the target"),
}


class Pace(StrEnum):
    """Eurostat's four grades of progress towards a target with a number."""

    SIGNIFICANT = "significant"
    MODERATE = "moderate"
    INSUFFICIENT = "insufficient"
    AWAY = "away"


PACE_NAMES: Final = {
    Pace.SIGNIFICANT: N_("significant progress towards the target"),
    Pace.MODERATE: N_("moderate progress towards the target"),
    Pace.INSUFFICIENT: N_("insufficient progress towards the target"),
    Pace.AWAY: N_("movement away from the target"),
}
SIGNIFICANT: Final = 0.95
MODERATE: Final = 0.60
"""From which share of the growth that is needed the progress is significant, or moderate."""


def pace(ratio: float) -> Pace:
    """The grade of a ratio of observed to required growth."""
    if ratio >= SIGNIFICANT:
        return Pace.SIGNIFICANT
    if ratio >= MODERATE:
        return Pace.MODERATE
    return Pace.INSUFFICIENT if ratio >= 0 else Pace.AWAY


class Reason(StrEnum):
    """Why nothing can be said, or something that must be known of what is said."""

    NO_TARGET = "no_target"
    NO_VALUE = "no_value"
    TOO_SHORT = "too_short"
    NOT_YEARLY = "not_yearly"
    AFTER_BREAK = "after_break"
    NO_GROWTH = "no_growth"
    TOO_LATE = "too_late"


REASON_TEXTS: Final = {
    Reason.NO_TARGET: N_("no target is set"),
    Reason.NO_VALUE: N_("there are no numbers"),
    Reason.TOO_SHORT: N_("there are too few years between the first number and the last"),
    Reason.NOT_YEARLY: N_("there are several numbers in a year"),
    Reason.AFTER_BREAK: N_("it is reckoned from the last break in the series on"),
    Reason.NO_GROWTH: N_(
        "yearly growth can't be reckoned from, to or past zero, so a straight line is used"
    ),
    Reason.TOO_LATE: N_("the target's year is over"),
}
