"""The thread between a framework's items and the plan's elements.

An element *rests on* an item when one of its own references names the item, or an item below it
(a statement that rests on target 11.3 rests on goal 11). It rests *through children* when it has
no such reference itself but something below it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Plan


@dataclass(frozen=True, slots=True)
class ItemTrace:
    """What rests on one item of the framework; every list in the document's order.

    Args:
        code: the item's code.
        named: the elements with a reference to just this item.
        resting: the elements with a reference to this item or one below it.
        through: the elements that rest on it through something below them alone.
        by_level: how many elements rest on it, by level key.
        by_theme: how many elements rest on it, by the id of the top element they belong to.
    """

    code: str
    named: tuple[Element, ...]
    resting: tuple[Element, ...]
    through: tuple[Element, ...]
    by_level: Mapping[str, int]
    by_theme: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole thread of a plan to one framework.

    Args:
        items: one for each item of the framework, in its order, also those that nothing rests on.
        own: the elements with at least one reference to the municipality's own.
        only_own: those of them that rest on nothing else.
        unreferenced: the elements without any reference, headings left out.
        by_level: how many elements there are, by level key.
        unknown: for each code that the framework doesn't have, the elements that print it.
        references: how many references the plan prints in all.
        references_to: how many references it prints to each framework.
    """

    items: Mapping[str, ItemTrace]
    own: tuple[Element, ...]
    only_own: tuple[Element, ...]
    unreferenced: tuple[Element, ...]
    by_level: Mapping[str, int]
    unknown: Mapping[str, tuple[Element, ...]]
    references: int
    references_to: Mapping[str, int]

    def unserved(self) -> list[str]:
        """The codes that nothing rests on, not even through children."""
        return [code for code, item in self.items.items() if not item.resting]


def trace(
    plan: Plan | PlanIndex, parents: Mapping[str, str | None], *, framework: str = "un-sdg"
) -> Trace:
    """Follow every reference of a plan to the items of one framework.

    Args:
        plan: the plan, or an index of it already made.
        parents: every item's code in the framework's order, with the code just above it
            (None for a goal).
        framework: the framework's id, as references name it.

    Returns:
        The thread; `items` has one entry for each key of `parents`.
    """
    index = plan if isinstance(plan, PlanIndex) else PlanIndex(plan)
    gathered = _Gathered(parents, framework)
    for element in index.ordered:
        gathered.take(element)
    through = gathered.through(index)
    theme_of = {element.id: theme.id for theme in index.plan.elements for element in theme.walk()}
    return Trace(
        items={
            code: ItemTrace(
                code=code,
                named=tuple(gathered.named[code]),
                resting=tuple(resting),
                through=tuple(through[code]),
                by_level=Counter(element.level for element in resting),
                by_theme=Counter(theme_of[element.id] for element in resting),
            )
            for code, resting in gathered.resting.items()
        },
        own=tuple(gathered.own),
        only_own=tuple(gathered.only_own),
        unreferenced=tuple(gathered.unreferenced),
        by_level=Counter(element.level for element in index.ordered),
        unknown={code: tuple(elements) for code, elements in gathered.unknown.items()},
        references=sum(gathered.references_to.values()),
        references_to=dict(gathered.references_to),
    )


class _Gathered:
    """What the references say, gathered element by element in the document's order."""

    def __init__(self, parents: Mapping[str, str | None], framework: str) -> None:
        self._parents = parents
        self._framework = framework
        self._codes: dict[str, set[str]] = {}
        self.named: dict[str, list[Element]] = {code: [] for code in parents}
        self.resting: dict[str, list[Element]] = {code: [] for code in parents}
        self.unknown: dict[str, list[Element]] = {}
        self.own: list[Element] = []
        self.only_own: list[Element] = []
        self.unreferenced: list[Element] = []
        self.references_to: Counter[str] = Counter()

    def take(self, element: Element) -> None:
        """Gather one element's references."""
        frameworks = {reference.framework for reference in element.references}
        self.references_to.update(reference.framework for reference in element.references)
        if "own" in frameworks:
            self.own.append(element)
            if len(frameworks) == 1:
                self.only_own.append(element)
        if not element.references and not element.title:
            self.unreferenced.append(element)
        printed = {
            reference.code
            for reference in element.references
            if reference.framework == self._framework
        }
        codes: set[str] = set()
        for printed_code in printed:
            if printed_code not in self._parents:
                self.unknown.setdefault(printed_code, []).append(element)
                continue
            self.named[printed_code].append(element)
            code: str | None = printed_code
            while code is not None:
                codes.add(code)
                code = self._parents[code]
        self._codes[element.id] = codes
        for code in codes:
            self.resting[code].append(element)

    def through(self, index: PlanIndex) -> dict[str, list[Element]]:
        """For each code, the elements that rest on it through something below them alone."""
        below: dict[str, set[str]] = {element.id: set() for element in index.ordered}
        for element in reversed(index.ordered):
            parent = index.parent(element)
            if parent is not None:
                below[parent.id] |= self._codes[element.id] | below[element.id]
        through: dict[str, list[Element]] = {code: [] for code in self._parents}
        for element in index.ordered:
            for code in below[element.id] - self._codes[element.id]:
                through[code].append(element)
        return through
