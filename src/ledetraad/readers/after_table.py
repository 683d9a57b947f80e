"""Where the last theme's table ends, and something else begins: an appendix, sources, notes."""

from __future__ import annotations

from collections.abc import Sequence

from ledetraad.readers.codes import CodeReader
from ledetraad.readers.heal import plain, sentences_end
from ledetraad.readers.lines import Line
from ledetraad.readers.rows import CELL, TRAILING_CELLS
from ledetraad.readers.vocabulary import vocabulary

_LONGEST_HEADING = 90
_MOST_HEADING_LINES = 2


def split_after(
    lines: Sequence[Line], codes: CodeReader, base: int
) -> tuple[list[Line], list[Line]]:
    """Part the lines of the last table from what stands after it.

    What stands after it begins with a heading: a short paragraph without a code, without the
    traces of empty cells and without a full stop, after a finished statement and before more text;
    or one that opens with a word such as "Vedlegg". No row with a code comes after it.

    Args:
        lines: those of the last section.
        codes: recognises the document's codes.
        base: the indent of the rows that have no empty cells before them.

    Returns:
        The table's lines, and the others; of these there may be none.
    """
    last_row = max(
        (place for place, line in enumerate(lines) if _starts_row(lines, place, line, codes)),
        default=None,
    )
    if last_row is None:
        return list(lines), []
    for place in range(last_row + 1, len(lines)):
        if _begins(lines, place, base) and _is_heading(lines, place):
            return list(lines[:place]), list(lines[place:])
    return list(lines), []


def _starts_row(lines: Sequence[Line], place: int, line: Line, codes: CodeReader) -> bool:
    if line.blank:
        return False
    found = codes.at_start(line.text)
    if found is None:
        return False
    parted = place == 0 or lines[place - 1].blank or line.page_start
    return parted or not found.rest[:1].islower()


def _begins(lines: Sequence[Line], place: int, base: int) -> bool:
    """Whether a paragraph begins here that is no cell, and the one before it is finished."""
    line = lines[place]
    if line.blank or line.indent >= base + CELL or not line.text[0].isupper():
        return False
    if not (lines[place - 1].blank or line.page_start):
        return False
    before = place - 1
    while before >= 0 and lines[before].blank:
        before -= 1
    return before >= 0 and sentences_end(lines[before].text)


def _is_heading(lines: Sequence[Line], place: int) -> bool:
    end = place
    while end < len(lines) and not lines[end].blank and (end == place or not lines[end].page_start):
        end += 1
    paragraph = lines[place:end]
    opening = plain(paragraph[0].text).split(" ")[0].strip(".,")
    if opening in vocabulary().appendix:
        return True
    after = end
    while after < len(lines) and lines[after].blank:
        after += 1
    return (
        after < len(lines)
        and len(paragraph) <= _MOST_HEADING_LINES
        and sum(len(line.text) for line in paragraph) <= _LONGEST_HEADING
        and not sentences_end(paragraph[-1].text)
        and not any(line.trailing >= TRAILING_CELLS for line in paragraph)
        and not _cells_follow(lines, end)
    )


def _cells_follow(lines: Sequence[Line], place: int) -> bool:
    """Whether a line of nothing but blanks stands for the empty cells of a row."""
    while place < len(lines) and lines[place].blank:
        if lines[place].indent >= CELL:
            return True
        place += 1
    return False
