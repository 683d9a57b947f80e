"""What somebody has written in the form for an element → corrections."""

from __future__ import annotations

from collections.abc import Mapping

from ledetraad.plan.edit import Edit
from ledetraad.plan.model import Plan
from ledetraad.web.plan_forms import (
    InvalidCorrection,
    added_edits,
    edits_from,
    element_of,
    level_edits,
    reference_edits,
    references_of,
    words_edits,
)

__all__ = ["InvalidCorrection", "added", "corrections", "edits_from"]


def corrections(form: Mapping[str, str], plan: Plan) -> tuple[Edit, ...]:
    """What a form changes in an element.

    Args:
        form: `id`; `op`, which is `save`, `join` or `remove`; and to save, `text` with a line for
            each element that it is to become, `level` and `references`.
        plan: as it is.

    Raises:
        LedetraadError: the element is not there, or a field says something it can't.
    """
    element = element_of(plan, form.get("id", ""))
    if form.get("op") == "join":
        return edits_from([{"op": "join", "id": element.id}])
    if form.get("op") == "remove":
        keep = bool(element.children)
        return edits_from([{"op": "remove", "id": element.id, "keep_children": keep}])
    edits = words_edits(form.get("text", element.words), element)
    edits += level_edits(form.get("level", element.level), element)
    if "references" in form:
        edits += reference_edits(form["references"], element, plan)
    return edits_from(edits)


def added(form: Mapping[str, str], plan: Plan) -> tuple[Edit, ...]:
    """The elements that a form adds: one for each line of `text`, after the element `after`.

    Raises:
        LedetraadError: a field says something it can't.
    """
    edits = added_edits(
        form.get("text", ""),
        level=form.get("level", ""),
        references=references_of(form.get("references", ""), plan),
        after=form.get("after") or None,
    )
    return edits_from(edits)
