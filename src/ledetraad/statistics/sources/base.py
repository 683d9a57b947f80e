"""The interface of a source, and what goes in and out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from ledetraad.errors import Phrase
from ledetraad.statistics.datasets import Content
from ledetraad.statistics.observations import Observed


class Role(StrEnum):
    """What a variable says."""

    CONTENT = "content"
    REGION = "region"
    PERIOD = "period"
    SORT = "sort"


@dataclass(frozen=True, slots=True)
class TableHit:
    """A table as a search shows it.

    Args:
        code: its name at the source.
        title: in words.
        updated: when it was last changed; None where the source does not say.
        first, last: its first and last period; empty where the source does not say.
        discontinued: it gets no new numbers.
    """

    code: str
    title: str
    updated: datetime | None = None
    first: str = ""
    last: str = ""
    discontinued: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """One of a table's variables.

    Args:
        code: its name at the source, such as "KOKkommuneregion0000".
        label: in words.
        role: what it says.
        values: the values' names by code; periods with the earliest first.
        omissible: it may be left out, and is then summed or taken as a whole by the source.
    """

    code: str
    label: str
    role: Role
    values: Mapping[str, str]
    omissible: bool = False


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table without its numbers.

    Args:
        hit: its name, title, and when it was last changed.
        variables: in the source's order.
        contents: what it counts.
        notes: what a reader must know, mandatory notes first.
    """

    hit: TableHit
    variables: tuple[Variable, ...]
    contents: tuple[Content, ...] = ()
    notes: tuple[str, ...] = ()

    def variable(self, role: Role) -> Variable | None:
        """The variable of a role; the first where several are sorts."""
        return next((each for each in self.variables if each.role is role), None)


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of a table.

    Args:
        table: its name at the source.
        choices: for each variable, codes and expressions such as "*", "20*", "top(5)",
            "from(2015)", "range(2015,2020)". A variable that is not here is left out where it may
            be, and taken whole where it may not.
        maybe: further codes, taken where the table has them and not missed where it has not:
            numbers that a municipality had before.
    """

    table: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    maybe: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edition:
    """By what one can tell whether a table has changed.

    Args:
        updated: when it was last changed; None where the source does not say.
        tag: the source's own mark of it (an ETag, or a file's fingerprint); empty where none.
    """

    updated: datetime | None = None
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A part of a table as it was when it was fetched.

    Args:
        observed: the numbers, and what is known of them.
        edition: of the table.
        notices: what has changed since it was chosen: a table that has ended, codes that are gone.
    """

    observed: Observed
    edition: Edition
    notices: tuple[Phrase, ...] = ()


class Source(Protocol):
    """Somebody who publishes statistics."""

    @property
    def name(self) -> str:
        """Its short name, as in `Dataset.source`."""

    def find(self, words: str) -> list[TableHit]:
        """The tables that words or a number lead to, the best first.

        Raises:
            SourceUnavailable: it does not answer as it should.
        """

    def describe(self, table: str) -> TableDescription:
        """A table without its numbers.

        Raises:
            UnknownTable: it has no such table.
            SourceUnavailable: it does not answer as it should.
        """

    def fetch(self, selection: Selection) -> Fetched:
        """The numbers of a part of a table.

        Raises:
            UnknownTable: it has no such table.
            InvalidSelection: a variable, or all that was chosen of one, is not in the table.
            SourceUnavailable: it does not answer as it should, or the table changed meanwhile.
        """

    def unchanged(self, table: str, since: Edition) -> bool:
        """Whether a table is still as it was; False where that can't be told.

        Raises:
            UnknownTable: it has no such table.
            SourceUnavailable: it does not answer as it should.
        """
