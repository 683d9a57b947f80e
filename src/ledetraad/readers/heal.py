"""Joining the lines of a cell into one sentence, with nothing lost and nothing added.

A hyphen at a line's end is the typesetter's when the word goes on in lower case and the document
does not write it with a hyphen elsewhere; it is the word's own after an abbreviation or a figure,
before a capital, and before "og" or "eller" (areal- og transport).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ledetraad.readers.vocabulary import vocabulary

SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010"
_LAST_PART = re.compile(r"(\w+)$")
_FIRST_PART = re.compile(r"^(\w+)")
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

    def join(self, lines: Iterable[str]) -> str:
        """One line of text from several.

        Words whose hyphen could be either are healed and added to `doubtful`.
        """
        joined = ""
        for raw in lines:
            line = raw.strip()
            if not line:
                continue
            joined = self._join_two(joined, line) if joined else line
        return joined.replace(SOFT_HYPHEN, "")

    def _join_two(self, first: str, second: str) -> str:
        if first.endswith(SOFT_HYPHEN):
            return first[:-1] + second
        if first[-1] not in _HYPHENS:
            return f"{first} {second}"
        before = _LAST_PART.search(first[:-1])
        after = _FIRST_PART.search(second)
        if before is None or after is None:
            return f"{first} {second}"
        return self._join_at_hyphen(first, second, before[1], after[1])

    def _join_at_hyphen(self, first: str, second: str, before: str, after: str) -> str:
        if after.lower() in vocabulary().suspended_before:
            return f"{first} {second}"
        if not after[0].islower() or not before[-1].islower():
            return first + second
        whole, hyphened = (before + after).lower(), f"{before}-{after}".lower()
        known = self._words()
        if hyphened in known and whole not in known:
            return first + second
        if whole not in known:
            self.doubtful.append(before + after)
        return first[:-1] + second

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


def plain(words: Sequence[str] | str) -> str:
    """Words in lower case with single spaces, for comparing."""
    text = words if isinstance(words, str) else " ".join(words)
    return " ".join(text.split()).strip(" :").casefold()
