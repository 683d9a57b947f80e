"""What somebody asks for on the editor's page → a step to take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.edit import Edit
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element, Plan
from ledetraad.web.editor import moving
from ledetraad.web.editor.fields import field_edits
from ledetraad.web.editor.steps import What
from ledetraad.web.plan_forms import (
    Fields,
    InvalidCorrection,
    added_edits,
    edits_from,
    references_of,
)

BESIDE = ("after", "before", "under")
_IN_PLACE = frozenset({"reword", "refer"})


class Gone(LedetraadError):
    """An element that is not in the plan any more."""

    def __init__(self) -> None:
        super().__init__(
            N_("What you corrected is not in the plan any more."),
            remedy=N_("Look at what stands there now, and correct that."),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that is asked for.

    Args:
        what: its kind.
        edits: what it does; none where nothing is changed.
        element: what it is about, as it was before; None for something new.
        shown: the id of the element that the person looks at afterwards; "" for none.
        reaches: the elements that nobody else may have changed meanwhile.
    """

    what: What
    edits: tuple[Edit, ...]
    element: Element | None
    shown: str
    reaches: frozenset[str] = frozenset()

    @property
    def in_place(self) -> bool:
        """Whether the element alone is changed, and no number or place."""
        return all(edit.op in _IN_PLACE for edit in self.edits)


def asked(form: Mapping[str, str], index: PlanIndex, *, by: str = "") -> Asked:
    """The step that a form asks for.

    Args:
        form: `op`, `id` and what the kind of step needs; see the functions below.
        index: the plan as it is now.
        by: who changed the element last.

    Raises:
        Gone: the element is not in the plan any more.
        LedetraadError: it can't be done, or a field says something it can't.
    """
    op = form.get("op", "")
    if op == "add":
        return _added(form, index)
    element = index.by_id.get(form.get("id", ""))
    if element is None:
        raise Gone
    if op == "save":
        edits = edits_from(field_edits(form, element, index.plan, by=by))
        return Asked(What.CHANGED, edits, element, element.id)
    if op in moving.MOVES:
        return _moved(op, index, element)
    other = _OTHERS.get(op)
    if other is None:
        raise InvalidCorrection(
            N_("There is no such thing to do here."), remedy=N_("Go back, and try again.")
        )
    return other(form, index, element)


def _added(form: Mapping[str, str], index: PlanIndex) -> Asked:
    """One element for each line of `text`, by `place` after, before or under the element `id`."""
    plan = index.plan
    near = index.by_id.get(form.get("id", ""))
    if near is None and (plan.elements or not plan.levels):
        raise Gone
    after, level = _place(index, near, form.get("place", "after"))
    edits = edits_from(
        added_edits(
            form.get("text", ""),
            level=form.get("level") or level,
            references=references_of(form.get("references", ""), plan),
            after=after,
        )
    )
    return Asked(What.ADDED, edits, None, next(edit.id for edit in edits if edit.op == "add"))


def _place(index: PlanIndex, near: Element | None, place: str) -> tuple[str | None, str]:
    """The id that a new element comes after, and the level that fits there."""
    if near is None:
        return None, index.plan.levels[0].key
    if place == "before":
        before = index.before(near)
        return (before.id if before is not None else None), near.level
    if place == "under":
        if near.children:
            return near.children[-1].id, near.children[-1].level
        return near.id, level_below(index.plan, near.level)
    return near.id, near.level


def level_below(plan: Plan, level: str) -> str:
    """The key of the next lower level; the same where there is none."""
    keys = [one.key for one in plan.levels]
    return keys[min(keys.index(level) + 1, len(keys) - 1)]


def _moved(way: str, index: PlanIndex, element: Element) -> Asked:
    edits = edits_from(moving.MOVES[way](index, element))
    what = {"in": What.INWARD, "out": What.OUTWARD}.get(way, What.MOVED)
    return Asked(what, edits, element, element.id, frozenset({element.id}))


def _joined(_form: Mapping[str, str], index: PlanIndex, element: Element) -> Asked:
    """Put to the sibling before it."""
    edits = edits_from([{"op": "join", "id": element.id}])
    siblings = index.siblings(element)
    place = siblings.index(element)
    before = siblings[place - 1] if place else element
    return Asked(What.JOINED, edits, element, before.id, frozenset({element.id, before.id}))


def _removed(form: Mapping[str, str], index: PlanIndex, element: Element) -> Asked:
    """Taken out; what stands below it stays, unless `op` is `remove-all`."""
    whole = form.get("op") == "remove-all"
    keep = bool(element.children) and not whole
    edits = edits_from([{"op": "remove", "id": element.id, "keep_children": keep}])
    gone = {one.id for one in element.walk()} if whole else {element.id}
    return Asked(What.REMOVED, edits, element, _left(index, element, gone), frozenset(gone))


def _left(index: PlanIndex, element: Element, gone: set[str]) -> str:
    """What stands after what is taken out, or else before it."""
    place = index.ordered.index(element)
    after = next((one.id for one in index.ordered[place:] if one.id not in gone), "")
    before = index.before(element)
    return after or (before.id if before is not None else "")


def _dropped(form: Mapping[str, str], index: PlanIndex, element: Element) -> Asked:
    """Put by `where`, before or after, at the element `near`."""
    near = index.by_id.get(form.get("near", ""))
    if near is None:
        raise Gone
    edits: Fields = moving.dropped(index, element, near, form.get("where", "after"))
    return Asked(What.MOVED, edits_from(edits), element, element.id, frozenset({element.id}))


_OTHERS: Mapping[str, Callable[[Mapping[str, str], PlanIndex, Element], Asked]] = {
    "join": _joined,
    "remove": _removed,
    "remove-all": _removed,
    "drop": _dropped,
}
