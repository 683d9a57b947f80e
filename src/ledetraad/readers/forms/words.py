"""What a document's own words say of its parts: levels, columns, labels before statements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ledetraad.readers.heal import plain
from ledetraad.readers.vocabulary import LevelWords, vocabulary

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STRAY = re.compile(r"[.:*?!–—]+(?=\s|$)")
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){0,5}\.?|[A-Z]\d?)"
_LABELLED = re.compile(
    rf"^(?P<word>[^\W\d_][^\d:.–—]{{2,40}}?)\s*(?:(?P<number>{_NUMBER})\s*[:.)–—-]?\s+|[:–—]\s+"
    rf"|(?P<last>{_NUMBER})\s*$)(?P<rest>.*)$",
    re.DOTALL,
)
EXACT, OPENS, INSIDE, ENDS = 1.0, 0.85, 0.65, 0.6
"""How sure a head's words are: they are the word, open with it, have it, end in it."""
_SHORTEST_ENDING = 6
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A word that names a level.

    Args:
        key: the level.
        singular, plural: the pair of the document's own words that it belongs to.
    """

    key: str
    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement behind the name of its level: "Delmål 1.2: Alle har …"."""

    level: Named
    number: str
    rest: str


def folded(text: str) -> str:
    """A head or label as it is compared: lower case, without brackets, years and stray marks."""
    bare = _YEAR.sub(" ", _BRACKETS.sub(" ", text))
    return plain(_STRAY.sub(" ", bare)).strip(" -/.")


@cache
def level_words() -> dict[str, LevelWords]:
    """The vocabulary's levels by key, from the highest."""
    return {level.key: level for level in vocabulary().levels}


@cache
def rank() -> dict[str, int]:
    """Each level's place from the top."""
    return {key: place for place, key in enumerate(level_words())}


@cache
def _names() -> dict[str, Named]:
    names: dict[str, Named] = {}
    for level in vocabulary().levels:
        for singular, plural in level.names:
            for word in (singular, plural):
                names.setdefault(word, Named(level.key, singular, plural))
    return names


@cache
def _labels() -> dict[str, str]:
    return {word: level.key for level in vocabulary().levels for word in level.label}


def level_named(text: str) -> Named | None:
    """The level that a text is the name of, and nothing more."""
    return _names().get(folded(text))


def usual_name(key: str) -> Named:
    """A level by its most usual name."""
    singular, plural = level_words()[key].names[0]
    return Named(key, singular, plural)


def meaning_name(meaning: str) -> str:
    """What a column's meaning is called in a plan: "tiltak", "ansvar"."""
    if meaning in level_words():
        return usual_name(meaning).singular
    return vocabulary().columns.get(meaning, (meaning,))[0]


def labels(text: str) -> tuple[Named, ...]:
    """The levels of the statements that a heading announces: "Delmål og strategier"."""
    if len(text) > _LONGEST_LABEL:
        return ()
    bare = folded(text)
    if bare in _names():
        return (_names()[bare],)
    if bare in _labels():
        return (usual_name(_labels()[bare]),)
    parts = [part for part in re.split(r"\s*(?:[,/&+]|\b(?:og|med|and|och)\b)\s*", bare) if part]
    named = [_names().get(part) for part in parts]
    if len(named) > 1 and all(named):
        found = {one.key: one for one in named if one is not None}
        return tuple(sorted(found.values(), key=lambda one: rank()[one.key]))
    return ()


def labelled(text: str) -> Labelled | None:
    """A statement that opens with its level's name, and a colon, dash or number after that."""
    match = _LABELLED.match(text)
    if match is None:
        return None
    level = _names().get(folded(match["word"]))
    number = (match["number"] or match["last"] or "").rstrip(".")
    if level is None or (not match["rest"].strip() and not number):
        return None
    return Labelled(level, number, match["rest"].strip())


@lru_cache(maxsize=4_096)
def head_meanings(head: str) -> dict[str, float]:
    """What a column may be by its head: level keys and column keys, each with how sure."""
    bare = folded(head)
    meanings: dict[str, float] = {}
    if not bare:
        return meanings
    for key, words in _head_words():
        best = max((_likeness(bare, word) for word in words), default=0.0)
        if best:
            meanings[key] = max(meanings.get(key, 0.0), best)
    for part in re.split(r"\s*/\s*", bare)[:2] if "/" in bare else ():
        for key, words in _head_words():
            if part in words:
                meanings[key] = max(meanings.get(key, 0.0), OPENS)
    return meanings


def is_head(text: str) -> bool:
    """Whether a text is just one of the words that stand over columns."""
    return len(text) <= _LONGEST_LABEL and folded(text) in _all_heads()


@cache
def _all_heads() -> frozenset[str]:
    return frozenset[str]().union(*(words for _, words in _head_words()))


@cache
def _head_words() -> tuple[tuple[str, frozenset[str]], ...]:
    levels: list[tuple[str, frozenset[str]]] = [
        (level.key, frozenset(word for pair in level.names for word in pair) | level.label)
        for level in vocabulary().levels
    ]
    heads = [(key, words) for key, words in vocabulary().heads.items()]
    columns = [(key, frozenset(words)) for key, words in vocabulary().columns.items()]
    return (*levels, *heads, *columns)


def _likeness(bare: str, word: str) -> float:
    if bare == word:
        return EXACT
    if bare.startswith(f"{word} "):
        return OPENS - 0.1 / len(word)
    if f" {word} " in f" {bare} ":
        return INSIDE - 0.1 / len(word)
    if len(word) >= _SHORTEST_ENDING and bare.endswith(word):
        return ENDS - 0.1 / len(word)
    return 0.0


def shared_names(texts: Iterable[str]) -> dict[str, Named]:
    """For each level that some of the texts name, the first name met."""
    found: dict[str, Named] = {}
    for text in texts:
        for one in labels(text):
            found.setdefault(one.key, one)
    return found
