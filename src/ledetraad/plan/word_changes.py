"""What has changed within one text, as runs of words that are kept, removed and inserted.

The method is the comparison of two sequences of words by Ratcliff and Obershelp's gestalt pattern
matching ("Pattern Matching: The Gestalt Approach", Dr. Dobb's Journal, July 1988; Python's
`difflib`), which keeps the longest runs that people see as the same. What it keeps is then tidied
for reading: a short word alone between two changes is part of the change, and texts that have next
to nothing in common are one removal and one insertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

RunKind = Literal["kept", "removed", "inserted"]

_WORD = re.compile(r"\s*[\w\u0300-\u036f]+(?:[-.,/’'](?=\w)[\w\u0300-\u036f]+)*|\s*[^\w\s]|\s+")
_SHORT = 3
"""A word of at most so many letters does not stand alone between two changes."""
_LEAST_KEPT = 0.25
"""The least share of the longer text's letters that has to be kept for the words to be compared."""
_LONGEST = 4000
"""The most words that are compared one by one; a longer stretch is removed and inserted whole."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words beside each other, with the blanks before them as they stand in the text."""

    kind: RunKind
    text: str


def word_changes(old: str, new: str) -> tuple[Run, ...]:
    """How the words of one text became those of another.

    The kept and the removed runs together are the old text, letter by letter; the kept and the
    inserted ones are the new. Removed words stand before those inserted in their place.
    """
    if old == new:
        return (Run("kept", old),) if old else ()
    before, after = _WORD.findall(old), _WORD.findall(new)
    start, end = _same_ends(before, after)
    middle_before, middle_after = before[start : len(before) - end], after[start : len(after) - end]
    pieces = _Pieces()
    pieces.keep(before[:start])
    for kept, removed, inserted in _tidied(_compared(middle_before, middle_after)):
        pieces.keep(kept)
        pieces.change(removed, inserted)
    pieces.keep(before[len(before) - end :])
    return pieces.runs(old, new)


Step = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Words kept, then words removed, then words inserted."""


def _same_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words the two have in common at the beginning, and after those at the end."""
    most = min(len(before), len(after))
    start = 0
    while start < most and before[start] == after[start]:
        start += 1
    end = 0
    while end < most - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end


def _compared(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    if max(len(before), len(after)) > _LONGEST:
        return [((), before, after)]
    steps: list[Step] = []
    kept: Sequence[str] = ()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            kept = before[i1:i2]
        else:
            steps.append((kept, before[i1:i2], after[j1:j2]))
            kept = ()
    if kept:
        steps.append((kept, (), ()))
    return steps


def _tidied(steps: Iterable[Step]) -> list[Step]:
    """The same steps, with what is too short to stand alone made part of the changes around it."""
    tidied: list[Step] = []
    for kept, removed, inserted in steps:
        changes = bool(removed or inserted)
        if tidied and changes and _slight(kept):
            before, gone, come = tidied.pop()
            tidied.append((before, [*gone, *kept, *removed], [*come, *kept, *inserted]))
        else:
            tidied.append((kept, removed, inserted))
    return tidied


def _slight(words: Sequence[str]) -> bool:
    letters = [word.strip() for word in words]
    told = [word for word in letters if any(letter.isalnum() for letter in word)]
    return not told or (len(told) == 1 and len(told[0]) <= _SHORT)


class _Pieces:
    """Gathers words into runs."""

    def __init__(self) -> None:
        self._runs: list[tuple[RunKind, str]] = []

    def keep(self, words: Sequence[str]) -> None:
        """Words that stand in both texts."""
        self._add("kept", words)

    def change(self, removed: Sequence[str], inserted: Sequence[str]) -> None:
        """Words of the old text, and those that stand in their place in the new."""
        self._add("removed", removed)
        self._add("inserted", inserted)

    def runs(self, old: str, new: str) -> tuple[Run, ...]:
        """All runs; one of each kind where too little is kept to be told apart."""
        kept = sum(len(text.strip()) for kind, text in self._runs if kind == "kept")
        if kept < _LEAST_KEPT * max(len(old.strip()), len(new.strip())):
            whole: list[tuple[RunKind, str]] = [("removed", old), ("inserted", new)]
            return tuple(Run(kind, text) for kind, text in whole if text)
        return tuple(Run(kind, text) for kind, text in self._runs)

    def _add(self, kind: RunKind, words: Sequence[str]) -> None:
        text = "".join(words)
        if not text:
            return
        if self._runs and self._runs[-1][0] == kind:
            text = self._runs.pop()[1] + text
        self._runs.append((kind, text))
