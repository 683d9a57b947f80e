"""The flat form back into a plan; what `flat` writes, and tables that people make by hand.

A table needs no more than a level and a text on each row: an element without a parent stands under
the nearest row before it that is of a higher level, one without an id gets one, and a table without
facts has the ready-made levels. Numbers are made anew from the rows' order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat import (
    COLUMNS,
    ELEMENT,
    FACT,
    HEADING,
    SOURCE,
    STATEMENT,
    TOP,
    Column,
    known_heads,
)
from ledetraad.plan.level_names import LevelNames
from ledetraad.plan.model import (
    FORMAT,
    MAX_DEPTH,
    CodeDefinition,
    Element,
    Level,
    Plan,
    PlanStatus,
    Reference,
    SourcePlace,
)
from ledetraad.plan.numbering import make_id, numbered
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.validation import first_fault

_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_COUNTED = re.compile(r"0*[1-9][0-9]{0,8}")
_LEVEL_FACT = re.compile(r"level\.([^.]+)\.(singular|plural|titled|single)")
_CODE_FACT = re.compile(r"code\.([^.]+)\.(prefix|meaning|framework|basis|numbered)")
_KINDS = frozenset({"", ELEMENT, HEADING, STATEMENT})
_YES = frozenset({"yes", "ja", "true", "sann", "1", "x"})
_NO = frozenset({"", "no", "nei", "false", "usann", "0"})
_MEND = N_("Mend that cell, and read the file again.")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a table.

    Args:
        cells: what stands there, by the column's key; empty cells may be left out.
        columns: the column of every key that the table has, from 0.
        file: the document's name.
        number: the row's number in the sheet, or its line in the file, from 1.
        sheet: the sheet's name; None where the document has none.
    """

    cells: Mapping[str, str]
    columns: Mapping[str, int]
    file: str
    number: int
    sheet: str | None = None

    def says(self, key: str) -> str:
        """What a cell says, on one line without white space around it."""
        text = self.cells.get(key, "")
        return _LINE_BREAKS.sub(" ", text.strip()) if text else ""

    def place(self, key: str = "text") -> SourcePlace:
        """Where a cell stands; the row, where the table has no such column or no sheets."""
        if self.sheet is None:
            return SourcePlace(file=self.file, line=self.number)
        letters = column_letters(self.columns.get(key, 0))
        return SourcePlace(file=self.file, sheet=self.sheet, cell=f"{letters}{self.number}")


Understand = Callable[[FlatRow], tuple[Reference, ...]]
"""Reads the references of a row, by the plan's scheme."""


def column_letters(column: int) -> str:
    """A column's name in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def find_columns(head: Sequence[str], columns: tuple[Column, ...] = COLUMNS) -> dict[str, int]:
    """The known columns of a head row, by key; the first of two for the same thing."""
    known = known_heads(columns)
    found: dict[str, int] = {}
    for place, cell in enumerate(head):
        key = known.get(" ".join(cell.split()).casefold())
        if key is not None:
            found.setdefault(key, place)
    return found


def plan_head(rows: Sequence[FlatRow], where: str) -> Plan:
    """The plan without its elements, from the rows that are facts.

    Args:
        rows: every row of the table; those that aren't facts are passed over.
        where: what to call the document in an error.

    Raises:
        UnreadableDocument: a fact is unknown, told twice, or can't be so.
    """
    told: dict[str, tuple[str, FlatRow]] = {}
    for row in rows:
        if row.says("kind").casefold() != FACT:
            continue
        name = row.says("id")
        if name in told:
            raise _wrong(row, "id", N_("The fact “%(name)s” is told twice."), name=name)
        told[name] = (row.says("text"), row)
    return _Head(told, where).plan()


def plan_with_elements(head: Plan, rows: Sequence[FlatRow], understand: Understand) -> Plan:
    """The whole plan, numbered.

    Args:
        head: the plan without elements, from `plan_head`.
        rows: every row of the table; facts and empty rows are passed over.
        understand: reads the references of a row.

    Raises:
        UnreadableDocument: a row has an unknown level, a wrong parent, an id that another has.
    """
    elements = _Elements(head, [row for row in rows if is_element(row)], understand).tree()
    return numbered(head.model_copy(update={"elements": elements}))


def is_element(row: FlatRow) -> bool:
    """Whether a row is an element: no fact, and not empty."""
    return row.says("kind").casefold() != FACT and any(map(row.says, row.cells))


class _Head:
    """The plan's own fields, from facts by name."""

    def __init__(self, told: Mapping[str, tuple[str, FlatRow]], where: str) -> None:
        self._told = told
        self._where = where
        self._fields: dict[str, Any] = {}
        self._levels: dict[str, dict[str, Any]] = {}
        self._codes: dict[str, dict[str, Any]] = {}
        self._rows: dict[str, FlatRow] = {}

    def plan(self) -> Plan:
        for name, (value, row) in self._told.items():
            self._take(name, value, row)
        levels = tuple(self._level(key, fields) for key, fields in self._levels.items())
        scheme = tuple(self._code(key, fields) for key, fields in self._codes.items())
        with _told_at(self._where, self._place):
            return Plan(levels=levels or GOALS_AND_STRATEGIES, scheme=scheme, **self._fields)

    def _take(self, name: str, value: str, row: FlatRow) -> None:
        level, code = _LEVEL_FACT.fullmatch(name), _CODE_FACT.fullmatch(name)
        self._rows[name.split(".", maxsplit=1)[0]] = row
        if level is not None:
            self._levels.setdefault(level[1], {})[level[2]] = value
            self._rows[f"level.{level[1]}"] = row
        elif code is not None:
            self._codes.setdefault(code[1], {})[code[2]] = value
            self._rows[f"code.{code[1]}"] = row
        elif name in {"title", "subtitle", "owner"}:
            self._fields[name] = value
        elif name in {"period.from", "period.to"}:
            if value:
                self._fields.setdefault("period", {})[name.removeprefix("period.")] = value
        elif name == "status":
            self._fields[name] = PlanStatus(self._one_of(row, value, list(PlanStatus)) or "draft")
        elif name == "language":
            self._fields[name] = value.casefold() or "nb"
        elif name == "format":
            self._one_of(row, value, [FORMAT])
        else:
            raise _wrong(row, "id", N_("The plan has no fact called “%(name)s”."), name=name)

    def _level(self, key: str, fields: dict[str, Any]) -> Level:
        row = self._rows[f"level.{key}"]
        singular = fields.get("singular") or key
        with _told_at(self._where, lambda _: row.place()):
            return Level(
                key=key,
                singular=singular,
                plural=fields.get("plural", singular),
                titled=_yes(fields.get("titled", ""), row),
                single=_yes(fields.get("single", ""), row),
            )

    def _code(self, key: str, fields: dict[str, Any]) -> CodeDefinition:
        row = self._rows[f"code.{key}"]
        said = dict(fields) | {"numbered": _yes(fields.get("numbered", "yes"), row)}
        with _told_at(self._where, lambda _: row.place()):
            return CodeDefinition(**said)

    def _place(self, field: str) -> SourcePlace | None:
        row = self._rows.get(field)
        return row.place() if row else None

    def _one_of(self, row: FlatRow, value: str, values: Sequence[str]) -> str:
        if value and value.casefold() not in values:
            raise UnreadableDocument(
                N_("“%(value)s” is none of: %(values)s."),
                where=str(row.place()),
                remedy=_MEND,
                value=value[:60],
                values=", ".join(values),
            )
        return value.casefold()


class _Elements:
    """The tree of elements, from rows in any order."""

    def __init__(self, head: Plan, rows: Sequence[FlatRow], understand: Understand) -> None:
        self._rows = rows
        self._understand = understand
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
            raise _wrong(row, "kind", N_("“%(kind)s” is no kind of row."), kind=kind[:60])
        heading = kind == HEADING or (kind != STATEMENT and self._titled[self._levels[place]])
        return Element(
            id=identity,
            level=self._levels[place],
            title=words if heading else "",
            text="" if heading else words,
            references=self._understand(row),
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
    for key in ("line", "page"):
        number = told[key]
        if number is not None and _COUNTED.fullmatch(number) is None:
            raise _wrong(row, key, N_("“%(value)s” is not a line or page."), value=number[:60])
    return SourcePlace(**told)


def _yes(value: str, row: FlatRow) -> bool:
    said = value.casefold()
    if said not in _YES | _NO:
        raise _wrong(row, "text", N_("“%(value)s” is neither yes nor no."), value=value[:60])
    return said in _YES


def _wrong(row: FlatRow, key: str, what: str, **values: object) -> UnreadableDocument:
    return UnreadableDocument(what, where=str(row.place(key)), remedy=_MEND, **values)


@contextmanager
def _told_at(where: str, place: Callable[[str], SourcePlace | None]) -> Iterator[None]:
    """Turn the model's refusal into one that names the fact's place."""
    try:
        yield
    except ValidationError as error:
        field, reason = first_fault(error)
        raise UnreadableDocument(
            N_("The plan's facts can't be so: %(field)s: %(reason)s."),
            where=str(place(field.split(".")[0]) or where),
            remedy=_MEND,
            field=field,
            reason=reason,
        ) from None
