"""The rows of a table of a plan → drafts of its elements.

Whatever the order of the columns, a row is read from the highest level down. A cell that is merged
with the one above, or empty, goes on with what is open; one that repeats the words above it does
so too where something stands below it in its own row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledetraad.i18n import N_
from ledetraad.plan.model import Fact, SourcePlace
from ledetraad.plan.wording import excerpt
from ledetraad.readers import notes
from ledetraad.readers.blocks import Cell, Table
from ledetraad.readers.forms.cells import is_ditto, is_empty
from ledetraad.readers.forms.columns import NUMBER, REFERENCE, Column
from ledetraad.readers.forms.draft import Doubt, Draft
from ledetraad.readers.forms.layout import Layout, same_heads
from ledetraad.readers.forms.mapping import IGNORED
from ledetraad.readers.forms.numbers import GUESSED
from ledetraad.readers.forms.sentences import SentenceReader
from ledetraad.readers.forms.words import labelled, labels, level_words, meaning_name, rank


class TableReader:
    """Reads the rows under one row of heads.

    Args:
        table: the table.
        layout: what its columns mean.
        sentences: reads what stands in the cells.
    """

    def __init__(self, table: Table, layout: Layout, sentences: SentenceReader) -> None:
        self._table = table
        self._layout = layout
        self._sentences = sentences
        self._levels = layout.levels
        self._open: dict[int, list[Draft]] = {}
        self._last: str | None = layout.levels[0].meaning if layout.levels else None
        self._asked = False
        self.left: list[Cell] = []
        """The cells that there is no place for."""

    def drafts(self) -> list[Draft]:
        """The drafts of the rows' elements, in order."""
        drafts: list[Draft] = []
        above: Sequence[Cell] | None = None
        heads = self._table.rows[self._layout.heads] if self._layout.heads is not None else None
        band: Cell | None = None
        for row in self._table.rows[self._layout.first : self._layout.last]:
            if heads is not None and same_heads(row, heads):
                above = None
                continue
            over_all = _band(row) or self._labelled_row(row)
            if over_all is not None:
                if over_all is not band:
                    self._leave(band)
                    band, above = over_all, None
                continue
            if band is not None:
                drafts.extend(self._band(band))
                band = None
            drafts.extend(self._row(row, above))
            above = row
        self._leave(band)
        return drafts

    def _labelled_row(self, row: Sequence[Cell]) -> Cell | None:
        """The only cell of a row that has text, where it names a level above the columns'."""
        told = [cell for cell in row if not is_empty(cell.text)]
        said = labelled(told[0].text) if len(told) == 1 and self._levels else None
        if said is None or self._layout.depths is not None:
            return None
        return told[0] if rank()[said.level.key] < rank()[self._levels[0].meaning] else None

    def _leave(self, band: Cell | None) -> None:
        """Put aside a heading in the table that has nothing under it."""
        if band is not None and not is_empty(band.text):
            self.left.append(band)

    def _band(self, cell: Cell) -> list[Draft]:
        """A row of one cell over the whole table: a heading of the level above the columns'."""
        if is_empty(cell.text) or labels(cell.text):
            return []
        said_level = labelled(cell.text)
        if said_level is not None and said_level.rest:
            level, text, number = said_level.level.key, said_level.rest, said_level.number
        else:
            level, text, number = _level_above(self._levels), cell.text, ""
        said = self._sentences.statement(text, level)
        self._open.clear()
        return [
            Draft(
                level=level,
                words=said.words,
                place=cell.place,
                references=said.references,
                facts=said.facts,
                doubts=said.doubts,
                again=level_words()[level].titled,
                confidence=0.8,
                number=number or said.number,
            )
        ]

    def _row(self, row: Sequence[Cell], above: Sequence[Cell] | None) -> list[Draft]:
        drafts: list[Draft] = []
        fresh = [column for column in self._levels if self._is_new(row, above, column)]
        for column in self._levels:
            if column not in fresh:
                higher = any(rank()[one.meaning] < rank()[column.meaning] for one in fresh)
                if higher and not _goes_on(row, above, column):
                    self._open.pop(column.place, None)
                continue
            below = any(rank()[one.meaning] > rank()[column.meaning] for one in fresh)
            new = self._elements(row, column, again=below)
            if new:
                self._open[column.place] = new
                drafts.extend(new)
            else:
                self._open.pop(column.place, None)
        drafts.extend(self._further(row, above, fresh))
        return drafts

    def _is_new(self, row: Sequence[Cell], above: Sequence[Cell] | None, column: Column) -> bool:
        cell = row[column.place]
        if is_empty(cell.text) or is_ditto(cell.text):
            return False
        return above is None or above[column.place] is not cell

    def _elements(self, row: Sequence[Cell], column: Column, *, again: bool) -> list[Draft]:
        """The elements in one cell, with what the row says of them."""
        cell = row[column.place]
        level, text, by_number = column.meaning, cell.text, ""
        depths = self._layout.depths
        if depths is not None:
            by_number, text = depths.split(row)
            by_depth = depths.level(by_number) if by_number else self._last
            if by_depth is None:
                return []
            level = self._last = by_depth
        elements = []
        for said in self._sentences.statements(text, level):
            if not said.words:
                continue
            references, doubts = list(said.references), list(said.doubts)
            facts = list(said.facts)
            number = by_number or said.number
            if depths is not None:
                doubts.extend(self._doubt_of_depth(by_number, words=said.words))
            for other in self._layout.columns:
                more = row[other.place]
                if other.owner != column.place or _is_taken(row, other.place):
                    continue
                if other.meaning == REFERENCE:
                    told = self._sentences.references(more.text, said.words)
                    references.extend(told.references)
                    doubts.extend(told.doubts)
                elif other.meaning == NUMBER:
                    number = by_number or " ".join(more.text.split())
                else:
                    facts.extend(_facts(other, more))
            elements.append(
                Draft(
                    level=level,
                    words=said.words,
                    place=cell.place,
                    references=tuple(references),
                    facts=tuple(facts),
                    doubts=tuple(doubts),
                    again=again or level_words()[level].titled,
                    confidence=column.confidence if depths is None else GUESSED,
                    number=number,
                )
            )
        return elements

    def _doubt_of_depth(self, number: str, *, words: str) -> list[Doubt]:
        """What is unclear about a level that was taken from a number, or from the row above."""
        depths = self._layout.depths
        if not number:
            return [
                Doubt(
                    notes.LEVEL_GUESSED,
                    N_("“%(text)s” has no number; it was given the level of the row above."),
                    {"text": excerpt(words)},
                )
            ]
        if depths is None or depths.sure or self._asked:
            return []
        self._asked = True
        return [
            Doubt(
                notes.LEVELS_GUESSED,
                N_("Nothing says what the levels are; they were taken from the numbers."),
            )
        ]

    def _further(
        self, row: Sequence[Cell], above: Sequence[Cell] | None, fresh: Sequence[Column]
    ) -> list[Draft]:
        """What a row says of elements that began in a row above it."""
        taken = {column.place for column in fresh}
        additions: dict[int, list[Draft]] = {}
        for column in self._layout.columns:
            cell = row[column.place]
            if column.is_level or column.owner is None or column.owner in taken:
                continue
            if _is_taken(row, column.place) or _goes_on(row, above, column):
                continue
            if column.meaning in {IGNORED, NUMBER}:
                continue
            owners = self._open.get(column.owner) or self._deepest_open(fresh)
            if not owners:
                continue
            owner = owners[-1]
            if column.meaning == REFERENCE:
                told = self._sentences.references(cell.text, owner.words)
                more = replace(owner, references=told.references, facts=(), doubts=told.doubts)
            else:
                more = replace(owner, references=(), facts=_facts(column, cell), doubts=())
            if more.references or more.facts:
                additions.setdefault(column.place, []).append(replace(more, again=True, adds=True))
        return [draft for drafts in additions.values() for draft in drafts]

    def _deepest_open(self, fresh: Sequence[Column]) -> list[Draft]:
        for column in reversed(fresh or self._levels):
            if self._open.get(column.place):
                return self._open[column.place]
        return []


def layout_doubts(table: Table, layout: Layout, sure: float) -> list[tuple[Doubt, SourcePlace]]:
    """What is unclear about the meaning of a table's columns."""
    doubts = []
    for column in layout.columns:
        if layout.heads is None:
            break
        told = any(
            not _is_taken(row, column.place) for row in table.rows[layout.first : layout.last]
        )
        if not told or column.meaning == IGNORED:
            continue
        place = table.rows[layout.heads][column.place].place
        head = excerpt(column.head) or "–"
        if column.meaning == "other":
            doubts.append(
                (
                    Doubt(
                        notes.COLUMN_NOT_KNOWN,
                        N_("The column “%(head)s” is none that is known; it was kept as it is."),
                        {"head": head},
                    ),
                    place,
                )
            )
        elif column.confidence < sure and layout.depths is None:
            doubts.append(
                (
                    Doubt(
                        notes.COLUMN_GUESSED,
                        N_("The column “%(head)s” was taken for “%(meaning)s”; is that right?"),
                        {"head": head, "meaning": meaning_name(column.meaning)},
                    ),
                    place,
                )
            )
    return doubts


def _facts(column: Column, cell: Cell) -> tuple[Fact, ...]:
    if column.meaning == IGNORED:
        return ()
    key = column.meaning if column.meaning not in {REFERENCE, NUMBER} else "other"
    value = "; ".join(line.strip() for line in cell.text.split("\n") if line.strip())
    return (Fact(key=key, name=column.head, value=value),)


def _is_taken(row: Sequence[Cell], place: int) -> bool:
    """Whether a cell says nothing of its own: it is empty, or one with the cell before it."""
    return is_empty(row[place].text) or (place > 0 and row[place - 1] is row[place])


def _band(row: Sequence[Cell]) -> Cell | None:
    """The cell that is a whole row, of a table with more than one column."""
    first = row[0]
    whole = len(row) > 1 and all(cell is first for cell in row)
    return first if whole else None


def _goes_on(row: Sequence[Cell], above: Sequence[Cell] | None, column: Column) -> bool:
    return above is not None and above[column.place] is row[column.place]


def _level_above(levels: Sequence[Column]) -> str:
    """The level of a heading over a table's columns: the nearest titled one above them."""
    highest = rank()[levels[0].meaning]
    titled = [key for key, words in level_words().items() if words.titled and rank()[key] < highest]
    if not titled:
        return "theme"
    return titled[0]
