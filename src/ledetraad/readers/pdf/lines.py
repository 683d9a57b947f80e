"""Words to lines of text, and a line's words to the columns it reaches over."""

from __future__ import annotations

from collections.abc import Iterable

from ledetraad.readers.pdf.pieces import DOUBLE_BLANK, Line, Word
from ledetraad.readers.pdf.settings import PdfSettings

_MOST_BLANKS = 3
"""More characters between two words than this are not blanks alone."""


def group_rows(words: Iterable[Word], settings: PdfSettings) -> list[list[Word]]:
    """Words by the line they stand on, from the top and from the left."""
    rows: list[list[Word]] = []
    in_order = True
    for word in words:
        if rows:
            last = rows[-1][-1]
            if _same_line(last, word, settings):
                in_order = in_order and word.left >= last.left
                rows[-1].append(word)
                continue
            in_order = in_order and word.top >= last.top
        rows.append([word])
    return rows if in_order else _sorted_rows(rows, settings)


def _same_line(first: Word, second: Word, settings: PdfSettings) -> bool:
    apart = abs(first.top + first.bottom - second.top - second.bottom) / 2
    return apart < settings.same_line * min(first.bottom - first.top, second.bottom - second.top)


def _sorted_rows(rows: list[list[Word]], settings: PdfSettings) -> list[list[Word]]:
    words = sorted((word for row in rows for word in row), key=lambda word: word.top + word.bottom)
    merged: list[list[Word]] = []
    for word in words:
        if merged and _same_line(merged[-1][0], word, settings):
            merged[-1].append(word)
        else:
            merged.append([word])
    return [sorted(row, key=lambda word: word.left) for row in merged]


def parted(row: list[Word], settings: PdfSettings) -> list[list[Word]]:
    """The words of a line where wide white space parts them."""
    parts = [[row[0]]]
    for word in row[1:]:
        last = parts[-1][-1]
        if word.left - last.right > settings.column_gap * (last.bottom - last.top):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def as_line(words: list[Word], page: int, size: float = 0.0, *, bold: bool = False) -> Line:
    """Words that stand side by side as a line, the blanks between them as printed."""
    first, last = words[0], words[-1]
    text = first.text
    if last is not first:
        end = first.at + len(text)
        for word in words[1:]:
            text += " " * (word.at - end if 0 <= word.at - end <= _MOST_BLANKS else 1)
            text += word.text
            end = word.at + len(word.text)
    if DOUBLE_BLANK in text:
        text = text.replace(DOUBLE_BLANK, "  ")
    return Line(first.left, first.top, last.right, first.bottom, text, size, bold, page, last.blank)
