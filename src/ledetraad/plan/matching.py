"""Which element of a new version is which element of the old one.

Elements are matched by id; else by text, in the same place before elsewhere; else by what stands
below them, as a renamed theme is known by its goals; else by likeness, where less is asked of texts
in the same place. What is left is looked through for texts that were split in two or merged into
one. The order of these steps – what is sure first, then upwards from what is matched below, then
by likeness – is that of GumTree (Falleri and others, "Fine-grained and accurate source code
differencing", ASE 2014). See `ledetraad.plan.likeness` for how texts are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ledetraad.plan.likeness import Likeness, Shingles, Words, folded, words_of
from ledetraad.plan.model import Element, Plan

How = Literal["id", "text", "below", "place", "likeness"]

LIKE_HERE = 0.4
"""How alike two texts have to be to be the same element in the same place."""
LIKE_ANYWHERE = 0.6
"""How alike two texts have to be to be the same element in different places."""
LIKE_ON_ANOTHER_LEVEL = 0.75
"""How alike two texts have to be to be the same element on different levels."""
PART = 0.6
"""The share of a text that has to come out of another's lost words for it to be split off."""
_FEWEST_WORDS = 3
_LIKE_AT_ALL = 0.15
_WHOLE_IN_ANOTHER = 0.75
_SAME_PARENT = 0.15
_SAME_NUMBER = 0.02
_MOST_SIBLINGS = 12


@dataclass(frozen=True, slots=True)
class Match:
    """What became of what.

    Args:
        old, new: ids; one of each, but for a text that was split (several new) or merged (several
            old). The first of each belong together the most.
        how: what they were known by: the first of them, where there are several.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    how: How


def match(old: Plan, new: Plan, *, lasting: bool = False) -> tuple[Match, ...]:
    """Match the elements of two versions; each element is in one match at most.

    Args:
        old, new: the versions.
        lasting: whether ids are known to last from the one to the other, as they do between the
            revisions of a plan (see `ledetraad.plan.carry`): what has another id is then another
            element, whatever it says. What came of a split or a merger is still found.

    Returns:
        The matches in the old version's order. What is in none of them was removed or added.
    """
    matcher = _Matcher(_Side(old), _Side(new))
    matcher.run(lasting=lasting)
    return matcher.matches()


class _Side:
    """One of the two versions, its elements by their place in the document."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.elements: list[Element] = []
        self.parents: list[int] = []
        self.children: list[list[int]] = []
        self.top: list[int] = []
        self.position: list[int] = []
        self.of_level: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        stack = [(element, -1) for element in reversed(plan.elements)]
        while stack:
            element, parent = stack.pop()
            place = len(self.elements)
            self.elements.append(element)
            self.parents.append(parent)
            self.children.append([])
            siblings = self.below(parent)
            self.position.append(len(siblings))
            siblings.append(place)
            self.of_level[parent, element.level].append(place)
            stack.extend((child, place) for child in reversed(element.children))
        self.texts = [folded(element.words) for element in self.elements]
        self.words: list[Words] = [words_of(text) for text in self.texts]
        self.single = {level.key for level in plan.levels if level.single}

    def below(self, parent: int) -> list[int]:
        """The children of a place; the top elements for -1."""
        return self.children[parent] if parent >= 0 else self.top


class _Matcher:
    """Gathers pairs of places, the surest first; a place that has been paired stays so."""

    def __init__(self, old: _Side, new: _Side) -> None:
        self._old, self._new = old, new
        self._to_new: dict[int, int] = {-1: -1}
        self._to_old: dict[int, int] = {-1: -1}
        self._how: dict[int, How] = {}
        self._split: defaultdict[int, list[int]] = defaultdict(list)
        self._merged: defaultdict[int, list[int]] = defaultdict(list)
        self._likeness = Likeness([*old.words, *new.words])

    def run(self, *, lasting: bool) -> None:
        """All steps, in their order; where ids last, those by which they are known anew are not."""
        self._by_id()
        if not self._free_old() and not self._free_new():
            return
        if not lasting:
            self._by_words_and_places()
        self._splits()
        self._merges()

    def _by_words_and_places(self) -> None:
        self._by_text(same_level=True)
        self._by_text(same_level=False)
        self._by_what_is_below()
        levels = list(
            dict.fromkeys(
                level.key for side in (self._old, self._new) for level in side.plan.levels
            )
        )
        for anywhere in (True, False):
            for level in levels:
                self._by_place(level)
                self._by_likeness(level, anywhere=anywhere)
            self._by_what_is_below()
        self._by_likeness(None)

    def matches(self) -> tuple[Match, ...]:
        """The pairs found, as ids."""
        old, new = self._old.elements, self._new.elements
        found = []
        for place, how in sorted(self._how.items()):
            other = self._to_new[place]
            found.append(
                Match(
                    tuple(old[each].id for each in (place, *sorted(self._merged[other]))),
                    tuple(new[each].id for each in (other, *sorted(self._split[place]))),
                    how,
                )
            )
        return tuple(found)

    def _pair(self, old: int, new: int, how: How) -> None:
        self._to_new[old], self._to_old[new], self._how[old] = new, old, how

    def _free_old(self) -> list[int]:
        return [each for each in range(len(self._old.elements)) if each not in self._to_new]

    def _free_new(self) -> list[int]:
        return [each for each in range(len(self._new.elements)) if each not in self._to_old]

    def _by_id(self) -> None:
        places = {element.id: place for place, element in enumerate(self._new.elements)}
        for place, element in enumerate(self._old.elements):
            if element.id in places:
                self._pair(place, places[element.id], "id")

    def _by_text(self, *, same_level: bool) -> None:
        groups: defaultdict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(
            lambda: ([], [])
        )
        for which, side, free in (
            (0, self._old, self._free_old()),
            (1, self._new, self._free_new()),
        ):
            for place in free:
                if same_level or len(side.words[place]) >= _FEWEST_WORDS:
                    level = side.elements[place].level if same_level else ""
                    groups[level, side.texts[place]][which].append(place)
        several = []
        for (_, text), (before, after) in groups.items():
            if text and len(before) == len(after) == 1:
                self._pair(before[0], after[0], "text")
            elif before and after:
                several.append((text, before, after))
        for text, before, after in several:
            self._by_parent(before, after)
            if text:
                left = [place for place in after if place not in self._to_old]
                waiting = [place for place in before if place not in self._to_new]
                for one, other in zip(waiting, left, strict=False):
                    self._pair(one, other, "text")

    def _by_parent(self, before: list[int], after: list[int]) -> None:
        """Pair equal texts that stand under the same parent."""
        standing: defaultdict[int, deque[int]] = defaultdict(deque)
        for place in after:
            standing[self._new.parents[place]].append(place)
        for place in before:
            parent = self._to_new.get(self._old.parents[place])
            if parent is not None and standing.get(parent):
                self._pair(place, standing[parent].popleft(), "text")

    def _by_what_is_below(self) -> None:
        """Pair those whose children belong together, from the lowest up."""
        for place in reversed(self._free_old()):
            level = self._old.elements[place].level
            parents: Counter[int] = Counter()
            for child in self._old.children[place]:
                parent = self._new.parents[self._to_new[child]] if child in self._to_new else -1
                if parent not in self._to_old and self._new.elements[parent].level == level:
                    parents[parent] += 1
            if not parents:
                continue
            other, shared = min(parents.items(), key=lambda each: (-each[1], each[0]))
            fewest = min(len(self._old.children[place]), len(self._new.children[other]))
            heading = bool(self._old.elements[place].title and self._new.elements[other].title)
            if 2 * shared >= fewest and (heading or self._alike(place, other) >= _LIKE_AT_ALL):
                self._pair(place, other, "below")

    def _by_place(self, level: str) -> None:
        """Pair the only ones of a level that is meant to have just one under each parent."""
        if level not in self._old.single & self._new.single:
            return
        for place in self._free_old():
            above = self._old.parents[place]
            if self._old.elements[place].level != level or above not in self._to_new:
                continue
            mine = self._old.of_level[above, level]
            theirs = self._new.of_level.get((self._to_new[above], level), [])
            if len(mine) == len(theirs) == 1 and theirs[0] not in self._to_old:
                self._pair(place, theirs[0], "place")

    def _by_likeness(self, level: str | None, *, anywhere: bool = True) -> None:
        """Pair the likest first; without a level, those of different levels.

        Args:
            level: the level to look on.
            anywhere: whether to look through the whole plan, and not only in the same place.
        """
        free_old = [
            each for each in self._free_old() if level in (None, self._old.elements[each].level)
        ]
        free_new = {
            each: self._new.texts[each]
            for each in self._free_new()
            if level in (None, self._new.elements[each].level)
        }
        if not free_old or not free_new:
            return
        shingles = Shingles(free_new if anywhere else {})
        found = []
        for place in free_old:
            near = shingles.near(self._old.texts[place])
            if level is not None:
                near += self._beside(place, level)
            for other in dict.fromkeys(near):
                score = self._score(place, other)
                if score is not None:
                    found.append((-score, place, other))
        for _, place, other in sorted(found):
            if place not in self._to_new and other not in self._to_old:
                self._pair(place, other, "likeness")

    def _beside(self, place: int, level: str) -> list[int]:
        """The places nearest to where this one stood, of those that are not yet paired."""
        parent = self._to_new.get(self._old.parents[place])
        if parent is None:
            return []
        siblings = self._new.below(parent)
        start = self._old.position[place] - _MOST_SIBLINGS // 2
        start = max(0, min(start, len(siblings) - _MOST_SIBLINGS))
        return [
            each
            for each in siblings[start : start + _MOST_SIBLINGS]
            if each not in self._to_old and self._new.elements[each].level == level
        ]

    def _score(self, old: int, new: int) -> float | None:
        """How much two places belong together, or None where it is too little."""
        alike = self._alike(old, new)
        here = self._to_new.get(self._old.parents[old]) == self._new.parents[new]
        one, other = self._old.elements[old], self._new.elements[new]
        if one.level != other.level:
            least = LIKE_ON_ANOTHER_LEVEL
        else:
            least = LIKE_HERE if here else LIKE_ANYWHERE
        if alike < least:
            return None
        same_number = bool(one.number) and one.number == other.number
        return round(alike + _SAME_PARENT * here + _SAME_NUMBER * same_number, 9)

    def _alike(self, old: int, new: int) -> float:
        one, other = self._old.words[old], self._new.words[new]
        alike, within = self._likeness.between(one, other)
        if min(len(one), len(other)) > _FEWEST_WORDS:
            return max(alike, _WHOLE_IN_ANOTHER * within)
        return alike

    def _splits(self) -> None:
        """Find new texts that came out of an old one, whose own new text has lost those words."""
        mains = sorted(self._how)
        self._parts(
            self._free_new(),
            self._new,
            wholes=self._old,
            partner=self._to_new,
            mains=mains,
            found=self._split,
        )
        for place, parts in self._split.items():
            for part in parts:
                self._to_old[part] = place

    def _merges(self) -> None:
        """Find old texts that went into a new one, which has gained those words."""
        mains = sorted(self._to_new[place] for place in self._how)
        self._parts(
            self._free_old(),
            self._old,
            wholes=self._new,
            partner=self._to_old,
            mains=mains,
            found=self._merged,
        )
        for place, parts in self._merged.items():
            for part in parts:
                self._to_new[part] = place

    def _parts(
        self,
        free: list[int],
        side: _Side,
        *,
        wholes: _Side,
        partner: dict[int, int],
        mains: Iterable[int],
        found: defaultdict[int, list[int]],
    ) -> None:
        parts = [place for place in free if len(side.words[place]) >= _FEWEST_WORDS]
        if not parts:
            return
        shingles = Shingles({place: wholes.texts[place] for place in mains})
        left: dict[int, Words] = {}
        for part in parts:
            best, most = -1, PART
            for whole in shingles.near(side.texts[part]):
                if wholes.elements[whole].level != side.elements[part].level:
                    continue
                lost = left.get(whole, wholes.words[whole] - side.words[partner[whole]])
                share = self._likeness.within(side.words[part], lost)
                if share > most:
                    best, most = whole, share
            if best >= 0:
                lost = left.get(best, wholes.words[best] - side.words[partner[best]])
                left[best] = lost - side.words[part]
                found[best].append(part)
