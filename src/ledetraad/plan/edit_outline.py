"""A plan while it is edited: its elements in the document's order, each with its depth.

What has to find a new parent finds it as a reader would: the nearest element before it, on the way
from the top down to it, whose level is higher. The rest of the plan stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.plan.model import MAX_DEPTH, Element, Plan
from ledetraad.plan.numbering import numbered


class InvalidEdit(LedetraadError):
    """A change that can't be made to a plan."""


@dataclass(frozen=True, slots=True)
class Row:
    """An element without its children.

    Args:
        element: the element; its number is that of before.
        depth: how many stand above it.
    """

    element: Element
    depth: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan being edited; every change gives another.

    Args:
        front: the plan without its elements.
        rows: these, in the document's order.
    """

    front: Plan
    rows: tuple[Row, ...]

    def plan(self) -> Plan:
        """The plan as it is now, validated and numbered."""
        below: dict[int, list[Element]] = {}
        for row in reversed(self.rows):
            children = tuple(reversed(below.pop(row.depth + 1, [])))
            element = row.element.model_copy(update={"children": children})
            below.setdefault(row.depth, []).append(element)
        elements = tuple(reversed(below.pop(0, [])))
        return numbered(Plan.model_validate(dict(self.front) | {"elements": elements}))

    def ranks(self) -> dict[str, int]:
        """Each level's place from the top, by key."""
        return {level.key: place for place, level in enumerate(self.front.levels)}

    def titled(self, level: str) -> bool:
        """Whether a level's elements are headings."""
        return self.front.level(level).titled

    def place(self, wanted: str) -> int:
        """Where the element with an id stands among the rows.

        Raises:
            InvalidEdit: there is none.
        """
        for place, row in enumerate(self.rows):
            if row.element.id == wanted:
                return place
        raise InvalidEdit(
            N_("What you corrected is not in the plan any more."),
            remedy=N_("Look at what stands there now, and correct that."),
        )

    def end(self, place: int) -> int:
        """The place after the last row that stands below a row."""
        return _end(self.rows, place)

    def before(self, place: int) -> int | None:
        """The place of the row's nearest sibling before it."""
        depth = self.rows[place].depth
        while place and self.rows[place - 1].depth >= depth:
            place -= 1
            if self.rows[place].depth == depth:
                return place
        return None

    def parent(self, place: int) -> int | None:
        """The place of the row just above a row; None at the top."""
        depth = self.rows[place].depth
        return next((n for n in range(place - 1, -1, -1) if self.rows[n].depth < depth), None)

    def unused(self, wanted: str) -> None:
        """Do nothing, unless an element has the id.

        Raises:
            InvalidEdit: one has.
        """
        if any(row.element.id == wanted for row in self.rows):
            raise InvalidEdit(
                N_("This is in the plan already."), remedy=N_("Look at the plan as it is now.")
            )

    def changed(self, place: int, element: Element) -> Outline:
        """The outline with another element in the place of one, on the same level."""
        row = Row(element, self.rows[place].depth)
        return Outline(self.front, (*self.rows[:place], row, *self.rows[place + 1 :]))

    def with_rows(self, *parts: Sequence[Row]) -> Outline:
        """The outline with other rows.

        Raises:
            InvalidEdit: one of them stands too deep.
        """
        rows = tuple(chain(*parts))
        if len(self.front.levels) > MAX_DEPTH and any(row.depth >= MAX_DEPTH for row in rows):
            raise InvalidEdit(
                N_("This plan is nested too deeply."),
                remedy=N_("Use at most %(most)s levels."),
                most=MAX_DEPTH,
            )
        return Outline(self.front, rows)

    def planted(self, place: int, element: Element, rest: Sequence[Row], loose: int) -> Outline:
        """The outline with an element put after the rows before a place.

        Args:
            place: how many rows stand before it.
            element: of one of the plan's levels.
            rest: what comes after it, with the depths it has had.
            loose: how many of these have stood below it.

        Returns:
            The outline in which these find parents anew: what stood below the element or is parted
            by it from what it stood under, and its next siblings, while they are of lower levels.
        """
        ranks = self.ranks()
        rank = ranks[element.level]
        path = self._path(place, ranks)
        depth = _climbed(path, rank)
        path.append(rank)
        at = 0
        rows: list[Row] = []
        while at < len(rest):
            root = rest[at]
            own = ranks[root.element.level]
            is_apart = root.depth < depth or (root.depth == depth and own <= rank)
            if at >= loose and is_apart:
                break
            end = _end(rest, at)
            rows.extend(_hung(rest[at:end], path, ranks))
            at = end
        return self.with_rows(self.rows[:place], (Row(element, depth),), rows, rest[at:])

    def without(self, place: int) -> Outline:
        """The outline without a row; what stood below it stands anew."""
        ranks = self.ranks()
        path = self._path(place, ranks)
        at, end = place + 1, self.end(place)
        rows: list[Row] = []
        while at < end:
            block_end = self.end(at)
            rows.extend(_hung(self.rows[at:block_end], path, ranks))
            at = block_end
        return self.with_rows(self.rows[:place], rows, self.rows[end:])

    def _path(self, place: int, ranks: Mapping[str, int]) -> list[int]:
        """The ranks from the top down to the row before a place."""
        path: list[int] = []
        depth = self.rows[place - 1].depth + 1 if place else 0
        while depth:
            place -= 1
            if self.rows[place].depth < depth:
                depth = self.rows[place].depth
                path.append(ranks[self.rows[place].element.level])
        return path[::-1]


def outlined(plan: Plan) -> Outline:
    """A plan as it is before the first edit."""
    rows: list[Row] = []
    stack = [(element, 0) for element in reversed(plan.elements)]
    while stack:
        element, depth = stack.pop()
        rows.append(Row(element.model_copy(update={"children": ()}), depth))
        stack.extend((child, depth + 1) for child in reversed(element.children))
    return Outline(plan.model_copy(update={"elements": ()}), tuple(rows))


def worded(element: Element, words: str, *, titled: bool) -> Element:
    """An element with other words: its title where it is a heading, else its text.

    Raises:
        InvalidEdit: there are no words.
    """
    if not words:
        raise InvalidEdit(
            N_("The text is empty."), remedy=N_("Write the text, or take the element out.")
        )
    title, text = (words, "") if titled else ("", words)
    return element.model_copy(update={"title": title, "text": text})


def _end(rows: Sequence[Row], place: int) -> int:
    depth = rows[place].depth
    end = place + 1
    while end < len(rows) and rows[end].depth > depth:
        end += 1
    return end


def _climbed(path: list[int], rank: int) -> int:
    """Go up a path to where an element of a rank may stand; says how deep that is."""
    while path and path[-1] >= rank:
        path.pop()
    return len(path)


def _hung(block: Sequence[Row], path: list[int], ranks: Mapping[str, int]) -> list[Row]:
    """A row and all below it, under the end of a path, which then leads to the last of them."""
    depth = _climbed(path, ranks[block[0].element.level])
    beyond = depth - block[0].depth
    rows = [Row(row.element, row.depth + beyond) for row in block] if beyond else list(block)
    for row in rows:
        del path[row.depth :]
        path.append(ranks[row.element.level])
    return rows
