"""Ids that last: a new version's elements keep the ids of what they were matched with."""

from __future__ import annotations

from ledetraad.plan.matching import Match, match
from ledetraad.plan.model import Element, Plan
from ledetraad.plan.numbering import make_id


def carry_ids(old: Plan, new: Plan, matches: tuple[Match, ...] | None = None) -> Plan:
    """The new version with the ids of the old one for all that was matched.

    Args:
        old, new: the two versions.
        matches: which belong together; found by `match` where they are not given.
    """
    matches = match(old, new) if matches is None else matches
    carried = {each.new[0]: each.old[0] for each in matches}
    taken = {element.id for element in old.walk()}
    ids: dict[str, str] = {}
    for element in new.walk():
        identity = carried.get(element.id, element.id)
        if element.id not in carried and identity in taken:
            identity = make_id((element.level, element.words), taken)
        taken.add(identity)
        ids[element.id] = identity

    def renamed(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        return tuple(
            element.model_copy(
                update={"id": ids[element.id], "children": renamed(element.children)}
            )
            for element in elements
        )

    return new.model_copy(update={"elements": renamed(new.elements)})
