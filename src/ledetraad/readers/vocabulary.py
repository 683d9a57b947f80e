"""The words that plan documents use for their own parts, read from `vocabulary.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class LevelWords:
    """What documents call a level.

    Args:
        key: the level's key in the plan.
        names: its singular and plural, the most usual first.
        label: other words that stand above statements of the level.
        titled, single: as in the plan's own `Level`.
    """

    key: str
    names: tuple[tuple[str, str], ...]
    label: frozenset[str]
    titled: bool
    single: bool


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
    pages: dict[str, frozenset[str]]
    appendix: frozenset[str]
    suspended_before: frozenset[str]
    action: frozenset[str]
    language: dict[str, frozenset[str]]
    styles: dict[str, frozenset[str]]
    facts: dict[str, frozenset[str]]
    records: dict[str, frozenset[str]]
    levels: tuple[LevelWords, ...]
    columns: dict[str, tuple[str, ...]]
    code_words: dict[str, tuple[str, ...]]
    unnamed_sheets: frozenset[str]
    sums: frozenset[str]
    values: dict[str, tuple[str, ...]]


def _level(table: dict[str, Any]) -> LevelWords:
    return LevelWords(
        key=table["key"],
        names=tuple((singular, plural) for singular, plural in table["names"]),
        label=frozenset(table["label"]),
        titled=table["titled"],
        single=table.get("single", False),
    )


def _sets(table: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table.items()}


OTHER = "other"
"""The key of a fact whose name is none that is known."""


def fact_key(name: str) -> str:
    """What a document's word for a fact means ("Ansvar": `responsible`); `other` if not known."""
    said = " ".join(name.split()).casefold()
    return next((key for key, words in vocabulary().columns.items() if said in words), OTHER)


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
        pages=_sets(tables["pages"]),
        appendix=frozenset(tables["appendix"]["words"]),
        suspended_before=frozenset(tables["hyphen"]["suspended_before"]),
        action=frozenset(tables["action"]["words"]),
        language=_sets(tables["language"]),
        levels=tuple(_level(table) for table in tables["levels"]),
        columns={key: tuple(words) for key, words in tables["columns"].items()},
        code_words={key: tuple(words) for key, words in tables["code_words"].items()},
        unnamed_sheets=frozenset(tables["sheets"]["unnamed"]),
        sums=frozenset(tables["sheets"]["sums"]),
        values={key: tuple(words) for key, words in tables["values"].items()},
        styles=_sets(tables["styles"]),
        facts=_sets(tables["facts"]),
        records=_sets(tables["records"]),
    )
