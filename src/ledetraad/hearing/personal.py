"""Finds what may be personal in a text, for the one who decides whether it is to be published.

It points; it never decides: what may be put on the internet is decided case by case
(offentlegforskrifta § 7). It is made to find too much rather than too little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ledetraad.i18n import N_


class Personal(StrEnum):
    """What kind of personal data something seems to be."""

    NATIONAL_NUMBER = "national-number"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    HEALTH = "health"


PERSONAL_NAMES: Mapping[Personal, str] = {
    Personal.NATIONAL_NUMBER: N_("National identity number"),
    Personal.PHONE: N_("Phone number"),
    Personal.MAIL: N_("E-mail address"),
    Personal.ADDRESS: N_("Home address"),
    Personal.HEALTH: N_("Word of health or need"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text.

    Args:
        kind: what it seems to be.
        start, end: where, in characters.
        text: the words.
    """

    kind: Personal
    start: int
    end: int
    text: str


# What a word begins with is tried where a word begins, and never from within it: whoever writes for
# the public form could make the others take time with the square of the text's length.
_ELEVEN = re.compile(r"(?<!\d)(?<!\d[ .])\d{6}[ .]?\d{5}(?![ .]?\d)")
_PHONE = re.compile(
    r"(?<![\d.,/])(?:(?:\+|00)47[ ]?)?(?:[2-9]\d(?:[ ]?\d{2}){3}|[489]\d{2}[ ]\d{2}[ ]\d{3})"
    r"(?![\d]|[.,]\d|[ ]?(?:kr|kroner|mill|tonn|innbyggere|kvm|m2|daa))"
)
_FOREIGN_PHONE = re.compile(r"(?<!\d)(?:\+|00)(?!47)[1-9]\d{0,2}(?:[ -]?\d){6,12}(?!\d)")
_MAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]++@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
_MAIL_NORWEGIAN = re.compile(
    r"(?<![\w.+'-])[\w.+'-]++\s?(?:\(at\)|\[at\]|\(krøllalfa\))\s?[\w.-]{3,80}"
)
_STREET = (
    r"(?:[A-ZÆØÅ][\wæøåÆØÅ.-]{0,40}[ ]){0,3}?[\wæøåÆØÅ-]*"
    r"(?:veien|vegen|vei|veg|gata|gaten|gate|alléen|allé|plassen|plass|stien|svingen|"
    r"bakken|ringen|lia|åsen|tunet|terrasse|kroken|haugen)"
)
_ADDRESS = re.compile(rf"(?<![\w-]){_STREET}[ ]\d{{1,4}}[ ]?[A-Za-z]?\b(?![ ]?(?:prosent|%|kr|år))")
_POST = re.compile(r"\b\d{4}[ ][A-ZÆØÅ]{2,}(?:[ ][A-ZÆØÅ]{2,})*\b")
_PROPERTY = re.compile(r"\b(?:gnr\.?[ ]?\d{1,4}[ ,/]*(?:og[ ])?bnr\.?[ ]?\d{1,4})\b", re.IGNORECASE)
_HEALTH = re.compile(
    r"\b(?:diagnose\w*|kreft\w*|diabet\w*|demens\w*|dement\w*|psykisk\w*|psykiatri\w*|depresjon\w*|"
    r"depriment\w*|angst\w*|adhd|autis\w*|asperger\w*|epileps\w*|parkinson\w*|alzheimer\w*|"
    r"funksjonsneds\w*|funksjonshem\w*|rullestol\w*|ufør\w*|sykemeld\w*|sjukmeld\w*|sykdom\w*|"
    r"sjukdom\w*|medisin(?:er|ar|en)?|rusavheng\w*|rusmisbruk\w*|avhengighet\w*|selvmord\w*|"
    r"sjølvmord\w*|barnevern\w*|vold(?:elig|sutsatt)\w*|overgrep\w*|sosialhjelp\w*|"
    r"allerg\w*|astma\w*|blind|døv|gravid|abort\w*|fødselsdepresjon\w*|hiv)\b",
    re.IGNORECASE,
)
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def find_personal(text: str) -> list[Found]:
    """Everything in a text that may be personal, in order; what lies within another is left out."""
    found = sorted(_all(text), key=lambda one: (one.start, -one.end, one.kind))
    kept: list[Found] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            continue
        kept.append(one)
    return kept


LEFT_OUT = "[…]"
"""What stands in place of what is left out."""


def is_national_number(digits: str) -> bool:
    """Whether eleven digits are a birth number or a D-number by their check digits.

    The first check digit makes 3 7 6 1 8 9 4 5 2 1 times the digits, and the second one
    5 4 3 2 7 6 5 4 3 2 1 times them, divisible by 11 (Skatteetaten's rules). D-numbers have 4 added
    to the first digit, synthetic ones 40 or 80 to the month. From 2032 the first check may give
    remainders 1 to 3, too, so those are taken as well.
    """
    if len(digits) != 11 or not digits.isdigit():  # noqa: PLR2004
        return False
    numbers = [int(one) for one in digits]
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    if not (1 <= day <= 31 and 1 <= month <= 12):  # noqa: PLR2004
        return False
    first = sum(w * n for w, n in zip((*_FIRST_WEIGHTS, 1), numbers, strict=False)) % 11
    second = sum(w * n for w, n in zip((*_SECOND_WEIGHTS, 1), numbers, strict=True)) % 11
    return first <= 3 and second == 0  # noqa: PLR2004


def _all(text: str) -> Iterator[Found]:
    for match in _ELEVEN.finditer(text):
        if is_national_number(re.sub(r"\D", "", match[0])):
            yield _found(Personal.NATIONAL_NUMBER, match)
    for kind, patterns in _PATTERNS.items():
        for pattern in patterns:
            yield from (_found(kind, match) for match in pattern.finditer(text))


def _found(kind: Personal, match: re.Match[str]) -> Found:
    return Found(kind, match.start(), match.end(), match[0])


_PATTERNS: Mapping[Personal, tuple[re.Pattern[str], ...]] = {
    Personal.PHONE: (_PHONE, _FOREIGN_PHONE),
    Personal.MAIL: (_MAIL, _MAIL_NORWEGIAN),
    Personal.ADDRESS: (_ADDRESS, _POST, _PROPERTY),
    Personal.HEALTH: (_HEALTH,),
}


def without(text: str, words: Iterable[str] = ()) -> str:
    """A text with a mark in place of what may be personal, and of some words.

    Args:
        text: the text.
        words: what else is left out, whatever case it is written in, and however it is spaced and
            broken into lines.
    """
    left = "".join(LEFT_OUT if kind else piece for piece, kind in parted(text, find_personal(text)))
    longest_first = sorted((one for one in words if one.strip()), key=len, reverse=True)
    if not longest_first:
        return left
    pattern = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
    return re.sub(rf"(?<!\w)(?:{pattern})", LEFT_OUT, left, flags=re.IGNORECASE)


def parted(
    text: str, found: list[Found], cut: Callable[[str], str] = str
) -> list[tuple[str, Personal | None]]:
    """A text in pieces, each with what it seems to be; None for what seems to be nothing."""
    pieces: list[tuple[str, Personal | None]] = []
    end = 0
    for one in found:
        if one.start > end:
            pieces.append((cut(text[end : one.start]), None))
        pieces.append((one.text, one.kind))
        end = one.end
    if end < len(text):
        pieces.append((cut(text[end:]), None))
    return pieces
