"""A plan's standing as its pages show it: counts, branches, and what is red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledetraad.followup.rollup import Rollup
from ledetraad.followup.status import ElementState
from ledetraad.plan.model import Element
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.standing import Standing
from ledetraad.web.plans.models import WorkingCopy

MOST_MOVED = 60
"""How many of the measures that moved are told of one by one."""


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


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure whose status is another than it was in the period before."""

    measure: Measure
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Movement:
    """What has moved between two periods.

    Args:
        periods: the two, the newest first; fewer where there are not two.
        moved: the measures that moved, in their order.
        more: how many more there are.
    """

    periods: list[ReportingPeriod]
    moved: list[Moved]
    more: int


def branches(standing: Standing) -> list[Branch]:
    """Every element with how it stands, in the plan's order."""
    names = {level.key: level.singular for level in standing.plan.levels}

    def visit(element: Element, depth: int) -> Iterator[Branch]:
        yield Branch(
            element,
            names[element.level],
            depth,
            standing.rollups[element.id],
            standing.measures.get(element.id, 0),
            standing.indicators.get(element.id, 0),
        )
        for child in element.children:
            yield from visit(child, depth + 1)

    return [branch for root in standing.plan.elements for branch in visit(root, 0)]


def counts(found: list[Branch], *, depth: int | None = None) -> Mapping[ElementState, int]:
    """How many elements there are of each state; at one depth, where it is given."""
    return Counter(
        branch.rollup.state for branch in found if depth is None or branch.depth == depth
    )


def moved(working_copy: WorkingCopy) -> Movement:
    """The two last periods that are reported for, and the measures that moved between them."""
    periods = list(
        ReportingPeriod.objects.filter(
            municipality=working_copy.municipality,
            deleted_at=None,
            reports__state=StatusReport.State.SUBMITTED,
        ).distinct()[:2]
    )
    if len(periods) < 2:  # noqa: PLR2004
        return Movement(periods, [], 0)
    said: dict[int, dict[int, str]] = {period.pk: {} for period in periods}
    reports = StatusReport.objects.filter(
        period__in=periods, state=StatusReport.State.SUBMITTED, measure__deleted_at=None
    )
    for period, measure, status in reports.values_list("period", "measure", "status"):
        if measure is not None:
            said[period][measure] = status
    now, before = (said[period.pk] for period in periods)
    serving = Measure.objects.filter(serves__plan=working_copy, deleted_at=None)
    keys = [
        key
        for key in dict.fromkeys(serving.order_by("number").values_list("pk", flat=True))
        if key in now and key in before and before[key] != now[key]
    ]
    shown = Measure.objects.select_related("unit").in_bulk(keys[:MOST_MOVED])
    found = [Moved(shown[key], before[key], now[key]) for key in keys[:MOST_MOVED]]
    return Movement(periods, found, len(keys) - len(found))


def parts_of(found: list[Branch], theme: str) -> list[Branch]:
    """The themes of a large plan, and all that stands under the one that is open."""
    shown: list[Branch] = []
    inside = False
    for branch in found:
        if branch.depth == 0:
            inside = branch.element.id == theme
        if inside or branch.depth == 0:
            shown.append(branch)
    return shown


def red(found: list[Branch]) -> list[Branch]:
    """What is off track and is so for reasons of its own, not just because of what is below."""
    return [
        branch
        for branch in found
        if branch.rollup.state is ElementState.OFF_TRACK
        and (branch.rollup.own is not None or branch.measures or branch.indicators)
    ]
