"""Edits to where elements stand: another level, taken out, added, moved."""

from __future__ import annotations

from typing import Literal

from ledetraad.i18n import N_
from ledetraad.plan.edit_change import Change, References, Words
from ledetraad.plan.edit_levels import with_level
from ledetraad.plan.edit_outline import InvalidEdit, Outline, Row, worded
from ledetraad.plan.model import Element, Identifier


class SetLevel(Change):
    """Another level: one of the plan's, or one that is known and then added to these."""

    op: Literal["level"] = "level"
    id: Identifier
    level: Identifier

    def made(self, outline: Outline) -> Outline:
        """The plan with the element on the level, at the same place in the document.

        What stood below it, and what comes after it where it ends what they stood under, finds its
        parents anew; siblings of lower levels that come right after it stand under it.
        """
        place = outline.place(self.id)
        element = outline.rows[place].element
        if element.level == self.level:
            return outline
        outline = _with_level(outline, self.level)
        raised = element.model_copy(update={"level": self.level})
        if element.words:
            raised = worded(raised, element.words, titled=outline.titled(self.level))
        below = outline.end(place) - place - 1
        return outline.planted(place, raised, outline.rows[place + 1 :], below)


class Remove(Change):
    """An element taken out, with all below it; or with these left, which find parents anew."""

    op: Literal["remove"] = "remove"
    id: Identifier
    keep_children: bool = False

    def made(self, outline: Outline) -> Outline:
        """The plan without the element."""
        place = outline.place(self.id)
        if self.keep_children:
            return outline.without(place)
        return outline.with_rows(outline.rows[:place], outline.rows[outline.end(place) :])


class Add(Change):
    """A new element.

    Args:
        id: one that no element has; given, so that the edit always adds the same.
        level: one of the plan's, or one that is known and then added to these.
        after: what it comes after in the document; None for the first place. What follows that
            one below it, of lower levels than the new one's, stays with it.
    """

    op: Literal["add"] = "add"
    id: Identifier
    level: Identifier
    text: Words
    after: Identifier | None = None
    references: References = ()

    def made(self, outline: Outline) -> Outline:
        """The plan with the element; what now comes to stand after it finds parents anew.

        So a heading that is added takes what follows it as its own.
        """
        outline.unused(self.id)
        after = None if self.after is None else outline.place(self.after)
        outline = _with_level(outline, self.level)
        new = worded(
            Element(id=self.id, level=self.level, references=self.references),
            self.text,
            titled=outline.titled(self.level),
        )
        place = 0 if after is None else self._place(outline, after)
        return outline.planted(place, new, outline.rows[place:], 0)

    def _place(self, outline: Outline, after: int) -> int:
        ranks = outline.ranks()
        place, end = after + 1, outline.end(after)
        while place < end and ranks[outline.rows[place].element.level] > ranks[self.level]:
            place += 1
        return place


class Move(Change):
    """An element put elsewhere, with all below it.

    Args:
        before: what it is put right before, as its sibling.
        parent: what it is put under, as the last, where `before` is None; None for the top.
    """

    op: Literal["move"] = "move"
    id: Identifier
    before: Identifier | None = None
    parent: Identifier | None = None

    def made(self, outline: Outline) -> Outline:
        """The plan with the element there."""
        rows = outline.rows
        start = outline.place(self.id)
        end = outline.end(start)
        target, above, depth = self._target(outline)
        if start < target < end or (above is not None and start <= above < end):
            raise InvalidEdit(
                N_("An element can't stand under itself."), remedy=N_("Choose another place.")
            )
        ranks = outline.ranks()
        rank = ranks[rows[start].element.level]
        if above is not None and ranks[rows[above].element.level] >= rank:
            raise InvalidEdit(
                N_("It can't stand there: what it would stand under has no higher level."),
                remedy=N_("Choose another place, or give it another level first."),
            )
        beyond = depth - rows[start].depth
        block = [Row(row.element, row.depth + beyond) for row in rows[start:end]]
        if target <= start:
            return outline.with_rows(rows[:target], block, rows[target:start], rows[end:])
        return outline.with_rows(rows[:start], rows[end:target], block, rows[target:])

    def _target(self, outline: Outline) -> tuple[int, int | None, int]:
        """The place it comes to, the place of what it stands under, and how deep that is."""
        if self.before is not None:
            place = outline.place(self.before)
            above = outline.parent(place)
            if self.parent is not None and above != outline.place(self.parent):
                raise InvalidEdit(
                    N_("What it was to stand before stands elsewhere now."),
                    remedy=N_("Choose another place."),
                )
            return place, above, outline.rows[place].depth
        if self.parent is not None:
            above = outline.place(self.parent)
            return outline.end(above), above, outline.rows[above].depth + 1
        return len(outline.rows), None, 0


def _with_level(outline: Outline, key: str) -> Outline:
    levels = with_level(outline.front.levels, key)
    if levels == outline.front.levels:
        return outline
    return Outline(outline.front.model_copy(update={"levels": levels}), outline.rows)
