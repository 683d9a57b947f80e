"""Searching a plan: an index of stems, ranked by BM25, the same for both kinds of site.

The static site's script ranks by the same formula over the same index (search.json), which holds
everything it needs. Ranking: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25
and Beyond" (2009), with k1 = 1.2 and b = 0.5.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from ledetraad.i18n import Language
from ledetraad.plan.model import Element
from ledetraad.publish.site.book import Book
from ledetraad.suggest.stems import stem, stems, words

K1 = 1.2
B = 0.5
PREFIX_SHARE = 0.5
"""What a word that only begins with the searched one counts for, against the word itself."""
SHORTEST_PREFIX = 3
MOST = 100
LONGEST_QUERY = 200
_CODE = re.compile(r"^\d{1,2}(\.[0-9a-z]{1,2})?$")
_NUMBER = re.compile(r"^\d+(\.\d+)+$")


@dataclass(frozen=True, slots=True)
class Hit:
    """An element found, the better the higher its score."""

    element: Element
    score: float


class Finder:
    """Finds elements by words in their text and in the names of what they rest on.

    Args:
        book: the plan.
        language: whose names and search words of the UN's goals are searched too.
    """

    def __init__(self, book: Book, language: Language) -> None:
        self._elements = book.index.ordered
        self._by_number = {
            element.number: place for place, element in reversed(list(enumerate(self._elements)))
        }
        self._items = book.framework.items
        self.postings: dict[str, dict[int, float]] = {}
        self.lengths: list[int] = []
        item_stems = {
            code: Counter(stems(" ".join((item.names[language], *item.words.get(language, ())))))
            for code, item in self._items.items()
        }
        for place, element in enumerate(self._elements):
            counts: Counter[str] = Counter(stems(element.words))
            self.lengths.append(sum(counts.values()))
            weights: dict[str, float] = dict(counts)
            for reference in element.references:
                for word in item_stems.get(reference.code, ()):
                    weights.setdefault(word, 0.3)
            for word, weight in weights.items():
                self.postings.setdefault(word, {})[place] = weight
        self.average = sum(self.lengths) / len(self.lengths) if self.lengths else 1.0

    def search(self, query: str) -> list[Hit]:
        """The elements that fit a query, best first; all words must fit, if any element has all.

        Args:
            query: words, a UN code such as 11.3, or an element's number such as 2.1.3.
        """
        query = query[:LONGEST_QUERY].strip()
        if _NUMBER.match(query) and query in self._by_number and not _CODE.match(query):
            return [Hit(self._elements[self._by_number[query]], 1.0)]
        if _CODE.match(query) and query in self._items:
            return [
                Hit(element, 1.0)
                for element in self._elements
                if any(reference.code == query for reference in element.references)
            ]
        wanted = [stem(word) for word in words(query)]
        scores: dict[int, float] = {}
        fits: Counter[int] = Counter()
        for word in dict.fromkeys(wanted):
            found = self._found(word)
            fits.update(found.keys())
            for place, score in found.items():
                scores[place] = scores.get(place, 0.0) + score
        most = max(fits.values(), default=0)
        ranked = sorted(
            ((score, -place) for place, score in scores.items() if fits[place] == most),
            reverse=True,
        )
        return [Hit(self._elements[-place], score) for score, place in ranked[:MOST]]

    def _found(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for known, places in self.postings.items():
            if known == word:
                share = 1.0
            elif len(word) >= SHORTEST_PREFIX and known.startswith(word):
                share = PREFIX_SHARE
            else:
                continue
            rarity = math.log(1 + (len(self._elements) - len(places) + 0.5) / (len(places) + 0.5))
            for place, weight in places.items():
                longness = 1 - B + B * self.lengths[place] / self.average
                score = share * rarity * weight * (K1 + 1) / (weight + K1 * longness)
                found[place] = max(found.get(place, 0.0), score)
        return found

    def document(self) -> dict[str, Any]:
        """The index as plain JSON values, for the static site's script."""
        return {
            "k1": K1,
            "b": B,
            "prefix": PREFIX_SHARE,
            "average": self.average,
            "lengths": self.lengths,
            "postings": {word: list(places.items()) for word, places in self.postings.items()},
        }


def highlight(text: str, query: str) -> Markup:
    """The text with the words that fit the query marked."""
    wanted = [stem(word) for word in words(query)]

    def mark(match: re.Match[str]) -> str:
        word = match[0]
        own = stem(word)
        fits = any(
            own == one or (len(one) >= SHORTEST_PREFIX and own.startswith(one)) for one in wanted
        )
        return f"<mark>{escape(word)}</mark>" if fits else str(escape(word))

    pieces: list[str] = []
    end = 0
    for match in re.finditer(r"[^\W_]+", text):
        pieces += [str(escape(text[end : match.start()])), mark(match)]
        end = match.end()
    pieces.append(str(escape(text[end:])))
    return Markup("".join(pieces))  # noqa: S704  (every piece is escaped above)
