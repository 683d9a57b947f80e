"""The starter catalogue, read and asked.

An entry is a proposal: a planner looks at the values before taking it. Codes in KOSTRA come and go
with what municipalities must report, so each entry tells where its code was seen, and one without
a known code tells by which words to find it in its table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ledetraad.followup.direction import Direction
from ledetraad.i18n import DEFAULT, N_, Language
from ledetraad.statistics.definition import Definition, Line, Part
from ledetraad.validation import refusal

U4SSC: dict[str, tuple[str, ...]] = {
    "Economy": ("ICT", "Productivity", "Infrastructure"),
    "Environment": ("Environment", "Energy"),
    "Society and Culture": (
        "Education, Health and Culture",
        "Safety, Housing and Social Inclusion",
    ),
}
"""U4SSC's dimensions and their sub-dimensions. Source: ITU-T Y.4903."""


class Names(BaseModel):
    """A name in the screen's languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nb: Annotated[Line, Field(min_length=1)]
    nn: Annotated[Line, Field(min_length=1)]
    en: Annotated[Line, Field(min_length=1)]

    def said(self, language: Language) -> str:
        """The name in a language."""
        return {"nb": self.nb, "nn": self.nn, "en": self.en}[language]


class Entry(BaseModel):
    """An indicator to begin with.

    Args:
        key: its name in the catalogue.
        name: what is counted.
        parts: the series, see `definition.Definition`.
        formula, unit, decimals, direction: see there.
        find: words by which to find the code in the table, or the table itself where only a
            register is known, for an entry whose code is not known.
        un: the UN targets that it speaks to, such as "11.6"; or goals, such as "11".
        u4ssc: U4SSC's sub-dimension.
        seen: where the table and the code are documented or used.
        note: what one must know before using it; Norwegian.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: Names
    parts: dict[str, Part]
    formula: str = "x"
    unit: str = ""
    decimals: int = 0
    direction: Direction = Direction.UP
    find: Line = ""
    un: Annotated[tuple[str, ...], Field(min_length=1)]
    u4ssc: Line
    seen: Annotated[Line, Field(min_length=1)]
    note: Line = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Entry:
        if self.u4ssc not in {each for subs in U4SSC.values() for each in subs}:
            raise refusal(N_("U4SSC has no sub-dimension “%(name)s”"), name=self.u4ssc)
        self.definition()
        return self

    @property
    def complete(self) -> bool:
        """Whether its code is known, so that it can be fetched as it is."""
        return not self.find

    @property
    def table_known(self) -> bool:
        """Whether its table is known; at FHI it may be the register alone."""
        return all(part.source != "fhi" or "/" in part.table for part in self.parts.values())

    def definition(self, language: Language = DEFAULT) -> Definition:
        """The definition that a planner begins with."""
        return Definition(
            name=self.name.said(language),
            parts=self.parts,
            formula=self.formula,
            unit=self.unit,
            decimals=self.decimals,
            direction=self.direction,
        )


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1]
    indicator: tuple[Entry, ...]


@cache
def catalogue() -> tuple[Entry, ...]:
    """All entries, in the file's order."""
    file = resources.files(__package__).joinpath("indicators.toml")
    return _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))).indicator


def matching(words: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that hold all the words in a name, table, key, UN target or sub-dimension.

    A UN goal ("11") finds all its targets.
    """
    wanted = words.casefold().split()
    return [entry for entry in entries if all(_holds(entry, word) for word in wanted)]


def _holds(entry: Entry, word: str) -> bool:
    if word[0].isdigit():
        tables = [part.table for part in entry.parts.values()]
        goals = [target for target in entry.un if target == word or target.startswith(f"{word}.")]
        return bool(goals) or word in tables
    told = (entry.key, entry.name.nb, entry.name.nn, entry.name.en, entry.u4ssc)
    return any(word in text.casefold() for text in told)
