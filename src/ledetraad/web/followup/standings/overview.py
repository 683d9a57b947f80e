"""A plan's standing as its pages show it: counts, and what is red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from ledetraad.followup.status import ElementState, MeasureStatus
from ledetraad.web.followup.models import Measure, ReportingPeriod, Serves, StatusReport
from ledetraad.web.followup.standing import Branch
from ledetraad.web.history.editions import Marks, edition
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.shelf import Shelf

_MOVED_BY = tuple(one._meta.label_lower for one in (Measure, StatusReport, ReportingPeriod))
_KEPT: Shelf[tuple[int, Marks], list[tuple[int, str, str]]] = Shelf(64)
WHOLE = 300
"""So many elements are shown at once; a larger plan opens a theme at a time."""
_FIRST = {MeasureStatus.DELAYED: 0, MeasureStatus.STOPPED: 1}
"""What of what has changed a meeting wants to know first."""


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
        measures: the keys of the measures that moved, with what was said of each before and now;
            those that have come to be delayed or stopped first.
    """

    periods: list[ReportingPeriod]
    measures: list[tuple[int, str, str]]

    def first(self, most: int) -> list[Moved]:
        """So many of the measures that moved."""
        shown = self.measures[:most]
        found = Measure.objects.select_related("unit").in_bulk([key for key, *_ in shown])
        return [Moved(found[key], was, now) for key, was, now in shown]


def counts(found: Sequence[Branch], *, depth: int | None = None) -> Mapping[ElementState, int]:
    """How many elements there are of each state; at one depth, where it is given."""
    return Counter(
        branch.rollup.state for branch in found if depth is None or branch.depth == depth
    )


def moved(working_copy: WorkingCopy) -> Movement:
    """The two last periods that are reported for, and the measures that moved between them."""
    seen = edition(working_copy.municipality_id, *_MOVED_BY)
    submitted = StatusReport.objects.filter(state=StatusReport.State.SUBMITTED)
    periods = list(
        ReportingPeriod.objects.filter(
            Exists(submitted.filter(period=OuterRef("pk"))),
            municipality=working_copy.municipality_id,
            deleted_at=None,
        )[:2]
    )
    if len(periods) < 2:  # noqa: PLR2004
        return Movement(periods, [])
    return Movement(
        periods, _KEPT.of((working_copy.pk, seen), lambda: _moved(working_copy, *periods))
    )


def _moved(
    working_copy: WorkingCopy, now: ReportingPeriod, before: ReportingPeriod
) -> list[tuple[int, str, str]]:
    """The keys of measures that say something else now than before, with what they said."""
    served = Serves.objects.filter(plan=working_copy).values("measure")
    submitted = StatusReport.objects.filter(
        state=StatusReport.State.SUBMITTED, measure__in=served, measure__deleted_at=None
    )
    said = dict(submitted.filter(period=before).order_by().values_list("measure", "status"))
    says = submitted.filter(period=now).order_by("measure__number")
    found = [
        (measure, said[measure], status)
        for measure, status in says.values_list("measure", "status")
        if said.get(measure, status) != status
    ]
    return sorted(found, key=lambda one: _FIRST.get(MeasureStatus(one[2]), len(_FIRST)))


def parts_of(found: Sequence[Branch], theme: str) -> list[Branch]:
    """The themes of a large plan, and all that stands under the one that is open."""
    shown: list[Branch] = []
    inside = False
    for branch in found:
        if branch.depth == 0:
            inside = branch.element.id == theme
        if inside or branch.depth == 0:
            shown.append(branch)
    return shown


def red(found: Sequence[Branch]) -> list[Branch]:
    """What is off track and is so for reasons of its own, not just because of what is below.

    What stands highest in the plan comes first, and there what most speaks against.
    """
    own = [
        branch
        for branch in found
        if branch.rollup.state is ElementState.OFF_TRACK
        and (branch.rollup.own is not None or branch.measures or branch.indicators)
    ]
    return sorted(
        own, key=lambda one: (one.depth, -sum(len(part.bad) for part in one.rollup.parts))
    )


def worst_first(themes: Sequence[Branch], most: int) -> list[Branch]:
    """Themes in their order; where there is no room for all, those that stand worst."""
    if len(themes) <= most:
        return list(themes)
    states = (ElementState.OFF_TRACK, ElementState.AT_RISK)
    return sorted(
        themes,
        key=lambda one: states.index(one.rollup.state) if one.rollup.state in states else 2,
    )[:most]
