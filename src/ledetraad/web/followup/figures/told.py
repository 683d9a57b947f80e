"""What the sources of a feed said last, as the database keeps it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ledetraad.errors import Phrase, kept_phrase
from ledetraad.statistics.sources.base import Edition

_SAID = "%(said)s"


class Table(BaseModel):
    """One of the tables.

    Args:
        source, table: which.
        title: in words.
        address: where people read it.
        licence: its licence's name or address.
        updated, tag: of the edition.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    table: str
    title: str = ""
    address: str = ""
    licence: str = ""
    updated: datetime | None = None
    tag: str = ""

    @property
    def edition(self) -> Edition:
        """By what one can tell whether it has changed."""
        return Edition(self.updated, self.tag)


class Told(BaseModel):
    """What was said.

    Args:
        tables: by the names in the definition's formula.
        values: what each year's value was, or the mark that stood for it.
        unrevised: the years whose numbers were published before their last check.
        breaks: the years whose numbers are not quite comparable with those before.
        notes: what the sources say that a reader must know.
        must_show: those of the notes that must be shown wherever a value is.
        joints: the changes of municipalities that the values go over, to be said in any language.
        notices: what has changed in the tables, what was joined, and what could not be.
    """

    model_config = ConfigDict(frozen=True)

    tables: dict[str, Table] = Field(default_factory=dict)
    values: dict[str, str] = Field(default_factory=dict)
    unrevised: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    must_show: tuple[str, ...] = ()
    joints: tuple[dict[str, Any], ...] = ()
    notices: tuple[dict[str, Any], ...] = ()

    def said(self) -> list[Phrase]:
        """The notices, to be said in any language."""
        return [kept_phrase(one) for one in self.notices]
