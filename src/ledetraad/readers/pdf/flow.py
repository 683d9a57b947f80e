"""Lines of text that stand under one another to paragraphs.

A line that ends well before its column does, where the next line's first word had had room, ends a
paragraph; so does wide white space below it, or a list's mark after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, zip_longest
from statistics import median

from ledetraad.readers.heal import sentences_end
from ledetraad.readers.lines import SOFT_HYPHEN
from ledetraad.readers.pdf.pieces import Line
from ledetraad.readers.pdf.settings import PdfSettings
from ledetraad.readers.vocabulary import vocabulary

BULLETS = "•·▪◦●○‣■□➢➤✓\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_MARK = re.compile(
    rf"(?P<mark>[{BULLETS}]|[-–—o*](?=\s)|\(?\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}[.)](?=\s)|"
    r"\(?[a-z]\)(?=\s)|\d{1,2}(?:\.\d{1,2}){0,4}(?=\s+[A-ZÆØÅ]))\s*(?=\S)"
)
_LONGEST_ENDING = 3
"""What is longer than this is the rest of a word only if it is not met as a word itself."""
_CLOSING = ".,;:)"
_AFTER_LETTER = (")", " ")
_LETTER = 0.5
"""A letter's width as a part of its height, about, where a word's own width is not known."""
_BLANK = 0.25


def mark_of(text: str) -> str:
    """The list's mark that a line begins with; empty where it begins with none."""
    if text[0].isalpha() and text[1:2] not in _AFTER_LETTER:
        return ""
    found = _MARK.match(text)
    return found["mark"] if found else ""


def without_mark(text: str) -> str:
    """A line without the list's mark that it begins with."""
    found = _MARK.match(text)
    return text[found.end() :] if found else text


def paragraphs(lines: list[Line], right: float, settings: PdfSettings) -> list[list[Line]]:
    """The lines of one column, parted into paragraphs.

    Args:
        lines: from the top.
        right: where the column's text ends.
        settings: tolerances.
    """
    if len(lines) < 2:  # noqa: PLR2004
        return [lines] if lines else []
    pitch = usual_pitch(lines)
    parts = [[lines[0]]]
    marked = mark_of(lines[0].text)
    for above, line in pairwise(lines):
        back = marked and not above.blank and line.left <= parts[-1][0].left + 1
        if back or _parts(above, line, right, pitch, settings):
            parts.append([line])
            marked = mark_of(line.text)
        else:
            parts[-1].append(line)
    return parts


def usual_pitch(lines: list[Line]) -> float:
    """The usual distance from a line to the next."""
    steps = [below.top - above.top for above, below in pairwise(lines)]
    steps = [step for step in steps if step > 0]
    if not steps:
        return lines[0].height if lines else 1.0
    return min(median(steps), 2 * min(steps))


def _parts(above: Line, line: Line, right: float, pitch: float, settings: PdfSettings) -> bool:
    """Whether a paragraph ends between two lines."""
    same_page = line.page == above.page and line.top > above.top
    if same_page and line.top - above.top > settings.paragraph_gap * max(pitch, above.height):
        return True
    if (above.size, above.bold) != (line.size, line.bold) and abs(above.size - line.size) > 1:
        return True
    if mark_of(line.text):
        return True
    if above.blank and not sentences_end(above.text):
        return False
    if line.text[0].islower() or line.text[0] in _CLOSING or above.text.endswith(("-", "\u00ad")):
        return False
    word = line.text.split(" ", 1)[0]
    wide = (line.right - line.left) * len(word) / max(len(line.text), 1)
    return above.right + wide + _BLANK * above.height + above.height * _LETTER < right


class Mender:
    """Marks words that were broken without a hyphen, being too long for their column.

    Such a part stands alone on its line, without the blank that lines otherwise end in, and what
    the next line begins with is most often no word of its own.

    Args:
        lines: of the whole document.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        counts = Counter(line.blank for line in lines)
        self._blanks = counts[True] > counts[False] / 3
        self.joined: dict[str, tuple[str, str]] = {}
        """Words put together that stand nowhere else, though one of their parts does."""

    def texts(self, lines: list[Line]) -> list[str]:
        """The texts of a paragraph's lines, a soft hyphen where a word goes on."""
        return [
            line.text + SOFT_HYPHEN
            if below is not None and self._goes_on(line, below)
            else line.text
            for line, below in zip_longest(lines, lines[1:])
        ]

    def _goes_on(self, line: Line, below: Line) -> bool:
        if not self._blanks or line.blank or not line.text[-1].isalnum():
            return False
        if below.text[0] in _CLOSING:
            return True
        if " " in line.text or not (line.text[-1].islower() and below.text[0].islower()):
            return False
        rest = below.text.split(" ", 1)[0].rstrip(_CLOSING)
        if rest in vocabulary().suspended_before:
            return False
        goes_on = len(rest) <= _LONGEST_ENDING or rest not in self._words
        whole = f"{line.text}{rest}"
        if goes_on and whole not in self._words and not self._words.isdisjoint({line.text, rest}):
            self.joined[whole] = (line.text, rest)
        return goes_on

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words that do not begin a line."""
        return frozenset(word for line in self._lines for word in line.text.split(" ")[1:])
