"""How a plan stands: every element's state with its reasons.

What it rests on is asked for in a fixed number of queries, and the answer is kept in memory until
something that it rests on has changed, which four small questions tell.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet

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
from ledetraad.plan.wording import excerpt
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    Measure,
    Observation,
    Serves,
)
from ledetraad.web.followup.newest import with_newest
from ledetraad.web.history.models import Change
from ledetraad.web.plans.models import Revision, WorkingCopy

_MOST_KEPT = 16


@dataclass(frozen=True, slots=True)
class Standing:
    """How a plan stands.

    Args:
        plan: as its latest revision says.
        rollups: every element's state and why, by the element's id.
        measures: how many measures serve an element directly, by its id.
        indicators: how many indicators an element has, by its id.
    """

    plan: Plan
    rollups: Mapping[str, Rollup]
    measures: Mapping[str, int]
    indicators: Mapping[str, int]

    def state(self, element: str) -> ElementState:
        """How an element stands; nothing reported where it is not in the plan."""
        rollup = self.rollups.get(element)
        return rollup.state if rollup is not None else ElementState.NO_DATA


def standing(working_copy: WorkingCopy) -> Standing:
    """How a plan stands now, by its latest revision."""
    revision = working_copy.revision_set.only("pk", "number", "made_at").latest("number")
    return _KEPT.of(working_copy, revision)


def measures_of(working_copy: WorkingCopy, element: str) -> QuerySet[Measure]:
    """The measures that serve an element directly."""
    return (
        Measure.objects.filter(serves__plan=working_copy, serves__element=element, deleted_at=None)
        .select_related("unit", "person")
        .order_by("number")
        .distinct()
    )


def indicators_of(working_copy: WorkingCopy, element: str) -> QuerySet[Indicator]:
    """The indicators on an element."""
    return Indicator.objects.filter(plan=working_copy, element=element, deleted_at=None).order_by(
        "name", "pk"
    )


def whole(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with all that belongs to them, in a fixed number of queries."""
    return measures.select_related("unit", "person").prefetch_related(
        "serves", "milestones", "money", "partners", "risks"
    )


class _Kept:
    """The standings that were asked for last, shared by all requests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._standings: OrderedDict[tuple[Any, ...], Standing] = OrderedDict()

    def of(self, working_copy: WorkingCopy, revision: Revision) -> Standing:
        """The standing, made anew where something that it rests on has changed."""
        key = (revision.pk, revision.made_at, *_stamp(working_copy))
        with self._lock:
            known = self._standings.get(key)
            if known is not None:
                self._standings.move_to_end(key)
                return known
        made = _made(working_copy, Revision.objects.get(pk=revision.pk).plan())
        with self._lock:
            self._standings[key] = made
            while len(self._standings) > _MOST_KEPT:
                self._standings.popitem(last=False)
        return made


_KEPT = _Kept()


def _stamp(working_copy: WorkingCopy) -> tuple[Any, ...]:
    """What differs whenever something has changed that a plan's standing rests on."""
    place = working_copy.municipality_id
    changes = Change.objects.filter(municipality=place).aggregate(Max("pk"), Max("at"))
    values = Observation.objects.filter(indicator__plan=working_copy).aggregate(Max("pk"))
    judgements = ElementJudgement.objects.filter(plan=working_copy).aggregate(
        Max("pk"), Count("withdrawn_at")
    )
    measures = Measure.objects.filter(municipality=place).aggregate(Count("pk"))
    return (
        working_copy.pk,
        *changes.values(),
        values["pk__max"],
        *judgements.values(),
        measures["pk__count"],
    )


def _made(working_copy: WorkingCopy, plan: Plan, rule: RollupRule | None = None) -> Standing:
    measures = _measures(working_copy)
    indicators: dict[str, list[IndicatorFact]] = defaultdict(list)
    every = Indicator.objects.filter(plan=working_copy, deleted_at=None).order_by("pk")
    for now in with_newest(every):
        indicators[now.indicator.element].append(IndicatorFact(now.said.name, now.judgement))
    judgements = _judgements(working_copy)
    rollups: dict[str, Rollup] = {}

    def judge(element: Element) -> Rollup:
        below = [(child, judge(child)) for child in element.children]
        rollups[element.id] = roll_up(
            measures.get(element.id, ()),
            indicators.get(element.id, ()),
            [ChildFact(_called(child), rollup.state) for child, rollup in below],
            rule=rule,
            own=judgements.get(element.id),
        )
        return rollups[element.id]

    for element in plan.elements:
        judge(element)
    return Standing(
        plan,
        rollups,
        Counter({element: len(facts) for element, facts in measures.items()}),
        Counter({element: len(facts) for element, facts in indicators.items()}),
    )


def _measures(working_copy: WorkingCopy) -> dict[str, list[MeasureFact]]:
    found: dict[str, list[MeasureFact]] = defaultdict(list)
    serving = Serves.objects.filter(plan=working_copy, measure__deleted_at=None)
    for element, name, said in serving.order_by("measure__number").values_list(
        "element", "measure__name", "measure__status"
    ):
        status = MeasureStatus(said)
        known = None if status is MeasureStatus.NOT_STARTED else status
        found[element].append(MeasureFact(name, known))
    return dict(found)


def _judgements(working_copy: WorkingCopy) -> dict[str, OwnJudgement]:
    """What persons say of elements, the newest of each."""
    found: dict[str, OwnJudgement] = {}
    for one in ElementJudgement.objects.filter(plan=working_copy, withdrawn_at=None).order_by("pk"):
        found[one.element] = OwnJudgement(ElementState(one.state), one.reason, one.by_name, one.on)
    return found


def _called(element: Element) -> str:
    """An element in a list of several: its number and how its words begin, without a full stop."""
    return f"{element.number} {excerpt(element.words.rstrip('.'), 48)}".strip()
