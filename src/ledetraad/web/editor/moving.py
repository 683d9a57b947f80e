"""Up, down, in and out, and dropped somewhere: where an element goes, as edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ledetraad.i18n import N_
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element
from ledetraad.web.plan_forms import Fields, InvalidCorrection


def up(index: PlanIndex, element: Element) -> Fields:
    """Before the sibling before it; the first one goes last under what stands before its parent.

    Raises:
        InvalidCorrection: there is no place further up.
    """
    siblings = index.siblings(element)
    place = siblings.index(element)
    if place:
        return _move(element, before=siblings[place - 1].id)
    above = _parent_beside(index, element, step=-1)
    if above is None:
        raise InvalidCorrection(
            N_("It stands first already."), remedy=N_("Choose another place for it.")
        )
    return _move(element, parent=above.id)


def down(index: PlanIndex, element: Element) -> Fields:
    """After the sibling after it; the last one goes first under what comes after its parent.

    Raises:
        InvalidCorrection: there is no place further down.
    """
    siblings = index.siblings(element)
    place = siblings.index(element)
    if place + 1 < len(siblings):
        return _after(index, element, siblings[place + 1])
    below = _parent_beside(index, element, step=1)
    if below is None:
        raise InvalidCorrection(
            N_("It stands last already."), remedy=N_("Choose another place for it.")
        )
    return _under(element, below)


def inward(index: PlanIndex, element: Element) -> Fields:
    """The level below its own, at the same place in the document.

    Raises:
        InvalidCorrection: its level is the lowest.
    """
    return _level(index, element, 1)


def outward(index: PlanIndex, element: Element) -> Fields:
    """The level above its own, at the same place in the document.

    Raises:
        InvalidCorrection: its level is the highest.
    """
    return _level(index, element, -1)


MOVES: Mapping[str, Callable[[PlanIndex, Element], Fields]] = {
    "up": up,
    "down": down,
    "in": inward,
    "out": outward,
}


def dropped(index: PlanIndex, element: Element, near: Element, where: str) -> Fields:
    """Before or after another element; after one of a higher level is first under it.

    Args:
        index: the plan.
        element: what is moved, with all below it.
        near: what it was dropped at.
        where: `before` or `after`.
    """
    if element.id == near.id:
        return []
    if where == "before":
        return _move(element, before=near.id)
    ranks = {level.key: rank for rank, level in enumerate(index.plan.levels)}
    if ranks[near.level] < ranks[element.level]:
        return _under(element, near)
    return _after(index, element, near)


def _after(index: PlanIndex, element: Element, near: Element) -> Fields:
    siblings = index.siblings(near)
    place = siblings.index(near) + 1
    if place < len(siblings):
        return _move(element, before=siblings[place].id)
    parent = index.parent(near)
    return _move(element, parent=parent.id if parent is not None else None)


def _under(element: Element, parent: Element) -> Fields:
    """First below another element."""
    first = next((child.id for child in parent.children if child.id != element.id), None)
    return _move(element, before=first) if first else _move(element, parent=parent.id)


def _parent_beside(index: PlanIndex, element: Element, *, step: int) -> Element | None:
    """The nearest element in the document, one way, of the same level as the element's parent."""
    parent = index.parent(element)
    if parent is None:
        return None
    alike = [one for one in index.ordered if one.level == parent.level]
    place = alike.index(parent) + step
    return alike[place] if 0 <= place < len(alike) else None


def _level(index: PlanIndex, element: Element, step: int) -> Fields:
    keys = [level.key for level in index.plan.levels]
    place = keys.index(element.level) + step
    if not 0 <= place < len(keys):
        raise InvalidCorrection(
            N_("There is no level below this one.")
            if step > 0
            else N_("There is no level above this one."),
            remedy=N_("Choose another place for it."),
        )
    return [{"op": "level", "id": element.id, "level": keys[place]}]


def _move(element: Element, *, before: str | None = None, parent: str | None = None) -> Fields:
    return [{"op": "move", "id": element.id, "before": before, "parent": parent}]
