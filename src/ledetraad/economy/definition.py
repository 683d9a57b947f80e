"""Statutory tables as definitions: which lines they have, and what each is the sum of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ledetraad.economy.faults import InvalidDefinition
from ledetraad.economy.ledger import BALANCE
from ledetraad.economy.rule_text import Codes, LineRule, Posts, read_rule
from ledetraad.i18n import N_
from ledetraad.validation import first_fault

FIRST_REVENUE = "600"
"""The first KOSTRA kind of the revenues; those before it are expenses."""


MOST_ROWS = 200
"""The most lines of a table: as deep as one line may be reckoned from another."""


class Shown(StrEnum):
    """Which way a line's amounts are turned."""

    AS_BOOKED = "as_booked"
    REVERSED = "reversed"


class RowKind(StrEnum):
    """What a line is: amounts from the ledger, a sum of lines, a result, or a figure."""

    LINE = "line"
    SUM = "sum"
    RESULT = "result"
    METRIC = "metric"


class _RowFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    post: str = Field(pattern=r"^[\w.]{1,40}$")
    label: str = Field(max_length=300)
    rule: str = Field(max_length=500)
    rowType: RowKind = RowKind.LINE  # noqa: N815  (the file's own name)
    valueType: Literal["amount", "percent"] = "amount"  # noqa: N815
    shown: Shown | None = None


class _TableFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")
    name: str = Field(min_length=1, max_length=200)
    legalRef: str = ""  # noqa: N815
    klasse: Literal["0", "1", "2"]
    rows: tuple[_RowFile, ...] = Field(min_length=1, max_length=MOST_ROWS)


class _SourceFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str = ""
    chapter: str = ""


class DefinitionsFile(BaseModel):
    """Tables of a year as a file has them; see `definitions_from_json`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    year: int = Field(ge=1990, le=2100)
    source: _SourceFile = _SourceFile()
    tables: tuple[_TableFile, ...] = Field(min_length=1, max_length=50)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table.

    Args:
        post: its number, such as "9" or "A.II.1".
        label: what it is called.
        kind: what it is.
        rule: what it is the sum of.
        written: the rule as it is written.
        percent: whether it is shown in percent.
        shown: which way its own codes are turned: revenues are shown without a minus. None where
            nobody has said, and its codes are of both sorts; they are then as booked.
    """

    post: str
    label: str
    kind: RowKind
    rule: LineRule
    written: str
    percent: bool
    shown: Shown | None

    @property
    def turn(self) -> int:
        """What an amount of the ledger is multiplied by to be shown: 1 or -1."""
        return -1 if self.shown is Shown.REVERSED else 1

    @property
    def depth(self) -> int:
        """How many levels below the top it is: 0 for "9", 2 for "A.II.1"."""
        return self.post.count(".")


@dataclass(frozen=True)
class Definition:
    """A table.

    Args:
        key: its id.
        name: what it is called.
        paragraph: where in the law or regulation it is.
        account_class: the class of accounts that it is made of.
        rows: its lines, from the top.
        source: where the definition is from.
    """

    key: str
    name: str
    paragraph: str
    account_class: str
    rows: tuple[Row, ...]
    source: str

    @cached_property
    def by_post(self) -> dict[str, Row]:
        """The lines by their numbers."""
        return {row.post: row for row in self.rows}

    def between(self, first: str, last: str) -> tuple[Row, ...]:
        """The lines from one to another that are as deep as they are."""
        at = [row.post for row in self.rows]
        chosen = self.rows[at.index(first) : at.index(last) + 1]
        return tuple(row for row in chosen if row.depth == self.by_post[first].depth)


@dataclass(frozen=True, slots=True)
class Definitions:
    """The tables of a year."""

    year: int
    source: str
    tables: tuple[Definition, ...]


def definitions_from_json(text: str, where: str) -> Definitions:
    """The tables that a file of definitions has.

    Args:
        text: JSON with `year`, `source` and `tables`, each with `id`, `name`, `legalRef`, `klasse`
            and `rows` of `post`, `label`, `rule`, `rowType`, `valueType` and, of our own, `shown`.
        where: the file, for the error.

    Raises:
        InvalidDefinition: it is no such file, a rule can't be read, or a line is the sum of a line
            that is not there, or of itself.
    """
    try:
        file = DefinitionsFile.model_validate_json(text)
    except ValidationError as error:
        place, why = first_fault(error)
        raise InvalidDefinition(
            N_("The definition of tables won't do at “%(place)s”: %(why)s."),
            where=where,
            place=place or "{}",
            why=why,
        ) from None
    return definitions_of_file(file, where)


def definitions_of_file(file: DefinitionsFile, where: str) -> Definitions:
    """The tables of a file that has been read.

    Raises:
        InvalidDefinition: a rule can't be read, two tables or lines have the same name, or a line
            is the sum of a line that is not there, or of itself.
    """
    source = ", ".join(part for part in (file.source.title, file.source.chapter) if part)
    tables = tuple(_table(table, source, where) for table in file.tables)
    if len({table.key for table in tables}) < len(tables):
        raise InvalidDefinition(N_("Two tables have the same id."), where=where)
    return Definitions(file.year, source, tables)


_STANDARD = "statutory-2025.json"


@cache
def standard_file() -> DefinitionsFile:
    """The file of the tables of 2025 as this program has them."""
    text = files("ledetraad.economy").joinpath("data", _STANDARD).read_text(encoding="utf-8")
    return DefinitionsFile.model_validate_json(text)


@cache
def standard_definitions() -> Definitions:
    """The tables of 2025 as this program has them; see docs/economy.md for what is mended."""
    return definitions_of_file(standard_file(), _STANDARD)


def _table(table: _TableFile, source: str, where: str) -> Definition:
    rows = tuple(_row(row, table, f"{where}: {table.id} {row.post}") for row in table.rows)
    definition = Definition(table.id, table.name, table.legalRef, table.klasse, rows, source)
    if len(definition.by_post) < len(rows):
        raise InvalidDefinition(N_("Two lines have the same number."), where=f"{where}: {table.id}")
    _refuse_lost(definition, where)
    return definition


def _row(row: _RowFile, table: _TableFile, where: str) -> Row:
    rule = read_rule(row.rule, where)
    return Row(
        row.post,
        row.label,
        row.rowType,
        rule,
        row.rule,
        row.valueType == "percent",
        row.shown or _sort_of(rule.codes, table.klasse),
    )


def _sort_of(codes: tuple[Codes, ...], account_class: str) -> Shown | None:
    """Which way codes of one sort are turned; None where there are both sorts of kinds."""
    added = [term for term in codes if term.factor > 0]
    if account_class == BALANCE or all(term.high < FIRST_REVENUE for term in added):
        return Shown.AS_BOOKED
    if all(term.low >= FIRST_REVENUE for term in added):
        return Shown.REVERSED
    return None


def _refuse_lost(definition: Definition, where: str) -> None:
    """Do nothing, unless a line needs one that is not there, or itself.

    Raises:
        InvalidDefinition: it does.
    """
    done: set[str] = set()

    def follow(post: str, above: tuple[str, ...]) -> None:
        if post in above:
            raise InvalidDefinition(
                N_("Line %(post)s is the sum of itself."),
                where=f"{where}: {definition.key}",
                post=post,
            )
        if post in done:
            return
        rule = definition.by_post[post].rule
        for term in (*rule.terms, *rule.divisor):
            if not isinstance(term, Posts):
                continue
            for named in (term.first, term.last):
                if named not in definition.by_post:
                    raise InvalidDefinition(
                        N_("Line %(post)s is the sum of line %(named)s, which is not there."),
                        where=f"{where}: {definition.key}",
                        post=post,
                        named=named,
                    )
            for row in definition.between(term.first, term.last):
                follow(row.post, (*above, post))
        done.add(post)

    for row in definition.rows:
        follow(row.post, ())
