"""Recognising reference codes at the start of a line, by what the legend declares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.plan.model import Basis, CodeDefinition, Reference
from ledetraad.readers.vocabulary import vocabulary

_NUMBER = re.compile(r"(\d{1,2}(?:\.[0-9A-Za-z]{1,3})?)\.?(?=[\s,;/&]|$)")
_SEPARATOR = re.compile(r"[\s,;/&]+")
_UNDECLARED = re.compile(r"([A-ZÆØÅ]{2,6}(?:-[A-ZÆØÅ]{1,3})?)(?=\s|$)")
_THOUSANDS = re.compile(r"\s\d{3}\b")
_DASHES = "[-\u2010\u2011–]"


@dataclass(frozen=True, slots=True)
class Codes:
    """What stands at the start of a line.

    Args:
        references: as far as they are whole; a prefix that waits for its number is not among them.
        prefix: the last prefix seen, for numbers on the lines that follow.
        waiting: whether that prefix has no number yet.
        rest: the text after the codes.
        undeclared: whether a prefix is one that the legend doesn't have.
    """

    references: tuple[Reference, ...]
    prefix: CodeDefinition | None
    waiting: bool
    rest: str
    undeclared: bool = False


class CodeReader:
    """Reads codes by a scheme.

    Args:
        scheme: what the document's legend declares.
    """

    def __init__(self, scheme: Sequence[CodeDefinition]) -> None:
        by_length = sorted(scheme, key=lambda definition: -len(definition.prefix))
        self._declared = [
            (re.compile(_pattern(definition.prefix) + r"(?=[\s,;/&]|$)"), definition)
            for definition in by_length
        ]

    def at_start(
        self, text: str, *, prefix: CodeDefinition | None = None, undeclared: bool = False
    ) -> Codes | None:
        """The codes that a line begins with, or None where it begins with none.

        Args:
            text: the line without white space around it.
            prefix: a prefix from an earlier line of the same cell, that numbers may belong to.
            undeclared: whether a prefix outside the legend may be met here.
        """
        references: list[Reference] = []
        place, waiting, found, outside = 0, False, False, False
        while place < len(text):
            matched = self._prefix_at(text, place)
            if matched is not None:
                if waiting and prefix is not None:
                    references.append(whole(prefix))
                definition, end = matched
                prefix, waiting, found = definition, definition.numbered, True
                if not definition.numbered:
                    references.append(whole(definition))
            elif prefix is not None and prefix.numbered and (number := _number_at(text, place)):
                references.append(numbered(prefix, number[1]))
                end, waiting, found = number.end(), False, True
            elif undeclared and not found and (token := _UNDECLARED.match(text, place)):
                prefix = guessed(token[1])
                end, waiting, found, outside = token.end(), True, True, True
            else:
                break
            separator = _SEPARATOR.match(text, end)
            place = separator.end() if separator else end
            if separator is None and end < len(text):
                break
        if not found:
            return None
        return Codes(tuple(references), prefix, waiting, text[place:], outside)

    def _prefix_at(self, text: str, place: int) -> tuple[CodeDefinition, int] | None:
        for pattern, definition in self._declared:
            matched = pattern.match(text, place)
            if matched is not None:
                return definition, matched.end()
        return None


def _number_at(text: str, place: int) -> re.Match[str] | None:
    """A goal's or target's number; not a year, a count of things, or "10 000"."""
    number = _NUMBER.match(text, place)
    if number is None or _THOUSANDS.match(text, number.end()):
        return None
    after = text[number.end() :].lstrip()
    if "." not in number[1] and after[:1].islower() and not re.match(r"\w\b", after):
        return None
    return number


def _pattern(prefix: str) -> str:
    return re.escape(prefix).replace(r"\-", _DASHES).replace(r"\ ", r"\s+")


def numbered(definition: CodeDefinition, number: str) -> Reference:
    """A reference from a prefix and the number printed after it."""
    return Reference(
        printed=f"{definition.prefix} {number}",
        framework=definition.framework,
        code=number.lower(),
        basis=definition.basis,
    )


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


def known_number(number: str) -> bool:
    """Whether a number is one of the UN's goals or targets."""
    return number.lower() in un_sdg().items
