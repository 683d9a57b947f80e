"""What was decided about a document's form, so that it can be told instead of guessed.

A mapping is kept as TOML beside a document and used again for next year's of the same shape.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from ledetraad.errors import UnreadableDocument, UnwritableOutput, reason
from ledetraad.i18n import N_
from ledetraad.plan.model import Identifier, Level
from ledetraad.readers.forms.words import rank
from ledetraad.readers.heal import plain
from ledetraad.validation import first_fault, refusal

FormName = Literal["", "labels", "numbers", "bullets"]
IGNORED = "ignored"
"""The meaning of a column that is to be left out."""
Confidence = Annotated[float, Field(ge=0, le=1)]


def _known(level: str) -> str:
    if level not in rank() and level != IGNORED:
        raise refusal(
            N_("“%(level)s” is none of: %(levels)s"),
            level=level,
            levels=", ".join([*rank(), IGNORED]),
        )
    return level


LevelKey = Annotated[str, AfterValidator(_known)]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnMapping(_Told):
    """What a column means.

    Args:
        head: its head, as the document prints it.
        meaning: a level's key, `reference`, a fact's key, `other` or `ignored`.
        confidence: how sure the guess is; 1 where somebody has said it.
        nth: which one it is, from 1, of a table's columns with this head; none for all of them.
    """

    head: str
    meaning: Identifier
    confidence: Confidence = 1.0
    nth: int | None = Field(default=None, ge=1, le=100)


class DepthMapping(_Told):
    """Which level headings, or numbers of outline, of one depth have.

    Args:
        depth: from 1.
        level: a level's key, or `ignored`.
        confidence: how sure the guess is.
    """

    depth: int = Field(ge=1, le=12)
    level: LevelKey
    confidence: Confidence = 1.0


class LabelMapping(_Told):
    """Which level stands under a heading with certain words.

    Args:
        text: the heading's.
        level: a level's key, or `ignored`.
        confidence: how sure the guess is.
        below: the levels of what stands under those, where it announces more than one.
    """

    text: str = Field(min_length=1)
    level: LevelKey
    confidence: Confidence = 1.0
    below: tuple[LevelKey, ...] = ()

    @model_validator(mode="after")
    def _downwards(self) -> LabelMapping:
        ranks = [rank()[level] for level in (self.level, *self.below) if level != IGNORED]
        if self.below and (len(ranks) <= len(self.below) or ranks != sorted(set(ranks))):
            raise refusal(N_("the levels have to stand from the highest to the lowest"))
        return self


class Mapping(_Told):
    """How a document's parts become a plan's.

    Args:
        form: how the parts outside tables are told: by `labels`, `numbers` or `bullets`; empty to
            let the reader choose.
        columns: what the tables' columns mean, by their heads.
        headings: which level plain headings have, by depth.
        numbers: which level numbered parts have, by depth.
        labels: headings that announce a level.
        levels: the plan's levels with their names; empty for the document's own.
    """

    form: FormName = ""
    columns: tuple[ColumnMapping, ...] = ()
    headings: tuple[DepthMapping, ...] = ()
    numbers: tuple[DepthMapping, ...] = ()
    labels: tuple[LabelMapping, ...] = ()
    levels: tuple[Level, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Mapping:
        ranks = [rank()[_known(level.key)] for level in self.levels if level.key != IGNORED]
        if len(ranks) != len(self.levels) or ranks != sorted(set(ranks)):
            raise refusal(N_("the levels have to stand from the highest to the lowest"))
        return self

    def column(self, head: str, nth: int = 1) -> str | None:
        """What a column with this head is said to mean.

        Args:
            head: as printed.
            nth: which one it is, from 1, of a table's columns with this head.
        """
        wanted = plain(head)
        said = [one for one in self.columns if plain(one.head) == wanted]
        by_place = [one.meaning for one in said if one.nth == nth]
        by_head = [one.meaning for one in said if one.nth is None]
        return next(iter([*by_place, *by_head]), None)

    def heading(self, depth: int) -> str | None:
        """The level that headings of a depth are said to have."""
        return next((one.level for one in self.headings if one.depth == depth), None)

    def number(self, depth: int) -> str | None:
        """The level that numbers of a depth are said to have."""
        return next((one.level for one in self.numbers if one.depth == depth), None)

    def label(self, text: str) -> str | None:
        """The level, or the highest, that a heading with these words is said to announce."""
        return next(iter(self.label_levels(text)), None)

    def label_levels(self, text: str) -> tuple[str, ...]:
        """The levels that a heading with these words is said to announce, the highest first."""
        wanted = plain(text)
        said = ((one.level, *one.below) for one in self.labels if plain(one.text) == wanted)
        return next(said, ())


def load_mapping(text: str, *, where: str) -> Mapping:
    """A mapping from TOML.

    Raises:
        UnreadableDocument: not TOML, or not a mapping; names the field.
    """
    try:
        return Mapping.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDocument(
            N_("This is not TOML: %(reason)s."),
            where=where,
            remedy=N_("Write a new one with `ledetraad map FILE`, or mend that line."),
            reason=str(error),
        ) from None
    except ValidationError as error:
        place, why = first_fault(error)
        raise UnreadableDocument(
            N_("This is not a mapping: %(place)s: %(reason)s."),
            where=where,
            remedy=N_("`ledetraad map FILE` writes a mapping to begin with."),
            place=place,
            reason=why,
        ) from None


def read_mapping(path: Path) -> Mapping:
    """A mapping from a file.

    Raises:
        UnreadableDocument: no such file, not TOML, or not a mapping.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableDocument(
            N_("The file can't be opened: %(reason)s."),
            where=str(path),
            remedy=N_("See that the name is right and that you may read the file."),
            reason=reason(error) if isinstance(error, OSError) else str(error),
        ) from None
    return load_mapping(text, where=str(path))


def write_mapping(mapping: Mapping, path: Path) -> None:
    """Write a mapping to a file.

    Raises:
        UnwritableOutput: the file can't be written.
    """
    try:
        path.write_text(dump_mapping(mapping), encoding="utf-8")
    except OSError as error:
        raise UnwritableOutput(
            N_("The file can't be written: %(reason)s."), where=str(path), reason=reason(error)
        ) from None


def dump_mapping(mapping: Mapping) -> str:
    """A mapping as TOML that a person can edit."""
    parts = [f"form = {_quoted(mapping.form)}\n"]
    for name in ("columns", "headings", "numbers", "labels", "levels"):
        for entry in getattr(mapping, name):
            fields = entry.model_dump()
            told = {key: value for key, value in fields.items() if value not in {None, ()}}
            lines = [f"{key} = {_value(value)}" for key, value in told.items()]
            parts.append(f"[[{name}]]\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    safe = "".join(
        letter if letter >= " " and letter != "\x7f" else f"\\u{ord(letter):04x}"
        for letter in escaped
    )
    return f'"{safe}"'
