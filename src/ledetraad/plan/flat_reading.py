"""The flat form back into a plan; what `flat` writes, and tables that people make by hand.

A table needs no more than a level and a text on each row: an element without a parent stands under
the nearest row before it that is of a higher level, one without an id gets one, and a table without
facts has the ready-made levels. Numbers are made anew from the rows' order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat import (
    COUNTED,
    ELEMENT,
    HEADING,
    SOURCE,
    STATEMENT,
    TOP,
)
from ledetraad.plan.flat_element_facts import facts_of
from ledetraad.plan.flat_row import FlatRow, is_element, wrong
from ledetraad.plan.level_names import LevelNames
from ledetraad.plan.model import (
    MAX_DEPTH,
    Element,
    Plan,
    Reference,
    SourcePlace,
)
from ledetraad.plan.numbering import make_id, numbered

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_COUNTED = re.compile(r"0*[1-9][0-9]{0,8}")
_KINDS = frozenset({"", ELEMENT, HEADING, STATEMENT})

Understand = Callable[[FlatRow], tuple[Reference, ...]]
"""Reads the references of a row, by the plan's scheme."""
KeyOf = Callable[[str], str]
"""The key of a fact by the document's word for it."""


def plan_with_elements(
    head: Plan, rows: Sequence[FlatRow], understand: Understand, key_of: KeyOf
) -> Plan:
    """The whole plan, numbered.

    Args:
        head: the plan without elements, from `plan_head`.
        rows: every row of the table; facts and empty rows are passed over.
        understand: reads the references of a row.
        key_of: the key of a fact that is written without one.

    Raises:
        UnreadableDocument: a row has an unknown level, a wrong parent, an id that another has.
    """
    its_rows = [row for row in rows if is_element(row)]
    elements = _Elements(head, its_rows, understand, key_of).tree()
    return numbered(head.model_copy(update={"elements": elements}))


class _Elements:
    """The tree of elements, from rows in any order."""

    def __init__(
        self, head: Plan, rows: Sequence[FlatRow], understand: Understand, key_of: KeyOf
    ) -> None:
        self._rows = rows
        self._understand = understand
        self._key_of = key_of
        names = LevelNames(head.levels)
        self._levels = [self._level(row, names) for row in rows]
        self._titled = {level.key: level.titled for level in head.levels}
        rank = {level.key: place for place, level in enumerate(head.levels)}
        self._ranks = [rank[level] for level in self._levels]
        self._given = self._given_ids()
        self._parents = self._find_parents()

    def tree(self) -> tuple[Element, ...]:
        ids = self._all_ids()
        children: dict[int | None, list[int]] = {}
        for place, parent in enumerate(self._parents):
            children.setdefault(parent, []).append(place)
        made: dict[int, Element] = {}
        for place in sorted(range(len(self._rows)), key=self._depth, reverse=True):
            below = tuple(made[child] for child in children.get(place, ()))
            made[place] = self._element(place, ids[place], below)
        return tuple(made[place] for place in children.get(None, ()))

    def _level(self, row: FlatRow, names: LevelNames) -> str:
        key = names.find(row.says("level"))
        if key is None:
            raise UnreadableDocument(
                N_("“%(name)s” is none of the plan's levels.")
                if row.says("level")
                else N_("The row says no level."),
                where=str(row.place("level")),
                remedy=N_("Use one of these: %(names)s."),
                name=row.says("level")[:60],
                names=", ".join(names.all()),
            )
        return key

    def _given_ids(self) -> dict[str, int]:
        given: dict[str, int] = {}
        for place, row in enumerate(self._rows):
            identity = row.says("id")
            if not identity:
                continue
            if _ID.fullmatch(identity) is None:
                raise UnreadableDocument(
                    N_("“%(id)s” can't be an id."),
                    where=str(row.place("id")),
                    remedy=N_("Use letters from a to z, digits, - and _, or leave the cell empty."),
                    id=identity[:60],
                )
            if identity in given:
                raise UnreadableDocument(
                    N_("Two rows have the id “%(id)s”; the first is %(first)s."),
                    where=str(row.place("id")),
                    remedy=N_("Empty the id of the row that is new; it gets one of its own."),
                    id=identity,
                    first=self._rows[given[identity]].place("id"),
                )
            given[identity] = place
        return given

    def _find_parents(self) -> list[int | None]:
        parents: list[int | None] = [self._named_parent(place) for place in range(len(self._rows))]
        for place, row in enumerate(self._rows):
            if row.says("parent"):
                continue
            above: int | None = place - 1 if place else None
            while above is not None and self._ranks[above] >= self._ranks[place]:
                above = parents[above]
            parents[place] = above
        return parents

    def _named_parent(self, place: int) -> int | None:
        row = self._rows[place]
        name = row.says("parent")
        if name in {"", TOP}:
            return None
        above = self._given.get(name)
        if above is None:
            raise UnreadableDocument(
                N_("No row has the id “%(id)s” that is named as the parent."),
                where=str(row.place("parent")),
                remedy=N_("Name the id of another row, or leave the cell empty to go by order."),
                id=name[:60],
            )
        if self._ranks[above] >= self._ranks[place]:
            raise UnreadableDocument(
                N_("The parent “%(id)s” is not of a higher level than the row itself."),
                where=str(row.place("parent")),
                remedy=N_("Name a row of a higher level, or leave the cell empty to go by order."),
                id=name,
            )
        return above

    def _depth(self, place: int) -> int:
        depth = 1
        above = self._parents[place]
        while above is not None:
            depth += 1
            above = self._parents[above]
            if depth > MAX_DEPTH:
                raise UnreadableDocument(
                    N_("This plan is nested too deeply."),
                    where=str(self._rows[place].place("level")),
                    remedy=N_("Use at most %(most)s levels."),
                    most=MAX_DEPTH,
                )
        return depth

    def _all_ids(self) -> list[str]:
        taken = set(self._given)
        ids = []
        for place, row in enumerate(self._rows):
            parent = self._parents[place]
            above = "" if parent is None else _words(self._rows[parent])
            parts = (self._levels[place], above, _words(row))
            ids.append(row.says("id") or make_id(parts, taken))
        return ids

    def _element(self, place: int, identity: str, below: tuple[Element, ...]) -> Element:
        row = self._rows[place]
        words, kind = _words(row), row.says("kind").casefold()
        if kind not in _KINDS:
            raise wrong(row, "kind", N_("“%(kind)s” is no kind of row."), kind=kind[:60])
        heading = kind == HEADING or (kind != STATEMENT and self._titled[self._levels[place]])
        return Element(
            id=identity,
            level=self._levels[place],
            title=words if heading else "",
            text="" if heading else words,
            references=self._understand(row),
            facts=facts_of(row.cells.get("facts", ""), self._key_of),
            source=_source(row),
            children=below,
        )


def _words(row: FlatRow) -> str:
    return row.says("text") or row.says("title")


def _source(row: FlatRow) -> SourcePlace | None:
    """The source that the row tells of; for a row that is new, its own place."""
    told: dict[str, Any] = {key: row.says(key) or None for key in SOURCE}
    if not any(told.values()):
        known = row.says("id") and not row.columns.keys().isdisjoint(SOURCE)
        return None if known else row.place()
    told["file"] = told["file"] or ""
    for key in COUNTED:
        number = told[key]
        if number is not None and _COUNTED.fullmatch(number) is None:
            raise wrong(
                row, key, N_("“%(value)s” is not a number that counts from 1."), value=number[:60]
            )
    return SourcePlace(**told)
