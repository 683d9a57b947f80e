"""What somebody has written in fields for an element → edits to the plan.

The pages where a document is taken in and where a plan is edited have these fields in common.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.edit import Edit
from ledetraad.plan.model import Element, Plan
from ledetraad.readers.written_codes import references_from
from ledetraad.validation import first_fault

EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])
Fields = list[dict[str, Any]]
"""Edits as plain values, not looked at yet."""


class InvalidCorrection(LedetraadError):
    """A correction that can't be made."""


def edits_from(edits: Sequence[Mapping[str, Any]]) -> tuple[Edit, ...]:
    """Edits from plain values.

    Raises:
        InvalidCorrection: a value is none that it can be.
    """
    try:
        return EDITS.validate_python(edits)
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidCorrection(
            N_("This can't be: %(place)s: %(reason)s."),
            remedy=N_("Correct the field, and save again."),
            place=place,
            reason=why,
        ) from None


def words_edits(text: str, element: Element) -> Fields:
    """The edits by which an element gets the words of a field, and each further line its own.

    Raises:
        InvalidCorrection: there are no words.
    """
    lines = lines_of(text)
    if not lines:
        raise InvalidCorrection(
            N_("The text is empty."),
            remedy=N_("Write the text, or take the element out."),
        )
    whole = " ".join(lines)
    edits: Fields = []
    if whole != element.words:
        edits.append({"op": "reword", "id": element.id, "text": whole})
    rest, current = whole, element.id
    for line in lines[:-1]:
        new = new_id()
        edits.append({"op": "split", "id": current, "at": len(line), "new_id": new})
        rest, current = rest[len(line) :].lstrip(), new
    return edits


def level_edits(level: str, element: Element) -> Fields:
    """The edit by which an element gets another level, if it is another."""
    return [{"op": "level", "id": element.id, "level": level}] if level != element.level else []


def reference_edits(text: str, element: Element, plan: Plan) -> Fields:
    """The edit by which an element gets the references of a field, if they are others.

    Raises:
        InvalidReference: a piece is none.
    """
    if " ".join(text.split()) == printed(element):
        return []
    return [{"op": "refer", "id": element.id, "references": references_of(text, plan)}]


def added_edits(
    text: str, *, level: str, references: Sequence[Mapping[str, Any]], after: str | None
) -> Fields:
    """The elements that a field adds: one for each line, each after the one before it.

    Args:
        text: what they say.
        level: the level of each.
        references: of each, as `references_of` gives them.
        after: the id of the element that the first comes after; None for the first place.

    Raises:
        InvalidCorrection: there is nothing to add.
    """
    lines = lines_of(text)
    if not lines:
        raise InvalidCorrection(
            N_("There is no text to add."), remedy=N_("Write what is missing, one on each line.")
        )
    edits: Fields = []
    for line in lines:
        new = new_id()
        edits.append(
            {
                "op": "add",
                "id": new,
                "level": level,
                "text": line,
                "after": after,
                "references": references,
            }
        )
        after = new
    return edits


def references_of(text: str, plan: Plan) -> Fields:
    """References as somebody writes them, as plain values.

    Raises:
        InvalidReference: a piece is none.
    """
    return [one.model_dump(mode="json") for one in references_from(text, plan)]


def printed(element: Element) -> str:
    """An element's references as a field shows them."""
    return ", ".join(reference.printed for reference in element.references)


def element_of(plan: Plan, wanted: str) -> Element:
    """The element with an id.

    Raises:
        InvalidCorrection: there is none.
    """
    for element in plan.walk():
        if element.id == wanted:
            return element
    raise InvalidCorrection(
        N_("What you corrected is not in the plan any more."),
        remedy=N_("Look at what stands there now, and correct that."),
    )


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something, each with single blanks."""
    return [line for each in text.splitlines() if (line := " ".join(each.split()))]


def new_id() -> str:
    """An id for a new element."""
    return f"n{secrets.token_hex(8)}"
