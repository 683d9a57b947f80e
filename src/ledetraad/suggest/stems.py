"""Words to stems, so that a search for "sykler" finds "sykkel" and "syklende" their kin.

Norwegian by the Snowball algorithm (M. F. Porter's, norwegian.sbl); it serves Nynorsk too. The
script of the static site uses the same algorithm, so an index made here fits it.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_SHORTEST = 2
_NORWEGIAN = snowballstemmer.stemmer("norwegian")


def words(text: str) -> list[str]:
    """The words of a text as written; a hyphen parts two words."""
    return _WORD.findall(text)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word."""
    stemmed: str = _NORWEGIAN.stemWord(word.lower())
    return stemmed


def stems(text: str) -> list[str]:
    """The stems of a text's words, one-letter words left out."""
    return [stem(word) for word in words(text) if len(word) >= _SHORTEST]
