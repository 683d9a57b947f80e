"""The form of one element: what of it somebody has changed, and what clashes with others' changes.

A form carries what each field said when it was opened. Where only the person has changed a field,
it is changed; where both have, differently, nothing is, and the person is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.model import Element, Plan
from ledetraad.web.plan_forms import (
    Fields,
    level_edits,
    lines_of,
    printed,
    reference_edits,
    words_edits,
)

FIELDS: Mapping[str, str] = {
    "text": N_("Text"),
    "level": N_("Level"),
    "references": N_("References"),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two have changed.

    Args:
        field: its name.
        theirs: what it says now.
        mine: what the person wrote.
    """

    field: str
    theirs: str
    mine: str


class BothChanged(LedetraadError):
    """Fields that somebody else has changed, too, since the form was opened.

    Args:
        clashes: which, with what both say.
        by: who changed the element last.
    """

    def __init__(self, clashes: tuple[Clash, ...], by: str) -> None:
        super().__init__(
            N_("%(name)s has changed this since you opened it."),
            remedy=N_("Look at the differences below, choose what is to stand, and save again."),
            name=by or "–",
        )
        self.clashes = clashes


def said_of(element: Element) -> dict[str, str]:
    """What the fields of an element's form say."""
    return {"text": element.words, "level": element.level, "references": printed(element)}


def field_edits(form: Mapping[str, str], element: Element, plan: Plan, *, by: str) -> Fields:
    """The edits that a form asks for.

    Args:
        form: each of `FIELDS`, and `was-FIELD`, what it said when the form was opened; where both
            have changed it, `choose-FIELD` with `mine` or `theirs`.
        element: as it is now.
        plan: as it is now.
        by: who changed the element last, for telling.

    Raises:
        BothChanged: a field clashes and no choice is made.
        LedetraadError: a field says something it can't.
    """
    now = said_of(element)
    wanted: dict[str, str] = {}
    clashes = []
    for name, current in now.items():
        said, was = form.get(name, current), form.get(f"was-{name}", current)
        if _same(name, said, was) or _same(name, said, current):
            continue
        chosen = form.get(f"choose-{name}")
        if chosen == "theirs":
            continue
        if chosen != "mine" and not _same(name, was, current):
            clashes.append(Clash(name, current, said))
        wanted[name] = said
    if clashes:
        raise BothChanged(tuple(clashes), by)
    edits: Fields = []
    if "text" in wanted:
        edits += words_edits(wanted["text"], element)
    if "level" in wanted:
        edits += level_edits(wanted["level"], element)
    if "references" in wanted:
        edits += reference_edits(wanted["references"], element, plan)
    return edits


def _same(name: str, one: str, other: str) -> bool:
    if name == "text":
        return lines_of(one) == lines_of(other)
    return " ".join(one.split()) == " ".join(other.split())
