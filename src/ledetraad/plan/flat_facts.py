"""The plan's own facts back from the rows of a table: title, period, levels, legend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pydantic import ValidationError

from ledetraad.errors import UnreadableDocument
from ledetraad.i18n import N_
from ledetraad.plan.flat import FACT
from ledetraad.plan.flat_row import MEND, FlatRow, wrong, yes
from ledetraad.plan.model import FORMAT, CodeDefinition, Level, Plan, PlanStatus, SourcePlace
from ledetraad.plan.presets import GOALS_AND_STRATEGIES
from ledetraad.validation import first_fault

_LEVEL_FACT = re.compile(r"level\.([^.]+)\.(singular|plural|titled|single)")
_CODE_FACT = re.compile(r"code\.([^.]+)\.(prefix|meaning|framework|basis|numbered)")


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
            raise wrong(row, "id", N_("The fact “%(name)s” is told twice."), name=name)
        told[name] = (row.says("text"), row)
    return _Head(told, where).plan()


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
        elif name in {"decision.date", "decision.case", "decision.body"}:
            if value:
                self._fields.setdefault("decision", {})[name.removeprefix("decision.")] = value
        elif name == "status":
            self._fields[name] = PlanStatus(self._one_of(row, value, list(PlanStatus)) or "draft")
        elif name == "language":
            self._fields[name] = value.casefold() or "nb"
        elif name == "format":
            self._one_of(row, value, [FORMAT])
        else:
            raise wrong(row, "id", N_("The plan has no fact called “%(name)s”."), name=name)

    def _level(self, key: str, fields: dict[str, Any]) -> Level:
        row = self._rows[f"level.{key}"]
        singular = fields.get("singular") or key
        with _told_at(self._where, lambda _: row.place()):
            return Level(
                key=key,
                singular=singular,
                plural=fields.get("plural", singular),
                titled=yes(fields.get("titled", ""), row),
                single=yes(fields.get("single", ""), row),
            )

    def _code(self, key: str, fields: dict[str, Any]) -> CodeDefinition:
        row = self._rows[f"code.{key}"]
        said = dict(fields) | {"numbered": yes(fields.get("numbered", "yes"), row)}
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
                remedy=MEND,
                value=value[:60],
                values=", ".join(values),
            )
        return value.casefold()


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
            remedy=MEND,
            field=field,
            reason=reason,
        ) from None
