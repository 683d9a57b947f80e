"""Edits to what the plan says of itself: its front page, and what its levels are called."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ledetraad.i18n import N_
from ledetraad.plan.edit_change import Change, Words, one_line
from ledetraad.plan.edit_outline import InvalidEdit, Outline, Row, worded
from ledetraad.plan.model import Level, Period

_MOST_LEVELS = 30


def _tidy(level: Level) -> Level:
    named = {"singular": one_line(level.singular), "plural": one_line(level.plural)}
    return level.model_copy(update=named)


class Front(Change):
    """Another front page; what is None stays, and what is empty is emptied."""

    op: Literal["front"] = "front"
    title: Words | None = None
    subtitle: Words | None = None
    owner: Words | None = None
    period: Period | Literal[""] | None = None
    language: Literal["nb", "nn", "no", "en", "da", "sv"] | None = None

    def made(self, outline: Outline) -> Outline:
        """The plan with what is given."""
        fields = ("title", "subtitle", "owner", "language")
        told: dict[str, object] = {
            name: value for name in fields if (value := getattr(self, name)) is not None
        }
        if self.period is not None:
            told["period"] = self.period or None
        return Outline(outline.front.model_copy(update=told), outline.rows)


class Levels(Change):
    """The plan's levels anew: what they are called, and others that nothing stands on yet.

    Args:
        levels: from the highest; each that elements stand on is among them, in the same order.
    """

    op: Literal["levels"] = "levels"
    levels: tuple[Annotated[Level, AfterValidator(_tidy)], ...] = Field(
        min_length=1, max_length=_MOST_LEVELS
    )

    def made(self, outline: Outline) -> Outline:
        """The plan with the levels; words become titles or texts as the levels now have it."""
        kept = {row.element.level for row in outline.rows}
        before = [level.key for level in outline.front.levels if level.key in kept]
        after = [level.key for level in self.levels if level.key in kept]
        if before != after or len({level.key for level in self.levels}) != len(self.levels):
            raise InvalidEdit(
                N_("The levels of the plan can't be changed so."),
                remedy=N_("Keep each level that is used, once, in the order from the highest."),
            )
        other = {level.key for level in self.levels if level.titled != _titled(outline, level)}
        front = outline.front.model_copy(update={"levels": self.levels})
        changed = Outline(front, outline.rows)
        return Outline(
            front,
            tuple(
                _as_its_level(row, changed) if row.element.level in other else row
                for row in outline.rows
            ),
        )


def _titled(outline: Outline, level: Level) -> bool:
    known = any(one.key == level.key for one in outline.front.levels)
    return outline.titled(level.key) if known else level.titled


def _as_its_level(row: Row, outline: Outline) -> Row:
    element = row.element
    if not element.words:
        return row
    titled = outline.titled(element.level)
    return Row(worded(element, element.words, titled=titled), row.depth)
