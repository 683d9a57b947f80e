"""Recognising reference codes at the start of a line, by what the legend declares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.plan.model import Basis, CodeDefinition, Reference
from ledetraad.readers.vocabulary import vocabulary

_NUMBER = re.compile(r"(\d{1,2}(?:\.[0-9A-Za-z]{1,3})?)\.?(?=[\s,;:/&]|$)")
_RANGE = re.compile(
    r"(?P<first>\d{1,2}(?:\.[0-9A-Za-z]{1,2})?)\s*[-\u2010-\u2014]\s*"
    r"(?P<last>\d{1,2}(?:\.[0-9A-Za-z]{1,2})?)\.?(?=[\s,;:/&]|$)"
)
_BROKEN = re.compile(r"(?<=\w)([-\u2010-\u2014])\s+(?=\d)")
_TOKEN = re.compile(r"[^\s,;:/&]{1,30}(?=[\s,;:/&]|$)")
_SEPARATOR = re.compile(r"[\s,;:/&]+")
_JOINT = re.compile(r"(?:og|and)\s+")
_BLANKS = re.compile(r"\s+")
_UNDECLARED = re.compile(r"([A-ZÆØÅ]{2,6}(?:-[A-ZÆØÅ]{1,3})?)(?=\s|$)")
_THOUSANDS = re.compile(r"\s\d{3}\b")
_WORD_AFTER = re.compile(r"\s+(?!(?:og|and)\s+\d)([^\W\d_])")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011–"), "-")


@dataclass(frozen=True, slots=True)
class Codes:
    """What stands at the start of a line.

    Args:
        references: as far as they are whole; a prefix that waits for its number is not among them.
        prefix: the last prefix seen, for numbers on the lines that follow.
        waiting: whether that prefix has no number yet.
        rest: the text after the codes.
        undeclared: whether a prefix is one that the legend doesn't have.
        bare: whether the first of them is a number alone.
    """

    references: tuple[Reference, ...]
    prefix: CodeDefinition | None
    waiting: bool
    rest: str
    undeclared: bool = False
    bare: bool = False


class CodeReader:
    """Reads codes by a scheme.

    Args:
        scheme: what the document's legend declares.
    """

    def __init__(self, scheme: Sequence[CodeDefinition]) -> None:
        self._declared = {_plain(definition.prefix): definition for definition in reversed(scheme)}
        self._most_words = max((prefix.count(" ") + 1 for prefix in self._declared), default=0)

    def at_start(
        self,
        text: str,
        *,
        prefix: CodeDefinition | None = None,
        waiting: bool = False,
        undeclared: bool = False,
    ) -> Codes | None:
        """The codes that a line begins with, or None where it begins with none.

        Args:
            text: the line without white space around it.
            prefix: a prefix from an earlier line of the same cell, that numbers may belong to.
            waiting: whether that prefix has no number yet.
            undeclared: whether a prefix outside the legend may be met here.
        """
        references: list[Reference] = []
        place, found, outside, bare = 0, False, False, False
        while place < len(text):
            joint = _JOINT.match(text, place) if found else None
            start = joint.end() if joint else place
            declared = self._prefix_at(text, start)
            if declared is not None:
                if waiting and prefix is not None:
                    references.append(whole(prefix))
                prefix, end = declared
                waiting = prefix.numbered
                if not waiting:
                    references.append(whole(prefix))
            elif prefix is not None and (several := self._range_at(text, start, prefix)):
                references.extend(one for one in several[0] if one not in references)
                end, waiting = several[1], False
            elif prefix is not None and (
                number := self._number_at(text, start, prefix, sure=waiting and not outside)
            ):
                references.append(numbered(prefix, number[1]))
                end, waiting, bare = number.end(), False, bare or not found
            elif undeclared and not found and (token := _UNDECLARED.match(text, start)):
                prefix = guessed(token[1])
                end, waiting, outside = token.end(), True, True
            else:
                break
            found = True
            separator = _SEPARATOR.match(text, end)
            place = separator.end() if separator else end
        if not found:
            return None
        return Codes(tuple(references), prefix, waiting, text[place:], outside, bare)

    def _prefix_at(self, text: str, place: int) -> tuple[CodeDefinition, int] | None:
        """The longest declared prefix that stands at a place, and where it ends."""
        longest = None
        words: list[str] = []
        while len(words) < self._most_words and (token := _TOKEN.match(text, place)):
            words.append(_plain(token[0]))
            definition = self._declared.get(" ".join(words))
            if definition is not None:
                longest = definition, token.end()
            blanks = _BLANKS.match(text, token.end())
            if blanks is None:
                break
            place = blanks.end()
        return longest

    def _range_at(
        self, text: str, place: int, prefix: CodeDefinition
    ) -> tuple[list[Reference], int] | None:
        """The UN's goals or targets from one to another ("3.4-3.6"), and where they end."""
        found = _RANGE.match(text, place) if prefix.framework == UN and prefix.numbered else None
        if found is None or not all(map(known_number, found.group("first", "last"))):
            return None
        printed = f"{prefix.prefix} {on_one_line(found[0].rstrip('.'))}"
        codes = codes_between(found["first"].lower(), found["last"].lower())
        return [numbered(prefix, code, printed) for code in codes], found.end()

    def _number_at(
        self, text: str, place: int, prefix: CodeDefinition, *, sure: bool
    ) -> re.Match[str] | None:
        """A goal's or target's number; not a year, a count of things, or "10 000".

        Right after its prefix a number is `sure` to be one; elsewhere it isn't where a sentence
        seems to begin with it ("17 barnehager", "50 Barnehager").
        """
        number = _NUMBER.match(text, place) if prefix.numbered else None
        if number is None or _THOUSANDS.match(text, number.end()):
            return None
        after = None if sure else _WORD_AFTER.match(text, number.end())
        if after is None:
            return number
        joint = _JOINT.match(text, after.start(1))
        if joint is not None and self._prefix_at(text, joint.end()):
            return number
        stray = prefix.framework == UN and not known_number(number[1])
        return None if stray or after[1].islower() else number


def _plain(prefix: str) -> str:
    return _BLANKS.sub(" ", prefix.translate(_DASHES))


@lru_cache(maxsize=1_024)
def numbered(definition: CodeDefinition, number: str, printed: str = "") -> Reference:
    """A reference from a prefix and the number printed after it, or the range that it is of."""
    return Reference(
        printed=printed or f"{definition.prefix} {number}",
        framework=definition.framework,
        code=number.lower(),
        basis=definition.basis,
    )


@lru_cache(maxsize=1_024)
def whole(definition: CodeDefinition) -> Reference:
    """A reference that is a prefix alone."""
    return Reference(
        printed=definition.prefix,
        framework=definition.framework,
        code=definition.prefix,
        basis=definition.basis,
    )


def guessed(prefix: str) -> CodeDefinition:
    """What a prefix outside the legend is taken to mean: its framework, directly."""
    un = prefix.split("-", maxsplit=1)[0].lower() in vocabulary().un_prefixes
    basis: Basis = "direct"
    return CodeDefinition(prefix=prefix, framework=UN if un else "other", basis=basis)


def codes_between(first: str, last: str) -> list[str]:
    """Every goal, or every target of one goal, from one to another; both alone if that can't be."""
    order = [item.code for item in un_sdg().items.values() if item.is_goal == ("." not in first)]
    if first in order and last in order and order.index(first) < order.index(last):
        return order[order.index(first) : order.index(last) + 1]
    return [first, last]


def spread(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """References in which a range that was taken for one code ("3.4-3.6") is all that it has."""
    told: list[Reference] = []
    for reference in references:
        found = _RANGE.fullmatch(reference.code) if reference.framework == UN else None
        if found is None or not all(map(known_number, found.group("first", "last"))):
            told.append(reference)
            continue
        codes = codes_between(found["first"], found["last"])
        several = (reference.model_copy(update={"code": code}) for code in codes)
        told.extend(one for one in several if one not in told)
    return tuple(told)


def on_one_line(printed: str) -> str:
    """A range without the blank that a line's end after its dash has left."""
    return _BROKEN.sub(r"\1", printed)


def known_number(number: str) -> bool:
    """Whether a number is one of the UN's goals or targets."""
    return number.lower() in un_sdg().items
