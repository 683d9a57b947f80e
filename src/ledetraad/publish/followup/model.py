"""The follow-up as a snapshot carries it: plain values, with nothing in them that was not chosen.

No person is named here, and there is no field in which one could be.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, Field, SerializerFunctionWrapHandler, model_serializer

from ledetraad.errors import Phrase
from ledetraad.followup.bands import Judgement
from ledetraad.followup.direction import Direction
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.indicator import IndicatorValues, Target
from ledetraad.followup.measure import MoneyKind
from ledetraad.followup.rollup import PartKind
from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.plan.model import Identifier, Value
from ledetraad.publish.climate.published import PublishedClimate
from ledetraad.publish.economy.published import PublishedEconomy
from ledetraad.publish.followup.fetched import Fetched
from ledetraad.publish.followup.outlook import Outlook


def _plain(value: Decimal) -> Decimal:
    """A number as it is written the same whichever database it came from: 62, not 62.00000000."""
    return Decimal(f"{value.normalize():f}")


Figure = Annotated[Decimal, AfterValidator(_plain)]
Number = Annotated[int, Field(ge=1)]


class PublishedMoney(Value):
    """What a measure costs in a year, in whole kroner; negative where it saves."""

    year: int
    kind: MoneyKind
    amount: int


class PublishedMeasure(Value):
    """A measure.

    Args:
        number: its own, which is its address.
        name: what is done.
        serves: the elements that it serves.
        status: how it goes; None where that is not published.
        deadline: None where there is none, or it is not published.
        unit: what the unit that answers for it is called; empty as the deadline is None.
        money: by year; empty likewise.
    """

    number: Number
    name: str
    serves: tuple[Identifier, ...]
    status: MeasureStatus | None = None
    deadline: date | None = None
    unit: str = ""
    money: tuple[PublishedMoney, ...] = ()


class PublishedTarget(Value):
    """A value to reach by the end of a year."""

    year: int
    value: Figure


def _unsaid(value: bool) -> bool:
    """Whether it need not be written, so that publications without any stay as they were."""
    return not value


def _none(values: tuple[Any, ...]) -> bool:
    return not values


class PublishedObservation(Value):
    """An indicator's value for a period; see `Observed`.

    Args:
        period, measured, value, missing, source: as it was entered.
        broken: whether it is not quite comparable with those before.
        unrevised: whether it was published before its last check.
    """

    period: str
    measured: date
    value: Figure | None = None
    missing: str = ""
    source: str = ""
    broken: bool = Field(default=False, exclude_if=_unsaid)
    unrevised: bool = Field(default=False, exclude_if=_unsaid)


class PublishedIndicator(Value):
    """An indicator.

    Args:
        number: its own, which is its address.
        name, definition, measure_unit, decimals, direction, frequency, source, since: as it says.
        element: what it is a sign of in the plan; or
        measure: the number of the measure whose result it is.
        desired, accepted, not_approved: its bands; empty where judgements are not published.
        baseline_year, baseline, targets: likewise for targets.
        values: the newest that was entered for each period, in order of time.
        outlook: what was to be expected then; None where that is not published, or can't be told.
        fetched: what the sources say of the values; None where people entered them.
    """

    number: Number
    name: str
    definition: str = ""
    measure_unit: str = ""
    decimals: int = 0
    direction: Direction = Direction.UP
    frequency: Frequency = Frequency.YEAR
    source: str = ""
    since: int | None = None
    element: Identifier | None = None
    measure: int | None = None
    desired: str = ""
    accepted: str = ""
    not_approved: str = ""
    baseline_year: int | None = None
    baseline: Figure | None = None
    targets: tuple[PublishedTarget, ...] = ()
    values: tuple[PublishedObservation, ...] = ()
    outlook: Outlook | None = None
    fetched: Fetched | None = None

    @model_serializer(mode="wrap")
    def _without_what_was_not_fetched(
        self, handler: SerializerFunctionWrapHandler
    ) -> dict[str, Any]:
        """Without `fetched` where there is none, so that older publications keep their bytes."""
        said: dict[str, Any] = handler(self)
        if self.fetched is None:
            del said["fetched"]
        return said

    @cached_property
    def said(self) -> IndicatorValues:
        """What it says of itself, for the rules that judge and tell it."""
        return IndicatorValues(
            name=self.name,
            definition=self.definition,
            measure_unit=self.measure_unit,
            decimals=self.decimals,
            direction=self.direction,
            frequency=self.frequency,
            desired=self.desired,
            accepted=self.accepted,
            not_approved=self.not_approved,
            baseline_year=self.baseline_year,
            baseline=self.baseline,
            targets=tuple(Target(year=one.year, value=one.value) for one in self.targets),
        )

    @property
    def newest(self) -> PublishedObservation | None:
        """The last period's; None where there is none."""
        return self.values[-1] if self.values else None

    @property
    def latest(self) -> PublishedObservation | None:
        """The last that has a value; None where none has."""
        return next((one for one in reversed(self.values) if one.value is not None), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the source of the values says that must be shown with them."""
        return self.fetched.must_show if self.fetched is not None else ()

    @property
    def joined(self) -> list[Phrase]:
        """The changes of municipalities that its values go over, to be said in any language."""
        return self.fetched.joined() if self.fetched is not None else []

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years whose values are not quite comparable with those before."""
        return tuple(one.measured.year for one in self.values if one.broken)

    @property
    def judgement(self) -> Judgement:
        """How the last period's value is judged."""
        bands = self.said.bands()
        value = self.newest.value if self.newest is not None else None
        return bands.judge(value) if bands is not None else Judgement.UNKNOWN


class PublishedPart(Value):
    """A part of what an element's state rests on.

    Args:
        kind: what it rests on.
        state: what it says.
        bad: how many pull it down.
        names: what these are called, where they are published themselves.
        known, of: how many are known, and how many there are.
    """

    kind: PartKind
    state: ElementState
    bad: int
    names: tuple[str, ...] = ()
    known: int
    of: int


class PublishedState(Value):
    """How an element stands.

    Args:
        element: which.
        state: how it stands: a person's judgement before the rule's.
        computed: what the rule says; None where reasons are not published.
        parts: why the rule says so; empty where reasons are not published.
        judged: why a person says otherwise; empty where none does, or reasons are not published.
    """

    element: Identifier
    state: ElementState
    computed: ElementState | None = None
    parts: tuple[PublishedPart, ...] = ()
    judged: str = ""


class FollowUp(Value):
    """What is published of a plan's follow-up.

    Args:
        as_of: the day it is of.
        period: what the reporting period is called that it stands for; empty where none is named.
        locked: whether it is as it stood when that period was locked, which was on that day.
        examples: whether it is invented, which every page that shows it says.
        shown: what was chosen, by the names of `PublishingChoice`.
        measures: by number.
        indicators: by name.
        states: of the elements that there is anything to say of, in the plan's order.
        economy: what is published of the municipality's economy; None for nothing.
        climate: its newest climate budget of each boundary, that of what is emitted within the
            border first.
    """

    as_of: date
    period: str = ""
    locked: bool = Field(default=False, exclude_if=_unsaid)
    examples: bool = False
    shown: tuple[str, ...] = ()
    measures: tuple[PublishedMeasure, ...] = ()
    indicators: tuple[PublishedIndicator, ...] = ()
    states: tuple[PublishedState, ...] = ()
    economy: PublishedEconomy | None = None
    climate: tuple[PublishedClimate, ...] = Field(default=(), exclude_if=_none)
