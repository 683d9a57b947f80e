"""Edits to what elements say: other words, other references, two joined, one split."""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import Field

from ledetraad.i18n import N_
from ledetraad.plan.edit_change import LONGEST, Change, References, Words
from ledetraad.plan.edit_outline import InvalidEdit, Outline, Row, worded
from ledetraad.plan.model import Element, Identifier

_HYPHENS = "-\u2010\u00ad"
T = TypeVar("T")


class Reword(Change):
    """Another title or text."""

    op: Literal["reword"] = "reword"
    id: Identifier
    text: Words

    def made(self, outline: Outline) -> Outline:
        """The plan with the words as the element's title or text, by what its level has."""
        place = outline.place(self.id)
        element = outline.rows[place].element
        titled = outline.titled(element.level)
        return outline.changed(place, worded(element, self.text, titled=titled))


class Refer(Change):
    """Other references, instead of those that the element has."""

    op: Literal["refer"] = "refer"
    id: Identifier
    references: References

    def made(self, outline: Outline) -> Outline:
        """The plan with the references."""
        place = outline.place(self.id)
        element = outline.rows[place].element
        return outline.changed(place, element.model_copy(update={"references": self.references}))


class Join(Change):
    """An element put to its nearest sibling before it, which is to be of the same level.

    Args:
        hyphen: whether a word that was broken by a hyphen, where they meet, is made whole.
    """

    op: Literal["join"] = "join"
    id: Identifier
    hyphen: bool = False

    def made(self, outline: Outline) -> Outline:
        """The plan with one element of the two, which has what both say and what is below both."""
        place = outline.place(self.id)
        above = outline.before(place)
        second = outline.rows[place].element
        if above is None or outline.rows[above].element.level != second.level:
            raise InvalidEdit(
                N_("There is nothing of the same level before it to join it to."),
                remedy=N_("Give one of the two another level first."),
            )
        first = outline.rows[above].element
        words = self._joined(first.words, second.words)
        if len(words) > LONGEST:
            raise InvalidEdit(
                N_("The two have more than %(most)s characters together."),
                remedy=N_("Make one of them shorter first."),
                most=LONGEST,
            )
        if words:
            first = worded(first, words, titled=_is_heading(first, outline))
        first = first.model_copy(
            update={
                "references": _both(first.references, second.references),
                "facts": _both(first.facts, second.facts),
            }
        )
        rows = outline.rows
        return outline.with_rows(
            rows[:above],
            (Row(first, rows[above].depth),),
            rows[above + 1 : place],
            rows[place + 1 :],
        )

    def _joined(self, first: str, second: str) -> str:
        if self.hyphen and first and first[-1] in _HYPHENS and second:
            return first[:-1] + second
        return f"{first} {second}".strip()


class Split(Change):
    """One element made two siblings.

    Args:
        at: how many characters of its words the first keeps.
        new_id: the second's id.
    """

    op: Literal["split"] = "split"
    id: Identifier
    at: int = Field(ge=0, le=LONGEST)
    new_id: Identifier

    def made(self, outline: Outline) -> Outline:
        """The plan with both, in the order of the words.

        The first keeps its references and facts; what stands below comes after both, so it stands
        below the second. Joining the two again gives the element that was split.
        """
        place = outline.place(self.id)
        outline.unused(self.new_id)
        element, depth = outline.rows[place].element, outline.rows[place].depth
        first, second = element.words[: self.at].rstrip(), element.words[self.at :].lstrip()
        if not first or not second:
            raise InvalidEdit(
                N_("There is nothing to part at that place."),
                remedy=N_("Part it where there is text on both sides."),
            )
        titled = _is_heading(element, outline)
        new = Element(id=self.new_id, level=element.level, source=element.source)
        rows = (
            Row(worded(element, first, titled=titled), depth),
            Row(worded(new, second, titled=titled), depth),
        )
        return outline.with_rows(outline.rows[:place], rows, outline.rows[place + 1 :])


def _is_heading(element: Element, outline: Outline) -> bool:
    return bool(element.title) or (not element.text and outline.titled(element.level))


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return (*first, *(one for one in second if one not in first))
