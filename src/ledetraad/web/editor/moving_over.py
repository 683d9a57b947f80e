"""What it takes to make a draft's changes to a newer revision instead of the one they began on."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.plan.edit import RefusedEdit, apply_edits
from ledetraad.plan.model import Element
from ledetraad.web.editor.drafted import Drafted, drafted
from ledetraad.web.editor.fields import Clash, said_of
from ledetraad.web.editor.models import EditDraft
from ledetraad.web.editor.steps import Step, edits_of
from ledetraad.web.plans.models import Revision


@dataclass(frozen=True, slots=True)
class BothHave:
    """An element that both the draft and the newer revision have changed.

    Args:
        element: as the newer revision has it.
        clashes: in which fields, with what both say.
    """

    element: Element
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Newer:
    """A newer revision that a draft has not taken account of.

    Args:
        revision: the newest.
        both: what both have changed, in the newest one's order.
        lost: the steps that don't fit it, with what is wrong.
    """

    revision: Revision
    both: tuple[BothHave, ...]
    lost: tuple[tuple[Step, RefusedEdit], ...]


def newer(draft: EditDraft, base: Revision, latest: Revision) -> Newer | None:
    """The newer revision that a draft is to be moved over to; None where it is on the newest."""
    if base.number == latest.number:
        return None
    mine = drafted(draft, base)
    before = {one.id: one for one in base.plan().walk()}
    theirs = latest.plan()
    both = []
    for element in theirs.walk():
        one, began = mine.index.by_id.get(element.id), before.get(element.id)
        if one is not None and began is not None and element.id in mine.edited:
            clashes = _clashes(began, one, element)
            if clashes:
                both.append(BothHave(element, clashes))
    return Newer(latest, tuple(both), lost_steps(draft, latest))


def lost_steps(draft: EditDraft, revision: Revision) -> tuple[tuple[Step, RefusedEdit], ...]:
    """The steps of a draft of which something doesn't fit a revision, with what is wrong."""
    steps = draft.in_force()
    plan = revision.plan()
    return by_step(steps, apply_edits(plan, edits_of(steps)).refused)


def by_step(
    steps: tuple[Step, ...], refused: tuple[RefusedEdit, ...]
) -> tuple[tuple[Step, RefusedEdit], ...]:
    """Each step that has edits that were refused, with the first of these."""
    owner = [step for step in steps for _ in step.edits]
    found: dict[int, tuple[Step, RefusedEdit]] = {}
    for one in refused:
        step = owner[one.place]
        found.setdefault(id(step), (step, one))
    return tuple(found.values())


def settled(element: Element, now: Drafted) -> list[dict[str, object]]:
    """The edits by which an element says again what it says in a revision."""
    one = now.index.by_id.get(element.id)
    if one is None:
        return []
    edits: list[dict[str, object]] = []
    if one.words != element.words:
        edits.append({"op": "reword", "id": element.id, "text": element.words})
    if one.level != element.level:
        edits.append({"op": "level", "id": element.id, "level": element.level})
    if one.references != element.references:
        references = [each.model_dump(mode="json") for each in element.references]
        edits.append({"op": "refer", "id": element.id, "references": references})
    return edits


def _clashes(began: Element, mine: Element, theirs: Element) -> tuple[Clash, ...]:
    first, own, other = said_of(began), said_of(mine), said_of(theirs)
    return tuple(
        Clash(name, other[name], own[name])
        for name in first
        if own[name] != first[name] != other[name] != own[name]
    )
