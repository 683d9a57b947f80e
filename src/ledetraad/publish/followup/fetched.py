"""Numbers that were fetched from published statistics, as they are kept and as they are published.

A year without a number keeps the mark that stood for it, so that it can be told what it means.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.errors import Phrase, kept_phrase
from ledetraad.statistics.marks import Mark
from ledetraad.statistics.series import Point, Series


class Table(BaseModel):
    """A table that numbers come from.

    Args:
        source, table: which.
        title: in words.
        address: where people read it.
        licence: its licence's name or address.
        updated: when it was last changed.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    table: str
    title: str = ""
    address: str = ""
    licence: str = ""
    updated: datetime | None = None


class Numbers(BaseModel):
    """The numbers of a region.

    Args:
        values: what each year's value was, or the mark that stood for it.
        unrevised: the years whose numbers were published before their last check.
        breaks: the years whose numbers are not quite comparable with those before.
    """

    model_config = ConfigDict(frozen=True)

    values: dict[str, str] = Field(default_factory=dict)
    unrevised: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()

    @classmethod
    def of(cls, series: Series) -> Numbers:
        """A series as it is kept."""
        return cls(
            values={str(point.year): written(point) for point in series.points},
            unrevised=tuple(point.year for point in series.points if point.unrevised),
            breaks=tuple(point.year for point in series.points if point.break_before),
        )

    def series(self, unit: str = "") -> Series:
        """The series."""
        years = sorted(map(int, self.values))
        return Series(tuple(_point(year, self.values[str(year)], self) for year in years), unit)


class Peer(Numbers):
    """The numbers of somebody whom the municipality is compared with.

    Args:
        region: its code in the table.
        name: what the table calls it.
    """

    region: str
    name: str


class Noticed(BaseModel):
    """What has happened to numbers on their way from their tables.

    Args:
        joints: the changes of municipalities that the values go over.
        notices: what else: what has changed in the tables, and what could not be joined. What was
            kept by earlier versions has the changes of municipalities here, too.
    """

    model_config = ConfigDict(frozen=True)

    joints: tuple[dict[str, Any], ...] = ()
    notices: tuple[dict[str, Any], ...] = ()

    def said(self) -> list[Phrase]:
        """All of it, each once, to be said in any language."""
        others = [one for one in self.notices if one not in self.joints]
        return [kept_phrase(one) for one in (*self.joints, *others)]

    def joined(self) -> list[Phrase]:
        """The changes of municipalities alone."""
        return [kept_phrase(one) for one in self.joints]


class Fetched(Noticed):
    """What the sources say of an indicator's values beside the values themselves.

    Args:
        tables: where they come from.
        unrevised: the years whose numbers were published before their last check.
        breaks: the years whose numbers are not quite comparable with those before.
        notes: what the sources say that a reader must know.
        must_show: those of the notes that must be shown wherever a value is.
        joints, notices: see `Noticed`.
        peers: those whom the municipality is compared with.
        per: what their counts are divided by to be compared, in words; empty for nothing.
        divisors: the numbers of that by region, the municipality's own under "".
    """

    tables: tuple[Table, ...] = ()
    unrevised: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    must_show: tuple[str, ...] = ()
    peers: tuple[Peer, ...] = ()
    per: str = ""
    divisors: dict[str, Numbers] = Field(default_factory=dict)


def written(point: Point) -> str:
    """A year's value as it is kept, or the mark that stands for it."""
    if point.value is None:
        return str(point.mark or Mark.NOT_AVAILABLE)
    return repr(round(point.value, 8))


def _point(year: int, said: str, numbers: Numbers) -> Point:
    marked = said in set(Mark)
    return Point(
        year,
        None if marked else float(said),
        Mark(said) if marked else None,
        break_before=year in numbers.breaks,
        unrevised=year in numbers.unrevised,
    )
