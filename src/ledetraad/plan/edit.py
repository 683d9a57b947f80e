"""Changes to a plan as values, so that they can be kept, made again, and taken back.

A list of edits made to a plan gives another. An edit that no longer fits – the element is gone,
say, since the document was read anew – is left out and told of; the others still hold. What each
kind of edit does stands with it: `edit_words`, `edit_tree`, `edit_front`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from ledetraad.plan.edit_front import Front, Levels
from ledetraad.plan.edit_outline import InvalidEdit, outlined
from ledetraad.plan.edit_tree import Add, Move, Remove, SetLevel
from ledetraad.plan.edit_words import Join, Refer, Reword, Split
from ledetraad.plan.model import Plan

__all__ = [
    "Add",
    "Applied",
    "Edit",
    "Front",
    "InvalidEdit",
    "Join",
    "Levels",
    "Move",
    "Refer",
    "RefusedEdit",
    "Remove",
    "Reword",
    "SetLevel",
    "Split",
    "apply_edit",
    "apply_edits",
]

Edit = Annotated[
    Reword | Refer | SetLevel | Remove | Add | Move | Join | Split | Front | Levels,
    Field(discriminator="op"),
]


@dataclass(frozen=True, slots=True)
class RefusedEdit:
    """An edit that could not be made.

    Args:
        place: among the edits, from 0.
        edit: the edit.
        why: what is wrong with it.
    """

    place: int
    edit: Edit
    why: InvalidEdit


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan with edits made, and those that could not be."""

    plan: Plan
    refused: tuple[RefusedEdit, ...] = ()


def apply_edit(plan: Plan, edit: Edit) -> Plan:
    """A plan with one edit made, valid and numbered; what is not edited keeps its id and source.

    Raises:
        InvalidEdit: it can't be made.
    """
    return edit.made(outlined(plan)).plan()


def apply_edits(plan: Plan, edits: Iterable[Edit]) -> Applied:
    """A plan with edits made one after the other; one that can't be made changes nothing.

    Args:
        plan: as it is before; what is not edited keeps its ids and source places.
        edits: in the order they are to be made.
    """
    before = outline = outlined(plan)
    refused: list[RefusedEdit] = []
    for place, edit in enumerate(edits):
        try:
            outline = edit.made(outline)
        except InvalidEdit as why:
            refused.append(RefusedEdit(place, edit, why))
    return Applied(outline.plan() if outline is not before else plan, tuple(refused))
