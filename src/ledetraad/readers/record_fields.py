"""What the fields of another program's records are for, by their names and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledetraad.readers.vocabulary import vocabulary

Record = Mapping[str, Any]

MOST_RECORDS = 200_000
_FEWEST_SHARED = 2
_DEEPEST_LIST = 3
_WORDS = re.compile(r"[A-ZÆØÅÄÖ]+(?![a-zæøåäö])|[A-ZÆØÅÄÖ]?[a-zæøåäö]+|\d+")
_LETTERS = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe"})


@dataclass(frozen=True, slots=True)
class Records:
    """A list of records in a document.

    Args:
        name: the field that the list stands in; empty for the document itself.
        records: the records.
        fields: for each use that is known ("id", "name", "parent") the field that has it.
    """

    name: str
    records: Sequence[Record]
    fields: Mapping[str, str]

    def of(self, record: Record, use: str) -> Any:
        """What a record has for a use; None where it has nothing."""
        field = self.fields.get(use)
        return record.get(field) if field is not None else None

    def others(self, record: Record) -> Iterator[tuple[str, Any]]:
        """The fields of a record whose use is not known, with what they hold."""
        known = set(self.fields.values())
        return ((field, value) for field, value in record.items() if field not in known)


def record_lists(document: Any) -> list[Records]:
    """Every list of records in a JSON document, near its top."""
    return [Records(name, records, _fields(records)) for name, records in _lists(document, "", 0)]


def words_of(field: str) -> tuple[str, ...]:
    """A field's name as lower-case words: "maalOverordnet" is "maal", "overordnet"."""
    return tuple(word.casefold() for word in _WORDS.findall(field))


def _lists(value: Any, name: str, depth: int) -> Iterator[tuple[str, list[Record]]]:
    if isinstance(value, list):
        if value and all(isinstance(record, dict) for record in value):
            yield name, value
    elif isinstance(value, dict) and depth < _DEEPEST_LIST:
        for field, held in value.items():
            yield from _lists(held, field, depth + 1)


def _fields(records: Sequence[Record]) -> dict[str, str]:
    """The use of each field that has one; the first of two for the same."""
    names = list(dict.fromkeys(field for record in records for field in record))
    words = {field: words_of(field) for field in names}
    firsts = {said[0] for said in words.values() if said}
    shared = len(firsts) == 1 and sum(len(said) > 1 for said in words.values()) >= _FEWEST_SHARED
    found: dict[str, str] = {}
    for use, known in vocabulary().records.items():
        plain = {word.translate(_LETTERS) for word in known}
        for field in names:
            said = words[field][1:] if shared else words[field]
            if " ".join(said).translate(_LETTERS) in plain and field not in found.values():
                found.setdefault(use, field)
    return found
