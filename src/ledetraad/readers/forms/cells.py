"""What stands in a table's cells: sentences, names, numbers, dates or references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from ledetraad.readers.code_words import is_only_references
from ledetraad.readers.codes import CodeReader
from ledetraad.readers.vocabulary import vocabulary

_OUTLINE_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*[.)]?|[a-zA-Z]\d{0,2}\)?")
_FEWEST_WORDS = 4
_MOST_NAME_WORDS = 6
_EMPTY = re.compile(r"[\s\-–—.·…_]*")
_DITTO = re.compile(r"[\"”»“'-]{1,3}\s*(?:[\"”»“'-]{1,3})?")
_SAMPLE = 200
_LONGEST_VALUE = 50


class Kind(StrEnum):
    """What a cell holds."""

    REFERENCE = "reference"
    DATE = "date"
    NUMBER = "number"
    SENTENCE = "sentence"
    NAME = "name"


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: blank, or a dash for "none"."""
    return _EMPTY.fullmatch(text) is not None


def is_ditto(text: str) -> bool:
    """Whether a cell says "as above"."""
    stripped = text.strip()
    return any(mark in stripped for mark in "\"”»“'") and _DITTO.fullmatch(stripped) is not None


def is_outline_number(text: str) -> bool:
    """Whether a cell is an element's own number: "1.2"."""
    return _OUTLINE_NUMBER.fullmatch(text.strip()) is not None


def kind_of(text: str, codes: CodeReader | None = None) -> Kind:
    """What a cell that isn't empty holds."""
    one_line = " ".join(text.split())
    found = codes.at_start(one_line) if codes is not None else None
    if found is not None and not found.rest:
        return Kind.REFERENCE
    if len(one_line) <= _LONGEST_VALUE:
        if _date().fullmatch(one_line):
            return Kind.DATE
        if _number().fullmatch(one_line):
            return Kind.NUMBER
    if is_only_references(one_line):
        return Kind.REFERENCE
    return Kind.SENTENCE if _is_sentence(one_line) else Kind.NAME


def _is_sentence(one_line: str) -> bool:
    words = one_line.count(" ") + 1
    if words > _MOST_NAME_WORDS or one_line.endswith((".", "!", "?")):
        return True
    return words >= _FEWEST_WORDS and not one_line[0].isupper()


@cache
def _number() -> re.Pattern[str]:
    values = vocabulary().values
    one = r"\d[\d\s.,]*"
    return re.compile(
        rf"(?:{_any(values['before_number'])})?\s*[<>≤≥=~±+–-]{{0,2}}\s*{one}"
        rf"(?:[–/-]\s*{one})?(?:{_any(values['units'])})?\.?",
        re.IGNORECASE,
    )


@cache
def _date() -> re.Pattern[str]:
    values = vocabulary().values
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?:(?:{_any(values['before_year'])}|\d{{1,2}}\.?)\s*){{0,4}}"
        rf"{year}(?:\s*(?:[–/,-]|til|og)\s*(?:{year}|\d\d))*\s*[–-]?"
        rf"|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{year}-\d\d-\d\d(?:[T ][\d:.]+)?"
        rf"|{_any(values['times'])}",
        re.IGNORECASE,
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def shares(texts: Sequence[str], codes: CodeReader | None = None) -> dict[Kind, float]:
    """How large a part of the cells is of each kind; empty ones are not counted."""
    told = [text for text in texts if not is_empty(text)][:_SAMPLE]
    if not told:
        return dict.fromkeys(Kind, 0.0)
    kinds = [kind_of(text, codes) for text in told]
    return {kind: kinds.count(kind) / len(kinds) for kind in Kind}
