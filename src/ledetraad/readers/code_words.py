"""References to the UN's goals and targets as people write them: "SDG 11.3", "(mål 11 og 13)".

A goal or target counts only where something says that it is one: a word before it, brackets that
hold nothing else, or a column of references. A number that is none of the UN's is never one, nor
is a year, an amount, a time, a date or a paragraph of a law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ledetraad.frameworks.un_sdg import ID as UN
from ledetraad.frameworks.un_sdg import un_sdg
from ledetraad.plan.model import Reference
from ledetraad.readers.codes import known_number
from ledetraad.readers.vocabulary import vocabulary

_NUMBER = r"\d{1,2}(?:\.[0-9A-Za-z]{1,2})?(?![\w.,]*\d|[\w%§]|\.\s*(?-i:[a-zæøå]))"
_DASH = r"[-\u2010-\u2014]"
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]\s*(?=[.!?]?\s*$)")
_AFTER_STOP = re.compile(r"(?<=[.!?])\s+([^.!?\s][^!?]{0,80}?)\.?$")
_TITLED_NUMBER = re.compile(rf"\s*{_NUMBER}[\s:.–-]*[A-ZÆØÅ]")
_ONLY_JOINTS = re.compile(r"[\s,;:/&+.]*")


@dataclass(frozen=True, slots=True)
class Found:
    """References found in a text, and what of the text is no part of them."""

    references: tuple[Reference, ...]
    rest: str


@lru_cache(maxsize=4_096)
def read_reference_cell(text: str) -> Found:
    """The references in a cell that is meant for them: bare numbers and goals' names count."""
    references: list[Reference] = []
    before: list[str] = []
    end = 0
    for name in _any_goal_name().finditer(text):
        code = _goal_names().get(name[0].casefold())
        if code is None:
            continue
        references.append(_reference(name[0], code))
        before.append(_without_number(text[end : name.start()], code))
        end = name.end()
    rest = " ".join([*before, text[end:]])
    numbers = _found(_pattern(True, True), rest)
    if not _ONLY_JOINTS.fullmatch(numbers.rest) and not _TITLED_NUMBER.match(rest):
        numbers = _found(_pattern(True, False), rest)
    named = {reference.code for reference in references}
    kept = [one for one in numbers.references if one.code not in named]
    left = "" if _ONLY_JOINTS.fullmatch(numbers.rest) else " ".join(numbers.rest.split())
    return Found(tuple(_once([*references, *kept])), left)


def read_statement(text: str, *, goals: bool = True) -> Found:
    """The references in a statement; those that stand outside its sentence are taken out of it.

    Args:
        text: one line.
        goals: whether a bare target in brackets counts ("Alle har trygge boliger (11.1).").
    """
    references: list[Reference] = []
    while (brackets := _BRACKETS.search(text)) is not None:
        inside = _only_codes(brackets[1], bare=goals)
        if not inside:
            break
        references = [*inside, *references]
        text = text[: brackets.start()].rstrip() + text[brackets.end() :].strip()
    tail = _AFTER_STOP.search(text)
    if tail is not None and (after := _only_codes(tail[1], bare=False)):
        references = [*after, *references]
        text = text[: tail.start()].rstrip()
    within = _found(_pattern(False, False), text).references
    return Found(tuple(_once([*within, *references])), text)


def is_only_references(text: str) -> bool:
    """Whether a cell holds nothing but references."""
    found = read_reference_cell(text)
    return bool(found.references) and not found.rest


def says_what_it_is(text: str) -> bool:
    """Whether a text has a reference with a word before it that makes it the UN's."""
    return bool(_found(_pattern(False, False), text).references)


def _only_codes(text: str, *, bare: bool) -> list[Reference]:
    found = _found(_pattern(True, bare), text)
    if not found.references or not _ONLY_JOINTS.fullmatch(found.rest):
        return []
    alone = all(reference.printed == reference.code for reference in found.references)
    if alone and not all("." in reference.code for reference in found.references):
        return []
    return list(found.references)


@cache
def _pattern(in_references: bool, bare: bool) -> re.Pattern[str]:
    """A prefix and its numbers; with `bare`, numbers without a prefix too."""
    words = vocabulary().code_words
    prefixes = [*words["always"], *(words["in_references"] if in_references else ())]
    prefix = "|".join(
        r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word))
        for word in sorted(prefixes, key=len, reverse=True)
    )
    prefix = rf"(?:{prefix})(?:\s+(?:nr|no)\b\.?)?"
    joint = rf"\s*(?:[,;/&+]|\b(?:{'|'.join(words['joints'])})\b)\s*(?:(?:{prefix})\s*)?|\s+"
    span = rf"\s*(?:{_DASH}|\b(?:{'|'.join(words['range'])})\b)\s*"
    one = rf"{_NUMBER}(?:{span}{_NUMBER})?"
    before = rf"(?P<prefix>(?<![\w-])(?:{prefix}))\s*[:.#-]?\s*"
    start = rf"(?:{before}|(?<![\w.,§–-]))" if bare else before
    return re.compile(rf"{start}(?P<numbers>{one}(?:(?:{joint}){one})*)", re.IGNORECASE)


def _found(pattern: re.Pattern[str], text: str) -> Found:
    references: list[Reference] = []
    rest: list[str] = []
    end = 0
    for match in pattern.finditer(text):
        codes = _codes(match["numbers"])
        if codes is None:
            continue
        prefix = match["prefix"] or ""
        references.extend(_reference(f"{prefix} {code}".strip(), code.lower()) for code in codes)
        rest.append(text[end : match.start()])
        end = match.end()
    rest.append(text[end:])
    return Found(tuple(references), " ".join(rest))


def _codes(numbers: str) -> list[str] | None:
    """The single codes of a list with ranges; None where one is no goal or target."""
    span = rf"\s*(?:{_DASH}|\b(?:{'|'.join(vocabulary().code_words['range'])})\b)\s*"
    codes: list[str] = []
    for part in re.finditer(rf"({_NUMBER})(?:{span}({_NUMBER}))?", numbers, re.IGNORECASE):
        first, last = part[1], part[2]
        if not known_number(first) or (last and not known_number(last)):
            return None
        codes.extend(_between(first.lower(), last.lower()) if last else [first])
    return codes or None


def _between(first: str, last: str) -> list[str]:
    """Every goal, or every target of one goal, from one to another; both alone if that can't be."""
    order = [item.code for item in un_sdg().items.values() if item.is_goal == ("." not in first)]
    if first in order and last in order and order.index(first) < order.index(last):
        return order[order.index(first) : order.index(last) + 1]
    return [first, last]


@cache
def _goal_names() -> dict[str, str]:
    """The goals' names in every language, in lower case, with their codes."""
    return {name.casefold(): goal.code for goal in un_sdg().goals for name in goal.names.values()}


@cache
def _any_goal_name() -> re.Pattern[str]:
    names = sorted(_goal_names(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)), re.IGNORECASE)


def _without_number(text: str, code: str) -> str:
    """A text up to a goal's name, without the goal's own number before it ("3. God helse …")."""
    return re.sub(
        rf"(?:{'|'.join(map(re.escape, _number_words()))})?\s*\b{code}\s*[.:)–-]?\s*$",
        "",
        text,
        flags=re.IGNORECASE,
    )


@cache
def _number_words() -> tuple[str, ...]:
    words = vocabulary().code_words
    return tuple(sorted([*words["always"], *words["in_references"]], key=len, reverse=True))


def _reference(printed: str, code: str) -> Reference:
    return Reference(
        printed=" ".join(printed.split())[:60], framework=UN, code=code, basis="direct"
    )


def _once(references: list[Reference]) -> list[Reference]:
    first: dict[str, Reference] = {}
    for reference in references:
        first.setdefault(reference.code, reference)
    return list(first.values())
