"""Texts ranked by how well they fit another text, by the stems of words and by parts of them.

Parts of words count a little, since Norwegian writes compounds in one word: "naturmangfold" should
find "mangfold". The formula is BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
Framework: BM25 and Beyond", 2009), with each of the question's words counted once.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ledetraad.suggest.stems import stem, words

K = TypeVar("K", bound=Hashable)
Features = dict[str, float]
"""What a text is known by, each with its weight."""
K1 = 1.2
B = 0.5
PART = 5
"""How many letters a part of a word has."""
PART_WEIGHT = 0.25
"""What a part counts for, against a whole word."""
_SHORTEST = 2
_SAY_NOTHING = """
og i på for som til av med å er skal det en et ei de har den at om fra frå eller kan alle gi blir
ved ha hva kva der dette seg vi vil være vere må også bli gjennom samt slik mer meir
kommune kommunen kommunens kommunal kommunale innbygger innbyggere innbyggerne innbyggjar god gode
the of and to in a is that are with be shall by on
"""
_EMPTY_WORDS = frozenset(stem(word) for word in _SAY_NOTHING.split())


@dataclass(frozen=True, slots=True)
class Ranked(Generic[K]):
    """A text that fits.

    Args:
        key: which.
        score: how well; only to be held against others for the same question.
        shared: the stems of the whole words that both have, the rarest first.
    """

    key: K
    score: float
    shared: tuple[str, ...]


def features(text: str, weight: float = 1.0) -> Features:
    """What a text is known by: its stems, and parts of the longer ones, each with its weight.

    Args:
        text: in Norwegian; other languages serve, less well.
        weight: of each of its words.
    """
    found: Features = defaultdict(float)
    for word in words(text):
        if len(word) < _SHORTEST or word.isdigit():
            continue
        one = stem(word)
        if one in _EMPTY_WORDS:
            continue
        found[one] += weight
        for start in range(len(one) - PART + 1):
            found["~" + one[start : start + PART]] += weight * PART_WEIGHT
    return found


class Ranking(Generic[K]):
    """Texts to be ranked.

    Args:
        texts: what each is known by, by its key.
    """

    def __init__(self, texts: Mapping[K, Mapping[str, float]]) -> None:
        self._texts = texts
        self._lengths = {key: sum(found.values()) for key, found in texts.items()}
        self._average = sum(self._lengths.values()) / len(texts) if texts else 1.0
        seen: Counter[str] = Counter()
        self._places: dict[str, list[K]] = {}
        for key, found in texts.items():
            for feature in found:
                seen[feature] += 1
                self._places.setdefault(feature, []).append(key)
        self._rarity = {
            feature: math.log(1 + (len(texts) - count + 0.5) / (count + 0.5))
            for feature, count in seen.items()
        }

    def rank(self, asked: Mapping[str, float]) -> list[Ranked[K]]:
        """The texts that share anything with the question, the best first.

        Args:
            asked: what the question is known by, as `features` tells.
        """
        scores: dict[K, float] = {}
        shared: dict[K, list[tuple[float, str]]] = {}
        for feature, weight in asked.items():
            for key in self._places.get(feature, ()):
                count = self._texts[key][feature]
                length = 1 - B + B * self._lengths[key] / self._average
                rarity = self._rarity[feature]
                worth = rarity * count * (K1 + 1) / (count + K1 * length)
                scores[key] = scores.get(key, 0.0) + worth * min(weight, 1.0)
                if not feature.startswith("~"):
                    shared.setdefault(key, []).append((-rarity, feature))
        best = sorted(scores.items(), key=lambda one: -one[1])
        return [
            Ranked(key, score, tuple(word for _, word in sorted(shared.get(key, ()))))
            for key, score in best
        ]
