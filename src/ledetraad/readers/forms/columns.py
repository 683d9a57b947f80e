"""What a table's columns mean, by the words of their heads and by what stands in their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ledetraad.readers.blocks import Cell
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.forms.cells import Kind, is_empty, is_outline_number, shares
from ledetraad.readers.forms.mapping import Mapping
from ledetraad.readers.forms.words import EXACT, head_meanings, level_words, rank
from ledetraad.readers.heal import plain

REFERENCE, OTHER, NUMBER = "reference", "other", "number"
SURE = 0.6
"""Below this a meaning is a guess that the reader asks about."""
LEAST = 0.35
"""Below this there is no guess."""
HELD_BY_CONTENT = {REFERENCE: (Kind.REFERENCE, 0.75), "deadline": (Kind.DATE, 0.55)}
"""Meanings that cells may show without a word in the head, and how sure they make it."""
_AMOUNTS = {"cost", "target", "start_value", "lowest_accepted", "not_accepted", "result"}
_MEASURED = _AMOUNTS - {"cost"}
_MOSTLY = 0.6
_GOALS = {"goal", "subgoal", "main_goal"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        place: from 0.
        head: as printed, on one line; empty where it has none.
        meaning: a level's key, `reference`, a fact's key, `other` or `ignored`.
        confidence: how sure that is, from 0 to 1.
        owner: the place of the level's column that its cells speak of; None for a level.
    """

    place: int
    head: str
    meaning: str
    confidence: float
    owner: int | None = None

    @property
    def is_level(self) -> bool:
        """Whether its cells are elements."""
        return self.meaning in rank() and self.owner is None


def read_columns(
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    codes: CodeReader | None = None,
    mapping: Mapping | None = None,
) -> tuple[Column, ...]:
    """The columns of a table, or of a part of one.

    Args:
        heads: each column's head.
        rows: the rows under the heads.
        codes: recognises the document's own codes.
        mapping: what somebody has said of the columns.
    """
    columns = []
    met: Counter[str] = Counter()
    for place, head in enumerate(heads):
        met[plain(head)] += 1
        said = mapping.column(head, met[plain(head)]) if mapping and head else None
        texts = _texts(rows, place)
        if said is not None:
            columns.append(Column(place, head, said, 1.0))
            continue
        meaning, confidence = _best(head, texts, codes)
        columns.append(Column(place, head, meaning, confidence))
    columns = _one_of_each(columns, rows)
    columns = _indicators(columns)
    return owned(columns, rows)


def _texts(rows: Sequence[Sequence[Cell]], place: int) -> list[str]:
    """What a column's cells say, a merged one once."""
    texts = []
    above: Cell | None = None
    for row in rows:
        cell = row[place]
        if cell is not above and cell.columns < len(row):
            texts.append(cell.text)
        above = cell
    return texts


def _best(head: str, texts: Sequence[str], codes: CodeReader | None) -> tuple[str, float]:
    """The likeliest meaning and how sure it is."""
    kinds = shares(texts, codes)
    told = [text for text in texts if not is_empty(text)]
    scores = {
        meaning: certainty * (1 - _contradiction(meaning, kinds, told))
        for meaning, certainty in head_meanings(head).items()
    }
    if "goal" in scores or "main_goal" in scores:  # "Mål 2025" over numbers is a value to reach
        scores["target"] = max(scores.get("target", 0), 0.8 * kinds[Kind.NUMBER])
    for meaning, (kind, most) in HELD_BY_CONTENT.items():
        scores[meaning] = max(scores.get(meaning, 0), most * kinds[kind])
    meaning, confidence = max(scores.items(), key=lambda pair: pair[1])
    return (meaning, confidence) if confidence >= LEAST else (OTHER, EXACT if head else 0.0)


def _contradiction(meaning: str, kinds: dict[Kind, float], told: Sequence[str]) -> float:
    """How much of what stands in the cells speaks against a meaning, from 0 to 1."""
    if meaning in level_words():
        return 0.8 * (kinds[Kind.NUMBER] + kinds[Kind.DATE] + kinds[Kind.REFERENCE])
    if meaning == REFERENCE:
        return 0.6 * (kinds[Kind.SENTENCE] + kinds[Kind.DATE])
    if meaning == NUMBER:
        return 1.0 - sum(map(is_outline_number, told)) / len(told) if told else 0.0
    if meaning == "responsible":
        return 0.6 * (kinds[Kind.NUMBER] + kinds[Kind.DATE] + kinds[Kind.REFERENCE])
    return 0.3 * kinds[Kind.SENTENCE] if meaning in {"deadline", "start"} | _AMOUNTS else 0.0


def _one_of_each(columns: list[Column], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The same columns, of those that claim one level only the surest, or the fullest of equals."""
    best: dict[str, Column] = {}

    def worth(column: Column) -> tuple[float, int]:
        said = sum(len(text) for text in _texts(rows, column.place))
        return (round(column.confidence, 1), said)

    for column in columns:
        held = best.get(column.meaning)
        if column.meaning in rank() and (held is None or worth(column) > worth(held)):
            best[column.meaning] = column
    return [
        column
        if column.meaning not in best or column is best[column.meaning]
        else replace(column, meaning=OTHER, confidence=min(column.confidence, LEAST))
        for column in columns
    ]


def _indicators(columns: list[Column]) -> list[Column]:
    """An indicator is an element where it has values and nothing below a goal stands beside it."""
    meanings = {column.meaning for column in columns}
    element = not meanings & {"strategy", "measure"}
    only = not meanings & (set(rank()) - {"indicator"})
    if element and (only or meanings & _MEASURED):
        return columns
    return [
        replace(column, owner=-1) if column.meaning == "indicator" else column for column in columns
    ]


def owned(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The same columns, each that is no level with the level that it speaks of."""
    levels = [column for column in columns if column.is_level]
    if not levels:
        return tuple(columns)
    deepest = max(levels, key=lambda column: rank()[column.meaning])
    first_level = min(column.place for column in levels)
    before = any(one.meaning == REFERENCE and one.place < first_level for one in columns)
    begins = {
        column.place: (_begins(rows, column.place, same=False), _begins(rows, column.place))
        for column in columns
    }
    paired = _in_pairs(columns, levels)
    told = []
    for column in columns:
        if column.is_level:
            told.append(column)
            continue
        if column.place in paired:
            told.append(replace(column, owner=paired[column.place]))
            continue
        by_agreement = {
            level.place: max(
                _agreement(begun, begins[level.place][level is not deepest])
                for begun in begins[column.place]
            )
            for level in levels
            if level is deepest or _covers(begins[column.place][0], begins[level.place][1])
        }
        most = max(by_agreement.values())
        equal = [level for level in levels if by_agreement.get(level.place, 0) >= most - 0.05]
        equal = [one for one in equal if not _parts(rows, column.place, one.place)] or equal
        owner = _nearest(column, equal, deepest, before=before)
        told.append(replace(column, owner=owner.place))
    return tuple(told)


def _in_pairs(columns: Sequence[Column], levels: Sequence[Column]) -> dict[int, int]:
    """The level's place of each column of references, where every level has one on one side."""
    references = [column.place for column in columns if column.meaning == REFERENCE]
    places = sorted(level.place for level in levels)
    both = sorted([*references, *places])
    if len(references) == len(places) and references in (both[::2], both[1::2]):
        return dict(zip(references, places, strict=True))
    return {}


def _nearest(column: Column, equal: Sequence[Column], deepest: Column, *, before: bool) -> Column:
    """Of levels that a column may speak of equally well, the one that it stands by."""
    right = [level for level in equal if level.place > column.place]
    left = [level for level in equal if level.place < column.place]
    if column.meaning in {REFERENCE, NUMBER}:
        if right and (before or column.meaning == NUMBER):
            return min(right, key=lambda level: level.place)
        if left and right:
            return max(left, key=lambda level: level.place)
    if deepest in equal:
        return deepest
    return max(equal, key=lambda level: rank()[level.meaning])


def _begins(rows: Sequence[Sequence[Cell]], place: int, *, same: bool = True) -> list[bool]:
    """For each row whether something new begins in a column.

    Args:
        same: whether a cell that repeats the one above it goes on.
    """
    begun = []
    above: Cell | None = None
    for row in rows:
        cell = row[place]
        goes_on = cell is above or (same and above is not None and cell.text == above.text)
        begun.append(not goes_on and not is_empty(cell.text))
        above = cell if not is_empty(cell.text) or above is None else above
    return begun


def _parts(rows: Sequence[Sequence[Cell]], place: int, level: int) -> bool:
    """Whether a column says something more within one merged cell of a level."""
    return any(
        row[level] is above[level] and row[place] is not above[place] and row[place].text.strip()
        for above, row in pairwise(rows)
    )


def _covers(begun: Sequence[bool], level: Sequence[bool]) -> bool:
    """Whether a column says something of most of a level's elements, and not just of a few."""
    both = sum(a and b for a, b in zip(begun, level, strict=True))
    return both >= _MOSTLY * sum(level)


def _agreement(one: Sequence[bool], other: Sequence[bool]) -> float:
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one else 1.0
