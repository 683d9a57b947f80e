"""What the rules of the follow-up are given, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from ledetraad.followup.freshness import Frequency
from ledetraad.followup.status import MeasureStatus
from ledetraad.plan.finding import Finding, RuleDoc
from ledetraad.plan.index import PlanIndex


class About(StrEnum):
    """What a finding of the follow-up is about."""

    ELEMENT = "element"
    MEASURE = "measure"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class MeasureSeen:
    """A measure under the eye of the rules.

    Args:
        key: by which whoever keeps it knows it.
        name: what it is called.
        unit, person: the keys of who answers for it.
        start, deadline: from when until when.
        status: how it goes.
        serves: the elements it serves that are still in their plans: the plan's key, and the id.
        gone: whether it serves others, which are there no more.
    """

    key: int
    name: str
    unit: int | None = None
    person: int | None = None
    start: date | None = None
    deadline: date | None = None
    status: MeasureStatus = MeasureStatus.NOT_STARTED
    serves: tuple[tuple[int, str], ...] = ()
    gone: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done."""
        return self.status in {MeasureStatus.DONE, MeasureStatus.STOPPED}


@dataclass(frozen=True, slots=True)
class IndicatorSeen:
    """An indicator under the eye of the rules.

    Args:
        key: by which whoever keeps it knows it.
        name: what it is called.
        unit, person: the keys of who enters its values.
        plan, element: what it is a sign of, if that is still in the plan; or
        measure: the key of the measure whose result it is.
        aims: whether it has something to reach: a target, or a band to keep within.
        measured: the last day of the period of its newest value; None where there is none.
        frequency, lag: how often it is measured, and how many days later the value comes.
        since: the first year that it is measured.
    """

    key: int
    name: str
    unit: int | None = None
    person: int | None = None
    plan: int | None = None
    element: str | None = None
    measure: int | None = None
    aims: bool = False
    measured: date | None = None
    frequency: Frequency = Frequency.YEAR
    lag: int | None = None
    since: int | None = None


@dataclass(frozen=True)
class PlanSeen:
    """A plan under the eye of the rules.

    Args:
        key: by which whoever keeps it knows it.
        index: the plan, looked up.
        served: the elements that a measure serves directly.
        counted: the elements that an indicator is a sign of, by itself or by a measure.
        taken: the elements that some year's plan of action has taken in.
    """

    key: int
    index: PlanIndex
    served: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()

    @property
    def is_followed_up(self) -> bool:
        """Whether anybody has begun; before that, all would be missing everywhere."""
        return bool(self.served or self.counted)

    @cached_property
    def lowest(self) -> str:
        """The key of the lowest level that has elements."""
        used = {element.level for element in self.index.ordered}
        levels = self.index.plan.levels
        return next((level.key for level in reversed(levels) if level.key in used), "")

    @cached_property
    def goals(self) -> str:
        """The key of the level of goals to be counted: just above the lowest, else the lowest."""
        levels = self.index.plan.levels
        keys = [level.key for level in levels if not level.titled and not level.single]
        place = keys.index(self.lowest) if self.lowest in keys else 0
        return keys[place - 1] if place else self.lowest


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is followed up, on a day.

    Args:
        plans: by their keys.
        measures: none that is deleted.
        indicators: none that is deleted.
        day: the day that deadlines and ages are looked at.
    """

    plans: Mapping[int, PlanSeen] = field(default_factory=dict)
    measures: tuple[MeasureSeen, ...] = ()
    indicators: tuple[IndicatorSeen, ...] = ()
    day: date = date.min


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that the follow-up is missing.

    Args:
        finding: what is said of it.
        about: what kind of thing it is about.
        plan: the key of the plan, where it is about an element.
        key: the element's id, or the key of the measure or the indicator.
        unit, person: the keys of who answers for it.
        plans: the keys of the plans that it concerns.
        mend: the field or form that mends it.
        sign: what the finding rests on; who has settled it has settled it for this alone.
    """

    finding: Finding
    about: About
    key: str
    mend: str
    plan: int | None = None
    unit: int | None = None
    person: int | None = None
    plans: frozenset[int] = frozenset()
    sign: str = ""

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.finding.code

    @property
    def rule(self) -> RuleDoc:
        """The rule that speaks."""
        return self.finding.rule

    @property
    def name(self) -> tuple[str, str, int, str]:
        """By what it is known again: the code, what it is about, and which."""
        return self.code, self.about.value, self.plan or 0, self.key
