"""The plan as immutable values, and at the same time the exchange format.

A plan is a tree of elements. Which levels it has, and what they are called, is data that the plan
carries with it; so is the scheme of its printed codes. The JSON Schema of these classes is what
`ledetraad schema` prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.i18n import N_
from ledetraad.validation import refusal

FORMAT: Final = "ledetraad-plan/1"
MAX_DEPTH = 12

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
Basis = Literal["adapted", "direct", "own"]
_RANGE = re.compile(
    r"\s*\d{1,2}(?:\.\w{1,2})?(?:\s*[-\u2010-\u2014]\s*|\s+[^\W\d]+\s+)\d{1,2}(?:\.\w{1,2})?$"
)


class Value(BaseModel):
    """An immutable value that refuses fields it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class PlanStatus(StrEnum):
    """Where a version stands in the plan's life (plan- og bygningsloven § 11-12 to § 11-15)."""

    DRAFT = "draft"
    PROPOSAL = "proposal"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class Period(Value):
    """The years that a plan is for, both included."""

    from_year: int = Field(alias="from", ge=1800, le=2500)
    to_year: int = Field(alias="to", ge=1800, le=2500)

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.to_year < self.from_year:
            raise refusal(N_("the period ends (%(year)s) before it begins"), year=self.to_year)
        return self

    def __str__(self) -> str:
        return f"{self.from_year}–{self.to_year}"


class Decision(Value):
    """What was decided about a version of the plan.

    Args:
        date: when.
        case: the case's number in the municipality's records, such as "45/20".
        body: who decided, such as "kommunestyret".
    """

    date: date
    case: str = Field(default="", max_length=60)
    body: str = Field(default="", max_length=120)


class Level(Value):
    """One level of the plan's tree.

    Args:
        key: the level's name in code and in exchange, such as `subgoal`.
        singular, plural: what the document calls it ("delmål"), lower case.
        titled: whether its elements are headings (`title`) or statements (`text`).
        single: whether there is meant to be just one under each parent, so that it takes its
            parent's number instead of adding to it.
    """

    key: Identifier
    singular: str
    plural: str
    titled: bool = False
    single: bool = False


class CodeDefinition(Value):
    """A line of the document's legend: what a printed code rests on.

    Args:
        prefix: as printed, such as "FN-T".
        meaning: the legend's own explanation, one line.
        framework: `un-sdg`, `own`, or another framework's id.
        basis: how statements with this code rest on the framework.
        numbered: whether a number follows the prefix.
    """

    prefix: str = Field(min_length=1, max_length=30)
    meaning: str = ""
    framework: Identifier
    basis: Basis
    numbered: bool = True


class Reference(Value):
    """What a statement rests on, as printed and as understood.

    Args:
        printed: the code as the document prints it, on one line ("FN-T 11.3"), or the range that
            it is one of ("FN-T 3.4-3.6").
        framework: `un-sdg`, `own`, or another framework's id.
        code: the item in the framework ("11.3"), or the prefix itself where there is no number.
        basis: adapted to the municipality, taken directly, or the municipality's own.
    """

    printed: str = Field(min_length=1, max_length=60)
    framework: Identifier
    code: str = Field(min_length=1, max_length=30)
    basis: Basis

    @property
    def prefix(self) -> str:
        """The printed code without its number, or without the range that it is one of."""
        number = _RANGE.search(self.printed)
        bare = self.printed[: number.start()] if number else self.printed.removesuffix(self.code)
        return bare.strip() or self.printed

    @property
    def is_of_range(self) -> bool:
        """Whether a range is printed, of which this is one of the goals or targets."""
        return _RANGE.search(self.printed) is not None


class SourcePlace(Value):
    """Where in a document something was read; lines, pages, tables and rows count from 1."""

    file: str = ""
    line: int | None = Field(default=None, ge=1)
    page: int | None = Field(default=None, ge=1)
    table: int | None = Field(default=None, ge=1)
    row: int | None = Field(default=None, ge=1)
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        places = (self.line, self.page, self.table, self.row, self.sheet, self.cell)
        return ":".join([self.file, *(str(place) for place in places if place is not None)])


class Fact(Value):
    """Something that a document says of an element beside its text, such as who is responsible.

    Args:
        key: what it is, such as `responsible`, `deadline`, `status`, `cost`; `other` where the
            document's word for it is not known.
        name: what the document calls it.
        value: as printed, on one line.
    """

    key: Identifier
    name: str = ""
    value: str


class Element(Value):
    """A theme, goal, strategy: a node of the plan's tree.

    Args:
        id: stable through edits and new versions.
        number: for people, by position ("1.2.3"); see `ledetraad.plan.numbering`.
        level: the key of one of the plan's levels.
        title: a heading's name; empty for statements.
        text: a statement's sentence on one line; empty for headings.
        references: in the order printed.
        facts: what else the document says of it, in the order printed.
        source: where it was read, if it was read.
        children: in the document's order.
    """

    id: Identifier
    number: str = ""
    level: Identifier
    title: str = ""
    text: str = ""
    references: tuple[Reference, ...] = ()
    facts: tuple[Fact, ...] = ()
    source: SourcePlace | None = None
    children: tuple[Element, ...] = ()

    @property
    def words(self) -> str:
        """What the element says: its title or its text."""
        return self.title or self.text

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in the document's order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))


class Plan(Value):
    """A plan document, whole."""

    format: Literal["ledetraad-plan/1"] = FORMAT
    title: str = ""
    subtitle: str = ""
    owner: str = ""
    period: Period | None = None
    status: PlanStatus = PlanStatus.DRAFT
    decision: Decision | None = None
    language: Literal["nb", "nn", "no", "en", "da", "sv"] = "nb"
    levels: tuple[Level, ...]
    scheme: tuple[CodeDefinition, ...] = ()
    elements: tuple[Element, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Every element, in the document's order."""
        for element in self.elements:
            yield from element.walk()

    def level(self, key: str) -> Level:
        """The level with this key.

        Raises:
            KeyError: the plan has no such level.
        """
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(key)

    @model_validator(mode="after")
    def _whole(self) -> Plan:
        rank = {level.key: place for place, level in enumerate(self.levels)}
        if len(rank) != len(self.levels):
            raise refusal(N_("two levels have the same key"))
        seen: set[str] = set()
        stack = [(element, -1, 1) for element in self.elements]
        while stack:
            element, above, depth = stack.pop()
            if element.level not in rank:
                raise refusal(
                    N_("element %(id)s has the unknown level “%(level)s”"),
                    id=element.id,
                    level=element.level,
                )
            if rank[element.level] <= above:
                raise refusal(
                    N_("element %(id)s stands under one of its own or a lower level"), id=element.id
                )
            if depth > MAX_DEPTH:
                raise refusal(
                    N_("element %(id)s stands more than %(most)s levels deep"),
                    id=element.id,
                    most=MAX_DEPTH,
                )
            if element.title and element.text:
                raise refusal(N_("element %(id)s has both a title and a text"), id=element.id)
            if element.id in seen:
                raise refusal(N_("two elements have the id %(id)s"), id=element.id)
            seen.add(element.id)
            stack.extend((child, rank[element.level], depth + 1) for child in element.children)
        return self
