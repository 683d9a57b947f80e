"""Goals that name the goal above them → trees, with nothing lost where they don't fit together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ledetraad.plan.model import MAX_DEPTH
from ledetraad.readers.record_fields import Record


@dataclass(slots=True)
class Goal:
    """A goal, the one above it, and what becomes of it."""

    record: Record
    row: int
    name: str
    key: str
    above: str
    plan: str
    identity: str = ""
    below: list[Goal] = field(default_factory=list)


def stand_under(goals: Sequence[Goal]) -> list[Goal]:
    """Put each goal under the one that it names; those that stand under none are given back.

    One that names a goal that isn't there is among these, and so is one of each ring of goals that
    stand above each other; both still say what they name.
    """
    by_key: dict[str, Goal] = {}
    for goal in goals:
        by_key.setdefault(goal.key, goal)
    circular = _above_themselves(goals, by_key)
    tops: list[Goal] = []
    for goal in goals:
        above = by_key.get(goal.above)
        if above is not None and id(goal) not in circular:
            above.below.append(goal)
        else:
            tops.append(goal)
    return tops


def _above_themselves(goals: Sequence[Goal], by_key: Mapping[str, Goal]) -> set[int]:
    """One goal, by identity, of each ring of goals that stand above each other."""
    found: set[int] = set()
    known: set[int] = set()
    for goal in goals:
        path: set[int] = set()
        above: Goal | None = goal
        while above is not None and id(above) not in known and id(above) not in path:
            path.add(id(above))
            above = by_key.get(above.above)
        if above is not None and id(above) in path:
            found.add(id(above))
        known |= path
    return found


def depth_of(goal: Goal) -> int:
    """How many levels a tree has; one more than there may be is enough to know."""
    level, depth = [goal], 0
    while level and depth <= MAX_DEPTH:
        level = [below for one in level for below in one.below]
        depth += 1
    return depth
