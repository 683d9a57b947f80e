"""Tables with a number before each row and one column of text: 1, 1.1, 1.1.1 say the levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ledetraad.readers.blocks import Cell
from ledetraad.readers.forms.cells import is_empty
from ledetraad.readers.forms.columns import NUMBER, OTHER, REFERENCE, Column, owned
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.numbers import GUESSED, Numbered, levels_by_depth
from ledetraad.readers.forms.words import labels, level_words, rank

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3}){0,5}[.)]?")
_OPENING = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,5})[.)]?\s+(?=[^\W\d_«“\"])")
_MOSTLY = 0.8
_NEARLY_ALL = 0.9
_FEWEST_ROWS = 3
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Depths:
    """How the rows of a table get their levels from their numbers.

    Args:
        text: the place of the column of text.
        number: the place of the column of numbers; None where they stand before the text.
        levels: each depth, from 1, with its level.
        sure: whether the table itself names the levels.
    """

    text: int
    number: int | None
    levels: tuple[tuple[int, str], ...]
    sure: bool

    def split(self, row: Sequence[Cell]) -> tuple[str, str]:
        """A row's number, in plain form, and its text."""
        text = row[self.text].text
        if self.number is not None:
            return _plain(row[self.number].text), text
        opening = _OPENING.match(text)
        return (opening[1], text[opening.end() :]) if opening else ("", text)

    def level(self, number: str) -> str | None:
        """The level of a number's depth; None where it has none."""
        return dict(self.levels).get(number.count(".") + 1) if number else None


def depths_of(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], mapping: Mapping | None = None
) -> Depths | None:
    """How a table's rows get their levels from their numbers; None where they don't.

    Args:
        columns: as they were understood without regard to this.
        rows: the rows under the heads.
        mapping: what somebody has said of the document.
    """
    text = _text_column(columns, rows)
    if text is None:
        return None
    before = [one for one in columns if one.place < text.place and one.meaning != REFERENCE]
    for place in [*sorted((one.place for one in before), reverse=True), None]:
        depths = Depths(text.place, place, (), sure=False)
        told = [(number, words) for number, words in map(depths.split, _once(rows)) if words]
        if not _is_outline(told):
            continue
        numbered = [Numbered(number, words) for number, words in told if number]
        if not text.is_level and not _are_statements(numbered):
            continue
        levels = levels_by_depth(numbered, mapping or Mapping())
        named = _named(text.head, sorted(levels), numbered)
        by_mapping = mapping is not None and all(mapping.number(depth) for depth in levels)
        return replace(
            depths, levels=tuple((named or levels).items()), sure=bool(named) or by_mapping
        )
    return None


def with_text_column(
    columns: Sequence[Column], depths: Depths, rows: Sequence[Sequence[Cell]]
) -> tuple[Column, ...]:
    """The columns, that of the text one of elements whatever its head says."""
    if columns[depths.text].is_level:
        return tuple(columns)
    level = dict(depths.levels)[max(dict(depths.levels))]
    told = [
        replace(column, meaning=level, confidence=GUESSED, owner=None)
        if column.place == depths.text
        else replace(column, meaning=NUMBER, owner=None)
        if column.place == depths.number
        else column
        for column in columns
    ]
    return owned(told, rows)


def first_numbered(rows: Sequence[Sequence[Cell]], within: int) -> int | None:
    """The first row that has a number in some column but its last; None where none has."""
    for place, row in enumerate(rows[: within + 1]):
        told = [cell for cell in row[:-1] if not is_empty(cell.text)]
        numbered = any(_NUMBER.fullmatch(cell.text.strip()) for cell in told)
        if numbered or (len(row) == 1 and _OPENING.match(row[0].text)):
            return place
    return None


def _once(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """The rows that are no band of one cell over all columns."""
    return [row for row in rows if len(row) == 1 or any(cell is not row[0] for cell in row)]


def _text_column(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Column | None:
    """The only column of statements; else, where none is one, the fullest of unknown meaning."""
    levels = [column for column in columns if column.is_level]
    if levels:
        alone = len(levels) == 1 and not level_words()[levels[0].meaning].titled
        return levels[0] if alone else None

    def size(column: Column) -> int:
        return sum(len(row[column.place].text) for row in _once(rows))

    fullest = max(columns, key=size, default=None)
    unknown = fullest is not None and fullest.meaning in {OTHER, "comment"}
    return fullest if unknown else None


def _plain(number: str) -> str:
    stripped = number.strip()
    return stripped.rstrip(".)").replace(",", ".") if _NUMBER.fullmatch(stripped) else ""


def _is_outline(told: Sequence[tuple[str, str]]) -> bool:
    """Whether most rows have a number, and these go on as an outline's do, in several depths."""
    numbers = [tuple(map(int, number.split("."))) for number, _ in told if number]
    known = set(numbers)
    if len(numbers) < max(_FEWEST_ROWS, _MOSTLY * len(told)):
        return False
    top = min(map(len, numbers))
    below = [number for number in numbers if len(number) > top]
    under = sum(number[:-1] in known for number in below)
    onwards = sum(one <= other for one, other in pairwise(numbers))
    return (
        bool(below)
        and under >= _MOSTLY * len(below)
        and onwards >= _NEARLY_ALL * (len(numbers) - 1)
    )


def _are_statements(parts: Sequence[Numbered]) -> bool:
    """Whether most of the deepest texts say something, unlike a list of contents or accounts."""
    deepest = max(part.depth for part in parts)
    texts = [part.text for part in parts if part.depth == deepest]
    return 2 * sum(len(text.split()) >= _FEWEST_WORDS for text in texts) >= len(texts)


def _named(head: str, depths: Sequence[int], parts: Sequence[Numbered]) -> dict[int, str]:
    """The levels that the column's own head names, if they are as many as the depths."""
    named = [one.key for one in labels(head)]
    titled = all(part.is_title for part in parts if part.depth == depths[0])
    if titled and len(named) == len(depths) - 1 and rank()[named[0]] > rank()["theme"]:
        named = ["theme", *named]
    return dict(zip(depths, named, strict=True)) if len(named) == len(depths) else {}
