"""How alike two texts are, and which of many texts are worth comparing with one.

Two texts are as alike as the share of their words that they have in common, where rare words count
for more than those that stand in every sentence of a plan (Sørensen-Dice's coefficient, weighted by
inverse document frequency). Which texts are compared at all is found by an index of their words and
pairs of words (shingles: Broder, "On the resemblance and containment of documents", 1997), so that
ten thousand texts can be held against ten thousand others without comparing each with each.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

Words = frozenset[tuple[str, int]]
"""A text's words, each with how many times it came before in the text."""

_WORD = re.compile(r"[\w\u0300-\u036f]+")
_MOST_LOOKED_AT = 120
"""How many places of the index are looked at for one text, rarest shingles first."""
_MOST_CANDIDATES = 8


def folded(text: str) -> str:
    """A text as it is compared: in lower case, with single blanks."""
    return " ".join(text.casefold().split())


def words_of(text: str) -> Words:
    """The words of a text, so that sets of them can be compared with repeats counted."""
    seen: Counter[str] = Counter()
    found = []
    for word in _WORD.findall(text.casefold()):
        found.append((word, seen[word]))
        seen[word] += 1
    return frozenset(found)


class Likeness:
    """Compares texts, weighing each word by how rare it is.

    Args:
        texts: the words of every text in question; a word in many of them counts for little.
    """

    def __init__(self, texts: Sequence[Words]) -> None:
        standing: Counter[str] = Counter()
        for text in texts:
            standing.update({word for word, _ in text})
        self._weights = {word: math.log(1 + len(texts) / count) for word, count in standing.items()}
        self._wholes = {text: self.weight(text) for text in dict.fromkeys(texts)}

    def weight(self, words: Iterable[tuple[str, int]]) -> float:
        """What some words count for together."""
        return math.fsum(self._weights[word] for word, _ in words)

    def between(self, one: Words, other: Words) -> tuple[float, float]:
        """How alike two texts are, and the share of the lesser that is in the other.

        Both go from 0, no word in common, to 1: the same words, or all of the lesser's.
        """
        first, second = self._whole(one), self._whole(other)
        if not first or not second:
            return 0.0, 0.0
        shared = self.weight(one & other)
        return 2 * shared / (first + second), shared / min(first, second)

    def within(self, part: Words, whole: Words) -> float:
        """The share of some words that a text has, from 0 to 1."""
        all_of_it = self._whole(part)
        return self.weight(part & whole) / all_of_it if all_of_it else 0.0

    def _whole(self, text: Words) -> float:
        known = self._wholes.get(text)
        return self.weight(text) if known is None else known


class Shingles:
    """Finds the texts that share rare words and pairs of words with a text.

    Args:
        texts: the texts by key; the keys' order decides between equals.
    """

    def __init__(self, texts: dict[int, str]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for key, text in texts.items():
            for shingle in _shingles(text):
                self._places[shingle].append(key)

    def near(self, text: str) -> list[int]:
        """The keys of the texts most likely to be like this one, the likeliest first."""
        known = [shingle for shingle in _shingles(text) if shingle in self._places]
        known.sort(key=lambda shingle: (len(self._places[shingle]), shingle))
        looked_at = 0
        scores: defaultdict[int, float] = defaultdict(float)
        for shingle in known:
            places = self._places[shingle]
            if looked_at and looked_at + len(places) > _MOST_LOOKED_AT:
                break
            for key in places[:_MOST_LOOKED_AT]:
                scores[key] += 1 / len(places)
            looked_at += len(places)
        ranked = sorted((-score, key) for key, score in scores.items())
        return [key for _, key in ranked[:_MOST_CANDIDATES]]


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    pairs = [f"{first} {second}" for first, second in pairwise(words)]
    return list(dict.fromkeys([*words, *pairs]))
