"""Which elements were read at a place in a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ledetraad.plan.model import Element, Plan, SourcePlace
from ledetraad.readers.view.shapes import Marks

_WORD = re.compile(r"\w+")
_NEARLY = 0.8
_FEWEST_WORDS = 5
_SHORTEST_PART = 12
_LONG_ENOUGH = 40
"""So many letters of an element in a longer text are no chance."""

Key = tuple[object, ...]


class Finder:
    """Finds a plan's elements by where they were read.

    Args:
        plan: as read, with its source places; None where no plan was found.
    """

    def __init__(self, plan: Plan | None) -> None:
        self._by_place: dict[Key, list[Element]] = defaultdict(list)
        self._by_page: dict[int, list[Element]] = defaultdict(list)
        self._by_id = {element.id: element for element in (plan.walk() if plan else ())}
        for element in self._by_id.values():
            if element.source is not None:
                self._by_place[_key(element.source)].append(element)
                if element.source.page is not None:
                    self._by_page[element.source.page].append(element)
        self._said: dict[str, tuple[str, frozenset[str]]] = {}

    def at(self, place: SourcePlace, text: str) -> Marks:
        """The elements that were read from a text at a place."""
        return self._that_fit(self._by_place.get(_key(place), ()), text)

    def on_page(self, page: int, text: str) -> Marks:
        """The elements that were read from a text on a page, or that go on from the one before."""
        return self._that_fit(
            (*self._by_page.get(page - 1, ()), *self._by_page.get(page, ())), text
        )

    def going_on(self, ids: Marks, text: str) -> Marks:
        """Those of some elements that a line goes on with; none of them where it does not."""
        _, words = _folded(text)
        held = [self._by_id[each] for each in ids if each in self._by_id]
        return tuple(one.id for one in held if words and words <= self._folded_of(one)[1])

    def _that_fit(self, elements: Iterable[Element], text: str) -> Marks:
        if not text.strip():
            return ()
        said, words = _folded(text)
        return tuple(one.id for one in elements if self._fits(one, said, words))

    def _fits(self, element: Element, said: str, words: frozenset[str]) -> bool:
        own, own_words = self._folded_of(element)
        if not own:
            return False
        if own in said and (len(own) >= _LONG_ENOUGH or 2 * len(own) >= len(said)):
            return True
        if len(said) >= _SHORTEST_PART and said in own:
            return True
        smaller = min(len(own_words), len(words))
        return smaller >= _FEWEST_WORDS and len(own_words & words) >= _NEARLY * smaller

    def _folded_of(self, element: Element) -> tuple[str, frozenset[str]]:
        if element.id not in self._said:
            self._said[element.id] = _folded(element.words)
        return self._said[element.id]


def _key(place: SourcePlace) -> Key:
    return (place.page, place.table, place.row, place.line, place.sheet, place.cell)


def _folded(text: str) -> tuple[str, frozenset[str]]:
    words = _WORD.findall(text.casefold())
    return "".join(words), frozenset(words)
