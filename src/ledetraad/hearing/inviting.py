"""Whom a hearing is sent to: bodies as people write them down, one a line, with their mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ledetraad.hearing.sending import MAIL_ADDRESS
from ledetraad.hearing.speakers import Speaker
from ledetraad.hearing.text import clean, clean_line

LONGEST_NAME = 150
_BRACKETED = re.compile(r"[<(\[]\s*([^\s<>()\[\]]+@[^\s<>()\[\]]+)\s*[>)\]]")
_BARE = re.compile(r"[^\s;,<>]+@[^\s;,<>]+")
_AROUND = " \t,;:–-\"'"
_KINDS: tuple[tuple[Speaker, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            Speaker.PARTY,
            r"\bparti(et)?\b|^(høyre|venstre|rødt|sv|senterpartiet|arbeiderpartiet)\b|venstreparti",
        ),
        (
            Speaker.COMMITTEE,
            r"\b\w*råd(et)?\b(?!giv)|\butvalg(et)?\b|kontrollutvalg|\bungdommens\b",
        ),
        (Speaker.REGION, r"fylkeskommune|interkommunal|\bregionråd|\bruter\b|\biks\b"),
        (Speaker.NEIGHBOUR, r"\b\w*kommunen?\b"),
        (
            Speaker.STATE,
            r"statsforvalter|fylkesmann|direktorat|vegvesen|departement|bane nor|\bnve\b|tilsyn"
            r"|politi|forsvars|mattilsyn|sysselmester|\bnav\b|sametinget|statens|bispedømme",
        ),
        (Speaker.UNION, r"fagforbund|fagforening|utdanningsforbund|\blo\b|\bnsf\b|\bunio\b"),
        (Speaker.BUSINESS, r"\b(as|asa|ans|da|sa)\b"),
    )
)
_ASSOCIATION = re.compile(
    r"\b\w*(?:forening|foreining|lag|laget|forbund|klubb|stiftelse|stifting|menighet|vel|velet)\b"
    r"|\b(?:il|velforening|historielag|fau|organisasjon|fellesskap|nettverk|museum)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body that is invited.

    Args:
        name: on one line.
        mail: in small letters; empty where it gets its letter on paper.
        kind: what it seems to be, by its name.
    """

    name: str
    mail: str
    kind: Speaker


def body(name: str, mail: str = "") -> Body:
    """A body by its name and mail."""
    name = clean_line(name)[:LONGEST_NAME]
    return Body(name, clean_line(mail).lower(), kind_of(name))


def read_bodies(text: str) -> tuple[tuple[Body, ...], tuple[str, ...]]:
    """The bodies of a pasted list, and the lines that aren't understood.

    A line is "Name <mail>", "Name; mail", "mail" alone, or a name alone; each mail counts once.

    Args:
        text: as it was pasted.
    """
    found: dict[str, Body] = {}
    strange = []
    for line in clean(text).split("\n"):
        if not line.strip():
            continue
        match = _BRACKETED.search(line) or _BARE.search(line)
        mail = match[1] if match is not None and match.re is _BRACKETED else match and match[0]
        name = line.replace(match[0], " ") if match is not None else line
        name = " ".join(name.split()).strip(_AROUND)
        if mail and MAIL_ADDRESS.fullmatch(mail.rstrip(".")) is None:
            strange.append(line.strip())
            continue
        if not mail and "@" in line:
            strange.append(line.strip())
            continue
        one = body(name or str(mail), (mail or "").rstrip("."))
        found.setdefault(one.mail or f"name {one.name.lower()}", one)
    return tuple(found.values()), tuple(strange)


def kind_of(name: str) -> Speaker:
    """What a body seems to be, by its name; an association where nothing else is seen."""
    for kind, words in _KINDS:
        if words.search(name):
            return kind
    return Speaker.ASSOCIATION


def sender_kind(name: str) -> Speaker:
    """What a sender seems to be; a private person unless the name says otherwise.

    A private person who is taken for an association would be named where everybody reads.
    """
    kind = kind_of(name)
    if kind is Speaker.ASSOCIATION and not _ASSOCIATION.search(name):
        return Speaker.RESIDENT
    return kind


def likely(name: str, mail: str, others: Iterable[tuple[int, str, str]]) -> int | None:
    """Which statement is likely to be a body's answer; None where none is.

    Args:
        name, mail: the body's.
        others: statements' numbers, with the names and mails of their senders.
    """
    wanted = _words(name)
    best: tuple[float, int] | None = None
    for number, their_name, their_mail in others:
        if mail and their_mail.lower() == mail.lower():
            return number
        theirs = _words(their_name)
        both = len(wanted & theirs) / max(len(wanted | theirs), 1)
        if both >= _SAME_NAME and (best is None or both > best[0]):
            best = (both, number)
    return best[1] if best is not None else None


_SAME_NAME = 0.6
"""The least share of words that two names of one body have in common."""


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower()))


def is_reminded(closes: date, days: int, today: date) -> bool:
    """Whether today is so near the deadline that those who haven't answered are reminded.

    Args:
        closes: the last day.
        days: how many days before it; 0 for never.
        today: the day.
    """
    return days > 0 and closes - timedelta(days=days) <= today <= closes
