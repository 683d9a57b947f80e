"""What in the plan a text is about: what it names itself first, then what its words are near.

A suggestion for a person to choose among; nothing is placed by it alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ledetraad.plan.index import PlanIndex
from ledetraad.plan.model import Element
from ledetraad.suggest.ranking import Ranking, features
from ledetraad.suggest.stems import stem, words

MOST = 3
"""How many are suggested."""
_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,4}"
_MORE = rf"(?:\s*(?:,|og|samt|and|&|/)\s*{_NUMBER}(?![\d.]*\d{{4}}))*"
_ANY_LEVEL = r"(?:punkt|pkt|mål|nr|kapittel|kap)"
_PARENT_WEIGHT = 0.4
_COMMON = 0.15
"""The share of a plan's elements that a word may stand in and still tell one from another."""
_PARTS_ALIKE = 3
"""How many parts of words two texts share where they have half a compound word in common."""
_LONGEST_TOLD = 4
_SAY_NOTHING = """
over under ut inn opp ned hvor når hvordan korleis kor hvorfor kvifor mer meir flere fleire mange
mye mykje noe noko noen nokon bør burde skulle kunne blir bli ble vart var hadde hatt også òg men
hvis dersom etter før mot hos mellom uten utan sånn slik veldig svært godt bra best trenger treng
ønsker ønskjer mener meiner synes tykkjer tror trur viser vis går gå kommer kjem får få gjør gjer
jeg eg du meg oss dere dykk han hun ho man mitt min vår vårt våre deres deira sin sitt sine
denne dette disse desse alle alt hele heile bare berre nå no da då så enn eller både enten om
støtter støttar takk hilsen helsing innspill innspel høring høyring høringen forslag forslaget plan
planen mål målet målene delmål strategi strategien merknad uttalelse punkt eksempel
"""
_LEVEL_ENDINGS = r"(?:et|ene|en|er|a|ane|ar|s)?"


class Why(StrEnum):
    """Why an element is suggested."""

    NUMBER = "number"
    """The text names it: "delmål 4.2"."""
    CODE = "code"
    """The text names a code that is printed at it: "FN-T 11.3"."""
    WORDS = "words"
    """They have words in common."""
    PARTS = "parts"
    """They have parts of words in common, as compound words have."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An element that a text may be about.

    Args:
        element: its key.
        why: how it was found.
        said: what in the text it was found by.
    """

    element: str
    why: Why
    said: str


class Placing:
    """A plan's elements, to find what texts are about.

    Args:
        index: the plan.
    """

    def __init__(self, index: PlanIndex) -> None:
        self._index = index
        self._levels = {
            level.key: re.compile(
                rf"\b(?:{re.escape(level.singular)}|{re.escape(level.plural)}){_LEVEL_ENDINGS}"
                rf"\.?\s*(?:nr\.?|nummer)?\s*({_NUMBER}{_MORE})",
                re.IGNORECASE,
            )
            for level in index.plan.levels
        }
        self._any = re.compile(
            rf"\b{_ANY_LEVEL}\.?\s*({_NUMBER}{_MORE})|(?<![\d.])(\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}})(?![\d.]*\d)",
            re.IGNORECASE,
        )
        self._numbers: dict[tuple[str, str], list[Element]] = {}
        self._codes: dict[str, list[Element]] = {}
        for one in index.ordered:
            if one.number:
                self._numbers.setdefault((one.level, one.number), []).append(one)
                self._numbers.setdefault(("", one.number), []).append(one)
            for reference in one.references:
                self._codes.setdefault(_squeezed(reference.printed), []).append(one)
        self._code = _any_of(self._codes)
        known = {one.id: self._features(one) for one in index.ordered}
        counts = Counter(word for found in known.values() for word in found)
        most = max(len(known) * _COMMON, _FEWEST)
        self._common = {word for word, count in counts.items() if count > most}
        self._known = {
            key: {word: weight for word, weight in found.items() if word not in self._common}
            for key, found in known.items()
        }
        self._ranking = Ranking(self._known)

    def named(self, text: str) -> list[Suggestion]:
        """The elements that a text names by number or code, in the order that it names them."""
        found: dict[str, tuple[int, Suggestion]] = {}
        for at, why, said, elements in self._mentions(text):
            for one in elements:
                if one.id not in found or at < found[one.id][0]:
                    found[one.id] = (at, Suggestion(one.id, why, said))
        ranked = sorted(found.values(), key=lambda each: (each[1].why is Why.CODE, each[0]))
        return [suggestion for _, suggestion in ranked]

    def suggest(self, text: str, most: int = MOST) -> list[Suggestion]:
        """The likeliest elements: those that are named, then those whose words are nearest."""
        found = self.named(text)[:most]
        known = {one.element for one in found}
        asked = features(_telling(text))
        for one in self._ranking.rank(asked):
            if len(found) >= most:
                break
            said = [word for word in _telling(text).split() if stem(word) in one.shared]
            alike = sum(word in self._known[one.key] for word in asked if word.startswith("~"))
            if one.key not in known and (said or alike >= _PARTS_ALIKE):
                told = ", ".join(list(dict.fromkeys(said))[:_LONGEST_TOLD])
                found.append(Suggestion(one.key, Why.WORDS if told else Why.PARTS, told))
        return found

    def only(self, text: str) -> str:
        """The key of the one element that a text names; empty where it names none or several."""
        named = {one.element for one in self.named(text) if one.why is Why.NUMBER}
        return next(iter(named)) if len(named) == 1 else ""

    def _mentions(self, text: str) -> Iterator[tuple[int, Why, str, list[Element]]]:
        taken: set[int] = set()
        for level, pattern in self._levels.items():
            for match in pattern.finditer(text):
                for at, number in _numbers_in(match, 1):
                    elements = self._numbers.get((level, number), [])
                    if elements:
                        taken.add(at)
                        yield at, Why.NUMBER, " ".join(match[0].split()), elements[:1]
        for match in self._any.finditer(text):
            for at, number in _numbers_in(match, 1 if match[1] else 2):
                elements = self._numbers.get(("", number), [])
                if at not in taken and elements:
                    yield at, Why.NUMBER, " ".join(match[0].split()), elements[-1:]
        if self._code is not None:
            for match in self._code.finditer(text):
                elements = self._codes.get(_squeezed(match[0]), [])
                if len(elements) <= MOST:
                    yield match.start(), Why.CODE, " ".join(match[0].split()), elements

    def _features(self, element: Element) -> dict[str, float]:
        found = dict(features(element.words))
        parent = self._index.parent(element)
        if parent is not None:
            for name, weight in features(parent.words, _PARENT_WEIGHT).items():
                found[name] = found.get(name, 0.0) + weight
        return found


_EMPTY = frozenset(stem(word) for word in words(_SAY_NOTHING))
_FEWEST = 3
"""A word may always stand in so many elements."""


def _telling(text: str) -> str:
    """The words of a text that tell what it is about."""
    return " ".join(word for word in words(text) if stem(word) not in _EMPTY)


def _numbers_in(match: re.Match[str], group: int) -> Iterator[tuple[int, str]]:
    for found in re.finditer(_NUMBER, match[group] or ""):
        yield match.start(group) + found.start(), found[0]


def _squeezed(code: str) -> str:
    return re.sub(r"[\s\-–]+", "", code).lower()


def _any_of(codes: dict[str, list[Element]]) -> re.Pattern[str] | None:
    """A pattern for the codes with a number in them; those without are ordinary words too often."""
    wanted = [code for code in codes if any(one.isdigit() for one in code)]
    if not wanted:
        return None
    loose = (
        r"[\s\-–]*".join(re.escape(one) for one in code)
        for code in sorted(wanted, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(loose)})(?![\w]|\.\d)", re.IGNORECASE)


def pieces(text: str) -> list[str]:
    """A statement's text in the parts that it falls into: its paragraphs, headings with theirs."""
    found: list[str] = []
    for part in (one.strip() for one in re.split(r"\n\s*\n", text)):
        if not part:
            continue
        if found and _is_heading(found[-1]):
            found[-1] = f"{found[-1]}\n{part}"
        else:
            found.append(part)
    return found


_LONGEST_HEADING = 90


def _is_heading(text: str) -> bool:
    return (
        "\n" not in text
        and len(text) <= _LONGEST_HEADING
        and not text.endswith((".", "!", "?", ","))
    )
