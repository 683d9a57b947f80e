"""The words that plan documents use for their own parts, read from `vocabulary.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each field is a table of the vocabulary file; words are lower case.

    `head_terms` has the words of every column head, `longest_head` the most words of one.
    """

    heads: dict[str, frozenset[str]]
    head_terms: frozenset[str]
    longest_head: int
    sections: dict[str, frozenset[str]]
    status: dict[str, frozenset[str]]
    owner_nouns: tuple[str, ...]
    owner_joints: tuple[str, ...]
    legend_number: tuple[str, ...]
    legend_un: tuple[str, ...]
    legend_own: frozenset[str]
    legend_adapted: tuple[str, ...]
    un_prefixes: frozenset[str]
    suspended_before: frozenset[str]
    action: frozenset[str]
    language: dict[str, frozenset[str]]


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package."""
    text = (files(__package__) / "vocabulary.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    heads = _sets(tables["heads"])
    head_terms = frozenset[str]().union(*heads.values())
    return Vocabulary(
        heads=heads,
        head_terms=head_terms,
        longest_head=max(len(term.split(" ")) for term in head_terms),
        sections=_sets(tables["sections"]),
        status=_sets(tables["status"]),
        owner_nouns=tuple(tables["owner"]["nouns"]),
        owner_joints=tuple(tables["owner"]["joints"]),
        legend_number=tuple(tables["legend"]["number"]),
        legend_un=tuple(tables["legend"]["un"]),
        legend_own=frozenset(tables["legend"]["own"]),
        legend_adapted=tuple(tables["legend"]["adapted"]),
        un_prefixes=frozenset(tables["prefixes"]["un"]),
        suspended_before=frozenset(tables["hyphen"]["suspended_before"]),
        action=frozenset(tables["action"]["words"]),
        language=_sets(tables["language"]),
    )
