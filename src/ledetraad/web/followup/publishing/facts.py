"""What a publication of the follow-up is made of, whenever that is of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.rollup import Rollup
from ledetraad.followup.status import MeasureStatus


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure.

    Args:
        key, number, name: the measure's.
        serves: the keys of plans, with the elements that it serves in each.
        status: how it goes.
        deadline: None where there is none.
        unit: what the unit is called that answers for it; empty for none.
        money: the year, the kind and the kroner of each amount.
    """

    key: int
    number: int
    name: str
    serves: tuple[tuple[int, str], ...]
    status: MeasureStatus
    deadline: date | None
    unit: str
    money: tuple[tuple[int, str, int], ...]

    def elements(self, plan: int) -> tuple[str, ...]:
        """Those of a plan that it serves."""
        return tuple(element for key, element in self.serves if key == plan)


@dataclass(frozen=True, slots=True)
class Facts:
    """A plan's follow-up.

    Args:
        on: the day that it is of.
        until: values that were entered later are left out; None for none.
        measures: those that serve the plan, by their numbers.
        indicators: the municipality's, by their keys.
        rollups: how each of the plan's elements stood, and why.
    """

    on: date
    until: datetime | None
    measures: Sequence[MeasureFacts]
    indicators: Mapping[int, IndicatorValues]
    rollups: Mapping[str, Rollup]
