"""Joining the lines of a cell into one sentence, with nothing lost and nothing added.

A hyphen at a line's end is the typesetter's when the word goes on in lower case and the document
does not write it with a hyphen elsewhere; it is the word's own after an abbreviation or a figure,
before a capital, and before "og" or "eller" (areal- og transport).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ledetraad.readers.lines import SOFT_HYPHEN
from ledetraad.readers.vocabulary import vocabulary

_HYPHENS = "-\u2010"
_LONGEST_WORD = 80
_LAST_PART = re.compile(r"\w+$")
_FIRST_PART = re.compile(r"\w{1,80}")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")


class Healer:
    """Joins lines by what the whole document shows of its own spelling.

    Args:
        text: the whole document, where words may be met again unbroken.
    """

    def __init__(self, text: str) -> None:
        self._known: frozenset[str] | None = None
        self._text = text
        self.doubtful: list[str] = []
        self.parts: list[tuple[str, str, str]] = []
        """Every doubtful word so far, with what stood before its hyphen and after."""

    def join(self, lines: Iterable[str]) -> str:
        """One line of text from several.

        Words whose hyphen could be either are healed and added to `doubtful`.
        """
        pieces: list[str] = []
        for raw in lines:
            line = raw.strip()
            if not line:
                continue
            if pieces:
                pieces[-1], between = self._meet(pieces[-1], line)
                pieces.append(between)
            pieces.append(line)
        return "".join(pieces).replace(SOFT_HYPHEN, "")

    def _meet(self, first: str, second: str) -> tuple[str, str]:
        """The first of two lines as it stands once they are one, and what goes between them."""
        if first.endswith(SOFT_HYPHEN):
            return first[:-1], ""
        if first[-1] not in _HYPHENS:
            return first, " "
        before = _LAST_PART.search(first[-_LONGEST_WORD:-1])
        after = _FIRST_PART.match(second)
        if before is None or after is None:
            return first, " "
        return self._meet_at_hyphen(first, before[0], after[0])

    def _meet_at_hyphen(self, first: str, before: str, after: str) -> tuple[str, str]:
        known = self._words()
        whole, hyphened = (before + after).lower(), f"{before}-{after}".lower()
        if after.lower() in vocabulary().suspended_before and whole not in known:
            return first, " "
        if not after[0].islower() or not before[-1].islower():
            return first, ""
        if hyphened in known and whole not in known:
            return first, ""
        if whole not in known:
            self.doubtful.append(before + after)
            self.parts.append((before + after, before, after))
        return first[:-1], ""

    def _words(self) -> frozenset[str]:
        if self._known is None:
            plain = self._text.replace(SOFT_HYPHEN, "").replace("\u2010", "-").lower()
            self._known = frozenset(_WORD.findall(plain))
        return self._known


def without_bullet(text: str) -> str:
    """A line without the list mark it may begin with."""
    return re.sub(r"^[•·▪◦●‣*\-–—\u2010]\s+", "", text)


def sentences_end(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("»”\"') ").endswith((".", "!", "?", ":"))


def plain(text: str) -> str:
    """A text in lower case with single spaces, for comparing."""
    return " ".join(text.split()).strip(" :").casefold()
