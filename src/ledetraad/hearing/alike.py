"""Texts that are alike: form letters and what many have copied, found and grouped.

Each text becomes its set of three words after each other; two are alike where they share most of
those (Jaccard's index: Jaccard, "The distribution of the flora in the alpine zone", New Phytologist
1912; for texts: Broder, "On the resemblance and containment of documents", 1997). Only texts that
share one of their rarest are compared, so that thousands are grouped in seconds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
LIKENESS = 0.6
"""The least share that two texts have in common to be alike."""
_TOGETHER = 3
_RAREST = 24
_LATEST = 40
"""How many of those with the same words a text is compared with: a letter that thousands send is
one group all the same, since each is like those just before it."""
_WORD = re.compile(r"\w+")


def groups_alike(texts: Mapping[K, str]) -> list[list[K]]:
    """The groups of two or more that are alike, the largest first, each in the order given.

    Args:
        texts: by their keys; those of fewer than three words are alike only where they are the
            same.
    """
    shingles = {key: _shingles(text) for key, text in texts.items()}
    common = Counter(one for found in shingles.values() for one in found)
    leaders: dict[K, K] = {key: key for key in texts}
    index: dict[tuple[str, ...], list[K]] = defaultdict(list)
    for key, found in shingles.items():
        seen: set[K] = set()
        for one in sorted(found, key=lambda one: (common[one], one))[:_RAREST]:
            for other in index[one][-_LATEST:]:
                leader = _leader(leaders, other)
                if leader not in seen:
                    seen.add(leader)
                    if likeness(found, shingles[other]) >= LIKENESS:
                        leaders[_leader(leaders, key)] = leader
            index[one].append(key)
    groups: dict[K, list[K]] = defaultdict(list)
    for key in texts:
        groups[_leader(leaders, key)].append(key)
    return sorted((one for one in groups.values() if len(one) > 1), key=len, reverse=True)


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """What share two sets have in common, from 0 to 1."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    if len(words) < _TOGETHER:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(*(words[at:] for at in range(_TOGETHER)), strict=False))


def _leader(leaders: dict[K, K], key: K) -> K:
    while leaders[key] != key:
        leaders[key] = leaders[leaders[key]]
        key = leaders[key]
    return key
