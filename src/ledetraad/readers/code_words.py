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
from ledetraad.readers.codes import codes_between, known_number, on_one_line
from ledetraad.readers.vocabulary import vocabulary

_NUMBER = r"\d{1,2}(?:\.[0-9A-Za-z]{1,2})?(?![\w.,]*\d|[\w%§]|\.\s*(?-i:[a-zæøå]))"
_DASH = r"[-\u2010-\u2014]"
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]\s*(?=[.!?]?\s*$)")
_AFTER_STOP = re.compile(r"(?<=[.!?])\s+([^.!?\s][^!?]{0,80}?)\.?$")
_TITLED_NUMBER = re.compile(rf"\s*{_NUMBER}[\s:.–-]*[A-ZÆØÅ]")
_ONLY_JOINTS = re.compile(r"[\s,;:/&+.()\[\]]*")


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
        again = re.compile(rf"\s*[(:]?\s*{code}\b(?!\.\d)\)?").match(text, name.end())
        end = again.end() if again else name.end()
    rest = " ".join([*before, text[end:]])
    numbers = _found(_pattern(True, True), rest)
    if not _ONLY_JOINTS.fullmatch(numbers.rest) and not _TITLED_NUMBER.match(rest):
        numbers = _found(_pattern(True, False), rest)
    named = {reference.code for reference in references}
    kept = [one for one in numbers.references if one.code not in named]
    left = "" if _ONLY_JOINTS.fullmatch(numbers.rest) else " ".join(numbers.rest.split())
    return Found((*references, *kept), left)


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
    outside = {reference.code for reference in references}
    within = _once(list(_found(_pattern(False, False), text).references))
    return Found((*(one for one in within if one.code not in outside), *references), text)


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
def _prefix(in_references: bool) -> str:
    words = vocabulary().code_words
    prefixes = [*words["always"], *(words["in_references"] if in_references else ())]
    prefix = "|".join(
        r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", word))
        for word in sorted(prefixes, key=len, reverse=True)
    )
    return rf"(?:{prefix})(?:\s+(?:nr|no)\b\.?)?"


@cache
def _one_code() -> re.Pattern[str]:
    """A code of a list or a range, with a prefix of its own if it has one."""
    span = rf"\s*(?:{_DASH}|\b(?:{'|'.join(vocabulary().code_words['range'])})\b)\s*"
    own = rf"(?:(?P<prefix>(?<![\w-]){_prefix(True)})\s*)?"
    return re.compile(
        rf"{own}(?P<printed>(?P<first>{_NUMBER})(?:{span}(?P<last>{_NUMBER}))?)", re.IGNORECASE
    )


@cache
def _pattern(in_references: bool, bare: bool) -> re.Pattern[str]:
    """A prefix and its numbers; with `bare`, numbers without a prefix too."""
    words = vocabulary().code_words
    prefix = _prefix(in_references)
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
        for own, printed, several in codes:
            prefix = own or prefix
            more = [_reference(f"{prefix} {printed}".strip(), code) for code in several]
            references.extend(one for one in more if len(several) == 1 or one not in references)
        rest.append(text[end : match.start()])
        end = match.end()
    rest.append(text[end:])
    return Found(tuple(references), " ".join(rest))


def _codes(numbers: str) -> list[tuple[str, str, list[str]]] | None:
    """The codes of a list: the prefix that each has of its own, its number as printed, its codes.

    Returns:
        None where one is no goal or target.
    """
    codes: list[tuple[str, str, list[str]]] = []
    for part in _one_code().finditer(numbers):
        first, last = part.group("first", "last")
        if not known_number(first) or (last and not known_number(last)):
            return None
        meant = codes_between(first.lower(), last.lower()) if last else [first.lower()]
        codes.append((part["prefix"] or "", on_one_line(part["printed"]), meant))
    return codes or None


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
