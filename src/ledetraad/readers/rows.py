"""From lines to rows: a reference cell and a statement each, with the traces of empty cells.

A row begins where a code stands at a line's start. That the row is a subgoal shows in the empty
cells after it (a line of nothing but blanks, or many blanks at the end), that it is a strategy in
the empty cells before it (an indent).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ledetraad.plan.model import CodeDefinition, Reference
from ledetraad.readers.codes import CodeReader, Codes, known_number, whole
from ledetraad.readers.heal import sentences_end
from ledetraad.readers.lines import Line

CELL = 2
"""The fewest columns of white space that stand for an empty cell."""
TRAILING_CELLS = 4
"""The fewest blanks after a line's end that stand for the empty cells of its row."""


@dataclass(slots=True)
class Row:
    """One row as it was read.

    Args:
        line: the line it starts on.
        references: in the order printed.
        text: the statement's lines.
        cells_after: whether empty cells follow the statement.
        undeclared: whether a code is one that the legend doesn't have.
        without_code: whether it was taken for a row without any code.
        loose: lines that may be a row of their own.
    """

    line: Line
    references: list[Reference] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    cells_after: bool = False
    undeclared: bool = False
    without_code: bool = False
    loose: list[Line] = field(default_factory=list)
    prefix: CodeDefinition | None = None
    waiting: bool = False

    @property
    def indent(self) -> int:
        """The columns before its first word."""
        return self.line.indent

    def add(self, codes: Codes) -> None:
        """Take in codes from one more line of the reference cell."""
        self.references.extend(codes.references)
        self.prefix, self.waiting = codes.prefix, codes.waiting
        self.undeclared |= codes.undeclared

    def close(self) -> None:
        """End the reference cell: a prefix that still waits for its number stands alone."""
        if self.waiting and self.prefix is not None:
            self.references.append(whole(self.prefix))
        self.waiting = False

    @property
    def finished(self) -> bool:
        """Whether the statement so far ends as a sentence."""
        return bool(self.text) and sentences_end(self.text[-1].text)


class RowReader:
    """Parts a segment's lines into rows.

    Args:
        codes: recognises the document's codes.
        base: the indent of the rows that have no empty cells before them.
    """

    def __init__(self, codes: CodeReader, base: int = 0) -> None:
        self._codes = codes
        self._base = base

    def rows(self, lines: Sequence[Line]) -> list[Row]:
        """The rows of a segment, in order; no line with text is left out of them."""
        rows: list[Row] = []
        row: Row | None = None
        blank_since = True
        for place, line in enumerate(lines):
            if line.blank:
                blank_since = True
                if row is not None and row.text and line.indent >= CELL:
                    row.cells_after = True
                continue
            row, taken = self._take(lines, place, row, blank_since)
            if taken:
                rows.append(row)
            if row.text and row.text[-1].number == line.number and line.trailing >= TRAILING_CELLS:
                row.cells_after = True
            blank_since = False
        for finished in rows:
            finished.close()
        return rows

    def _take(
        self, lines: Sequence[Line], place: int, row: Row | None, blank_since: bool
    ) -> tuple[Row, bool]:
        """Put one line where it belongs; returns its row and whether that row is new."""
        line = lines[place]
        parted = blank_since or line.page_start
        if row is not None and not row.text:
            codes = self._more_codes(lines, place, row, parted)
            if codes is None:
                row.close()
                row.text.append(line)
                return row, False
            if not self._empty_row_ended(row, line, parted):
                return self._into(row, line, codes), False
        codes = self._row_start(lines, place, row, parted)
        if codes is not None:
            return self._into(Row(line), line, codes), True
        if row is None or self._starts_without_code(lines, place, row, parted):
            return Row(line, text=[line], without_code=True), True
        if blank_since and (row.finished or line.text[0].isupper()):
            row.loose.append(line)
        row.text.append(line)
        return row, False

    def _more_codes(
        self, lines: Sequence[Line], place: int, row: Row, parted: bool
    ) -> Codes | None:
        """The codes on one more line of a row that has no statement yet."""
        text = lines[place].text
        codes = self._codes.at_start(text, prefix=row.prefix, waiting=row.waiting)
        if codes is None:
            row.close()
            return self._undeclared(lines, place)
        begins_statement = codes.bare and codes.rest and parted and not row.waiting
        return None if begins_statement else codes

    def _into(self, row: Row, line: Line, codes: Codes) -> Row:
        row.add(codes)
        if codes.rest:
            row.close()
            row.text.append(_with_text(line, codes.rest))
        return row

    def _indented(self, line: Line) -> bool:
        return line.indent >= self._base + CELL

    def _empty_row_ended(self, row: Row, line: Line, parted: bool) -> bool:
        """Whether codes after blanks begin a new row, the one before having no statement."""
        return parted and self._indented(line) and bool(row.references)

    def _row_start(
        self, lines: Sequence[Line], place: int, row: Row | None, parted: bool
    ) -> Codes | None:
        line = lines[place]
        boundary = row is None or parted or self._indented(line) or row.finished
        codes = self._codes.at_start(line.text)
        if codes is not None:
            return codes if boundary or not codes.rest or codes.rest[0].isupper() else None
        return self._undeclared(lines, place) if boundary else None

    def _undeclared(self, lines: Sequence[Line], place: int) -> Codes | None:
        """A word in capitals is a code only with a goal's or target's number right after it."""
        codes = self._codes.at_start(lines[place].text, undeclared=True)
        if codes is None or not codes.undeclared:
            return None
        following = codes
        if codes.waiting:
            if codes.rest or place + 1 >= len(lines):
                return None
            more = self._codes.at_start(lines[place + 1].text, prefix=codes.prefix)
            if more is None or more.rest:
                return None
            following = more
        known = any(known_number(reference.code) for reference in following.references)
        return codes if known else None

    def _starts_without_code(
        self, lines: Sequence[Line], place: int, row: Row, parted: bool
    ) -> bool:
        """A paragraph in a column of its own after a finished statement, but with no code."""
        line = lines[place]
        if not (parted and row.finished and line.text[0].isupper()):
            return False
        return self._indented(line) or self._cells_follow(lines, place)

    def _cells_follow(self, lines: Sequence[Line], place: int) -> bool:
        while place < len(lines) and not lines[place].blank:
            if lines[place].trailing >= TRAILING_CELLS:
                return True
            place += 1
        while place < len(lines) and lines[place].blank:
            if lines[place].indent >= CELL:
                return True
            place += 1
        return False


def _with_text(line: Line, text: str) -> Line:
    return replace(line, text=text)
