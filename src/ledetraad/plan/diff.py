"""What has changed from one version of a plan to the next, element by element.

An element that has only got another number, since something was added or removed before it, has not
changed. One has moved when it stands under another parent, on another level, or in another order
than those it stood beside; of those that have changed order, as few as possible are said to have
moved (the rest are a longest increasing subsequence: Fredman, "On computing the length of longest
increasing subsequences", 1975). Elements below one that has moved have not moved themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from ledetraad.plan.index import PlanIndex
from ledetraad.plan.matching import Match, match
from ledetraad.plan.model import Decision, Element, Fact, Plan, Reference
from ledetraad.plan.word_changes import Run, word_changes

Told = TypeVar("Told", Reference, Fact)


class Kind(StrEnum):
    """What can have happened to an element; several things can at once."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    MOVED = "moved"
    REREFERENCED = "rereferenced"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Change:
    """What has happened to an element, or to several that were split or merged.

    Args:
        kinds: in the order of `Kind`.
        old, new: the elements in each version; none of the old where it was added, none of the new
            where it was removed, several where it was split or merged.
        runs: the words of the first old element as they became those of the first new one.
        references_added, references_removed: what it rests on now and did not, and the other way.
        facts_added, facts_removed: what is told of it now and was not, and the other way.
        old_parent, new_parent: what it stood and stands under; None at the top.
    """

    kinds: tuple[Kind, ...]
    old: tuple[Element, ...]
    new: tuple[Element, ...]
    runs: tuple[Run, ...] = ()
    references_added: tuple[Reference, ...] = ()
    references_removed: tuple[Reference, ...] = ()
    facts_added: tuple[Fact, ...] = ()
    facts_removed: tuple[Fact, ...] = ()
    old_parent: Element | None = None
    new_parent: Element | None = None

    @property
    def element(self) -> Element:
        """The element as it is now, or as it was where it is gone."""
        return self.new[0] if self.new else self.old[0]

    @property
    def level(self) -> str:
        """The level that the change is counted on."""
        return self.element.level

    @property
    def relevelled(self) -> bool:
        """Whether it stands on another level than before."""
        return bool(self.old and self.new) and self.old[0].level != self.new[0].level


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A fact of the plan itself that has changed.

    Args:
        field: the field of `Plan`.
        old, new: what it was and is, as printed or as the value's name; empty for nothing.
    """

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Diff:
    """All that has changed between two versions.

    Args:
        old, new: the versions.
        plan_changes: what has changed of the plan itself.
        changes: in the new version's order; what was removed stands where it stood.
        unchanged: the ids, old and new, of the elements that are as they were.
    """

    old: Plan
    new: Plan
    plan_changes: tuple[PlanChange, ...]
    changes: tuple[Change, ...]
    unchanged: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Whether nothing has changed."""
        return not self.plan_changes and not self.changes

    def count(self, kind: Kind) -> int:
        """How many changes are of a kind."""
        return sum(1 for change in self.changes if kind in change.kinds)

    @cached_property
    def by_level(self) -> dict[Kind, Counter[str]]:
        """For each kind that there is, how many changes there are on each level."""
        counted: dict[Kind, Counter[str]] = {}
        for kind in Kind:
            levels = Counter(change.level for change in self.changes if kind in change.kinds)
            if levels:
                counted[kind] = levels
        return counted


def diff(
    old: Plan, new: Plan, matches: tuple[Match, ...] | None = None, *, lasting: bool = False
) -> Diff:
    """Compare two versions of a plan.

    Args:
        old, new: the versions.
        matches: which elements belong together; found by their ids, texts and places where they
            are not given.
        lasting: whether ids are known to last, so that what has another id is another element.
    """
    found = match(old, new, lasting=lasting) if matches is None else matches
    comparison = _Comparison(old, new, found)
    changes, unchanged = comparison.changes()
    return Diff(old, new, _plan_changes(old, new), changes, unchanged)


def _plan_changes(old: Plan, new: Plan) -> tuple[PlanChange, ...]:
    def told(plan: Plan) -> dict[str, str]:
        return {
            "title": plan.title,
            "subtitle": plan.subtitle,
            "owner": plan.owner,
            "period": str(plan.period or ""),
            "status": plan.status.value,
            "decision": _decision(plan.decision),
            "language": plan.language,
            "levels": ", ".join(f"{level.singular} ({level.key})" for level in plan.levels),
            "scheme": "; ".join(f"{code.prefix}: {code.meaning}" for code in plan.scheme),
        }

    before, after = told(old), told(new)
    return tuple(
        PlanChange(field, before[field], after[field])
        for field in before
        if before[field] != after[field]
    )


def _decision(decision: Decision | None) -> str:
    if decision is None:
        return ""
    told = (decision.date.isoformat(), decision.case, decision.body)
    return ", ".join(part for part in told if part)


class _Comparison:
    """Two versions and what is matched in them."""

    def __init__(self, old: Plan, new: Plan, matches: tuple[Match, ...]) -> None:
        self._old, self._new = PlanIndex(old), PlanIndex(new)
        self._matches = matches
        self._became = {identity: each for each in matches for identity in each.old}
        self._was = {identity: each for each in matches for identity in each.new}
        self._reordered = self._out_of_order()

    def changes(self) -> tuple[tuple[Change, ...], tuple[tuple[str, str], ...]]:
        """The changes in order, and the pairs of ids of what has not changed."""
        placed: list[tuple[tuple[int, int], Change]] = []
        unchanged = []
        for each in self._matches:
            change = self._compared(each)
            if change is not None:
                placed.append(((self._new_place(each.new[0]), 0), change))
            else:
                unchanged.append((each.old[0], each.new[0]))
        for element in self._new.ordered:
            if element.id not in self._was:
                parent = self._new.parent(element)
                change = Change((Kind.ADDED,), (), (element,), new_parent=parent)
                placed.append(((self._new_place(element.id), 0), change))
        after = -1
        for place, element in enumerate(self._old.ordered, start=1):
            if element.id in self._became:
                after = self._new_place(self._became[element.id].new[0])
            else:
                parent = self._old.parent(element)
                change = Change((Kind.REMOVED,), (element,), (), old_parent=parent)
                placed.append(((after, place), change))
        placed.sort(key=lambda each: each[0])
        return tuple(change for _, change in placed), tuple(unchanged)

    def _new_place(self, identity: str) -> int:
        return self._new_places[identity]

    @cached_property
    def _new_places(self) -> dict[str, int]:
        return {element.id: place for place, element in enumerate(self._new.ordered)}

    def _compared(self, each: Match) -> Change | None:
        old = tuple(self._old.by_id[identity] for identity in each.old)
        new = tuple(self._new.by_id[identity] for identity in each.new)
        references = _come_and_gone(
            [reference for element in old for reference in element.references],
            [reference for element in new for reference in element.references],
            repeats=len(old) == len(new) == 1,
        )
        facts = _come_and_gone(
            [fact for element in old for fact in element.facts],
            [fact for element in new for fact in element.facts],
            repeats=len(old) == len(new) == 1,
        )
        said = {
            Kind.SPLIT: len(new) > 1,
            Kind.MERGED: len(old) > 1,
            Kind.REWORDED: len(old) == len(new) == 1 and old[0].words != new[0].words,
            Kind.MOVED: self._moved(old[0], new[0]),
            Kind.REREFERENCED: any(references),
            Kind.FACTS: any(facts),
        }
        kinds = tuple(kind for kind, is_so in said.items() if is_so)
        if not kinds:
            return None
        return Change(
            kinds=kinds,
            old=old,
            new=new,
            runs=word_changes(old[0].words, new[0].words),
            references_added=references[0],
            references_removed=references[1],
            facts_added=facts[0],
            facts_removed=facts[1],
            old_parent=self._old.parent(old[0]),
            new_parent=self._new.parent(new[0]),
        )

    def _moved(self, old: Element, new: Element) -> bool:
        return (
            old.level != new.level or not self._same_parent(old, new) or new.id in self._reordered
        )

    def _same_parent(self, old: Element, new: Element) -> bool:
        before, after = self._old.parent(old), self._new.parent(new)
        if before is None or after is None:
            return before is after
        became = self._became.get(before.id)
        return became is not None and after.id in became.new

    def _out_of_order(self) -> set[str]:
        """The ids of the new elements that stand in another order than before, beside the same."""
        reordered: set[str] = set()
        families = [self._new.plan.elements, *(each.children for each in self._new.ordered)]
        old_place = {element.id: place for place, element in enumerate(self._old.ordered)}
        for family in families:
            stayed: list[tuple[int, str]] = []
            for element in family:
                was = self._was.get(element.id)
                if was is None or was.new[0] != element.id:
                    continue
                old = self._old.by_id[was.old[0]]
                if self._same_parent(old, element):
                    stayed.append((old_place[old.id], element.id))
            kept = increasing([place for place, _ in stayed])
            reordered.update(identity for place, identity in stayed if place not in kept)
        return reordered


def _come_and_gone(
    old: Sequence[Told], new: Sequence[Told], *, repeats: bool
) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """What of the new is not among the old, and the other way round, each in its own order.

    Args:
        old, new: what is told of an element.
        repeats: whether the same thing told twice is more than once.
    """

    def missing(some: Sequence[Told], others: Sequence[Told]) -> tuple[Told, ...]:
        left = Counter(others)
        found = []
        for each in some:
            if left[each]:
                left[each] -= repeats
            else:
                found.append(each)
        return tuple(found if repeats else dict.fromkeys(found))

    return missing(new, old), missing(old, new)


def increasing(numbers: list[int]) -> set[int]:
    """A longest subsequence in which each of some different numbers is larger than the last."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    kept: set[int] = set()
    at_last = ends[-1] if ends else None
    while at_last is not None:
        kept.add(at_last)
        at_last = before[at_last]
    return kept
