"""How a plan stands: every element's state with its reasons.

What it rests on is asked for in a fixed number of queries, and the answer is kept in memory under
the edition of what it rests on (`history.editions`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

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
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.wording import excerpt
from ledetraad.web.followup.indicators.judged import judged_in
from ledetraad.web.followup.models import (
    ElementJudgement,
    Indicator,
    Measure,
    Observation,
    Serves,
)
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.shelf import Shelf

_RESTS_ON = tuple(
    one._meta.label_lower for one in (Measure, Indicator, Observation, ElementJudgement)
)


@dataclass(frozen=True, slots=True)
class Branch:
    """An element with how it stands.

    Args:
        element: the element.
        level: what its level is called.
        depth: how many stand above it.
        rollup: how it stands, and why.
        measures: how many measures serve it directly.
        indicators: how many indicators it has.
    """

    element: Element
    level: str
    depth: int
    rollup: Rollup
    measures: int
    indicators: int


@dataclass(frozen=True)
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

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every element with how it stands, in the plan's order."""
        names = {level.key: level.singular for level in self.plan.levels}

        def visit(element: Element, depth: int) -> Iterator[Branch]:
            yield Branch(
                element,
                names[element.level],
                depth,
                self.rollups[element.id],
                self.measures.get(element.id, 0),
                self.indicators.get(element.id, 0),
            )
            for child in element.children:
                yield from visit(child, depth + 1)

        return tuple(branch for root in self.plan.elements for branch in visit(root, 0))

    @cached_property
    def names(self) -> PlanIndex:
        """The plan's elements by their ids, with those above and beside them."""
        return PlanIndex(self.plan)

    def state(self, element: str) -> ElementState:
        """How an element stands; nothing reported where it is not in the plan."""
        rollup = self.rollups.get(element)
        return rollup.state if rollup is not None else ElementState.NO_DATA


_KEPT: Shelf[tuple[int, datetime, Marks], Standing] = Shelf(12)


def standing(working_copy: WorkingCopy) -> Standing:
    """How a plan stands now, by its latest revision."""
    seen = edition_of(working_copy.municipality_id)
    revision = working_copy.latest()
    return _KEPT.of(
        (revision.pk, revision.made_at, seen), lambda: _made(working_copy, revision.plan())
    )


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


def edition_of(municipality: int) -> Marks:
    """The edition of all that a standing rests on, beside what the plan says."""
    return edition(municipality, *_RESTS_ON)


def rolled_up(
    plan: Plan,
    measures: Mapping[str, Sequence[MeasureFact]],
    indicators: Mapping[str, Sequence[IndicatorFact]],
    judgements: Mapping[str, OwnJudgement],
    rule: RollupRule | None = None,
) -> Standing:
    """How a plan stands by what is known of it.

    Args:
        plan: the plan.
        measures: those that serve each element directly, by its id.
        indicators: those on each element, by its id.
        judgements: what persons say instead, by the element's id.
        rule: by which; None for the usual one.
    """
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


def measure_fact(name: str, status: MeasureStatus) -> MeasureFact:
    """A measure as the rule takes it: of one that has not started nothing is known."""
    return MeasureFact(name, None if status is MeasureStatus.NOT_STARTED else status)


def _made(working_copy: WorkingCopy, plan: Plan) -> Standing:
    indicators: dict[str, list[IndicatorFact]] = defaultdict(list)
    known = judged_in(working_copy.municipality_id)
    every = Indicator.objects.filter(plan=working_copy, deleted_at=None).order_by("pk")
    for key, on, name in every.values_list("pk", "element", "name"):
        if key in known:
            indicators[on].append(IndicatorFact(name, known[key].judgement))
    return rolled_up(plan, _measures(working_copy), indicators, _judgements(working_copy))


def _measures(working_copy: WorkingCopy) -> dict[str, list[MeasureFact]]:
    found: dict[str, list[MeasureFact]] = defaultdict(list)
    serving = Serves.objects.filter(plan=working_copy, measure__deleted_at=None)
    for element, name, said in serving.order_by("measure__number").values_list(
        "element", "measure__name", "measure__status"
    ):
        found[element].append(measure_fact(name, MeasureStatus(said)))
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
