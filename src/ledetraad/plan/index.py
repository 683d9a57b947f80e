"""Looking things up in a plan: by id, above, beside, and by level; made once, in one walk."""

from __future__ import annotations

from ledetraad.plan.model import Element, Plan


class PlanIndex:
    """A plan with its ways between elements.

    Args:
        plan: the plan to index; never changed.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ordered: list[Element] = []
        self.by_id: dict[str, Element] = {}
        self._parent: dict[str, Element | None] = {}
        self._siblings: dict[str, tuple[Element, ...]] = {}
        self._position: dict[str, int] = {}
        self._levels = {level.key: level for level in plan.levels}
        stack: list[tuple[Element, Element | None, tuple[Element, ...]]] = [
            (element, None, plan.elements) for element in reversed(plan.elements)
        ]
        while stack:
            element, parent, siblings = stack.pop()
            self._position[element.id] = len(self.ordered)
            self.ordered.append(element)
            self.by_id[element.id] = element
            self._parent[element.id] = parent
            self._siblings[element.id] = siblings
            stack.extend((child, element, element.children) for child in reversed(element.children))

    def parent(self, element: Element) -> Element | None:
        """The element just above, or None at the top."""
        return self._parent[element.id]

    def ancestors(self, element: Element) -> list[Element]:
        """From the top down to the parent."""
        above: list[Element] = []
        parent = self._parent[element.id]
        while parent is not None:
            above.append(parent)
            parent = self._parent[parent.id]
        return above[::-1]

    def top(self, element: Element) -> Element:
        """The theme (or whatever the plan's top level is) that the element belongs to."""
        parent = self._parent[element.id]
        while parent is not None:
            element, parent = parent, self._parent[parent.id]
        return element

    def siblings(self, element: Element) -> tuple[Element, ...]:
        """The children of the element's parent, itself among them."""
        return self._siblings[element.id]

    def before(self, element: Element) -> Element | None:
        """The element before it in the document's order."""
        place = self._position[element.id]
        return self.ordered[place - 1] if place else None

    def after(self, element: Element) -> Element | None:
        """The element after it in the document's order."""
        place = self._position[element.id] + 1
        return self.ordered[place] if place < len(self.ordered) else None

    def name(self, element: Element) -> str:
        """What the plan calls the element's level, singular."""
        return self._levels[element.level].singular
