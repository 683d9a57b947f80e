"""How a plan stands: every element's state with its reasons, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from ledetraad.followup.bands import Judgement
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.rollup import (
    ChildFact,
    IndicatorFact,
    MeasureFact,
    OwnJudgement,
    Rollup,
    RollupRule,
    roll_up,
)
from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.plan.model import Element, Plan
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    Measure,
    Observation,
    Serves,
)
from ledetraad.web.plans.models import WorkingCopy


@dataclass(frozen=True, slots=True)
class IndicatorNow:
    """An indicator with its newest value.

    Args:
        indicator: as stored.
        said: what it says of itself.
        newest: its newest observation; None where there is none.
        judgement: how the newest value is judged.
    """

    indicator: Indicator
    said: IndicatorValues
    newest: Observation | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands.

    Args:
        plan: as its latest revision says.
        rollups: every element's state and why, by the element's id.
        measures: those that serve an element directly, by its id.
        indicators: those on an element directly, by its id.
    """

    plan: Plan
    rollups: dict[str, Rollup]
    measures: dict[str, list[Measure]] = field(default_factory=dict)
    indicators: dict[str, list[IndicatorNow]] = field(default_factory=dict)

    def state(self, element: str) -> ElementState:
        """How an element stands; nothing reported where it is not in the plan."""
        rollup = self.rollups.get(element)
        return rollup.state if rollup is not None else ElementState.NO_DATA


def standing(working_copy: WorkingCopy, plan: Plan, rule: RollupRule | None = None) -> Standing:
    """How a plan stands now.

    Args:
        working_copy: the plan as stored.
        plan: what its latest revision says.
        rule: the thresholds; the defaults if not said.
    """
    measures = _measures(working_copy)
    indicators = indicators_now(
        Indicator.objects.filter(plan=working_copy, deleted_at=None).order_by("pk")
    )
    by_element: dict[str, list[IndicatorNow]] = defaultdict(list)
    for one in indicators:
        by_element[one.indicator.element].append(one)
    judgements = _judgements(working_copy)
    rollups: dict[str, Rollup] = {}

    def judge(element: Element) -> Rollup:
        below = [(child, judge(child)) for child in element.children]
        rollups[element.id] = roll_up(
            [_measure_fact(one) for one in measures.get(element.id, ())],
            [IndicatorFact(one.said.name, one.judgement) for one in by_element.get(element.id, ())],
            [ChildFact(child.words, rollup.state) for child, rollup in below],
            rule=rule,
            own=judgements.get(element.id),
        )
        return rollups[element.id]

    for element in plan.elements:
        judge(element)
    return Standing(plan, rollups, measures, dict(by_element))


def indicators_now(indicators: Iterable[Indicator]) -> list[IndicatorNow]:
    """Indicators, each with its newest value and how that is judged, in three queries at most."""
    found = list(indicators)
    newest: dict[int, Observation] = {}
    for one in Observation.objects.filter(indicator__in=found).order_by("measured", "pk"):
        newest[one.indicator_id] = one
    return [_now(indicator, newest.get(indicator.pk)) for indicator in found]


def _now(indicator: Indicator, newest: Observation | None) -> IndicatorNow:
    said = indicator.said()
    bands = said.bands()
    value = newest.value if newest is not None else None
    judgement = bands.judge(value) if bands is not None else Judgement.UNKNOWN
    return IndicatorNow(indicator, said, newest, judgement)


def _measures(working_copy: WorkingCopy) -> dict[str, list[Measure]]:
    found: dict[str, list[Measure]] = defaultdict(list)
    serving = (
        Serves.objects.filter(plan=working_copy, measure__deleted_at=None)
        .select_related("measure__unit", "measure__person")
        .order_by("measure__number")
    )
    for one in serving:
        found[one.element].append(one.measure)
    return dict(found)


def _measure_fact(measure: Measure) -> MeasureFact:
    status = MeasureStatus(measure.status)
    return MeasureFact(measure.name, None if status is MeasureStatus.NOT_STARTED else status)


def _judgements(working_copy: WorkingCopy) -> dict[str, OwnJudgement]:
    """What persons say of elements, the newest of each."""
    found: dict[str, OwnJudgement] = {}
    for one in ElementJudgement.objects.filter(plan=working_copy, withdrawn_at=None).order_by("pk"):
        found[one.element] = OwnJudgement(ElementState(one.state), one.reason, one.by_name, one.on)
    return found


def whole(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with all that belongs to them, in a fixed number of queries."""
    return measures.select_related("unit", "person").prefetch_related(
        "serves", "milestones", "money", "partners", "risks"
    )
