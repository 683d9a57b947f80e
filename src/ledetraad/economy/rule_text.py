"""The rule of a table's line, read: which codes and which other lines it is the sum of.

The form is that of the definitions that Norwegian municipalities keep beside their ledgers:
"sum(700:780) + sum(830:850) + 920", "post(9) - post(15)", "post(1:8)", "post(24) / post(9)", and
"980; post(24) - post(31)" for a result that is booked under a code of its own and reckoned too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ledetraad.economy.faults import InvalidDefinition
from ledetraad.i18n import N_

REST: Final = "fra_bevilgningsoversikt_5_4_andre_ledd"
"""What stands for the net appropriations: every code that no other line of the table has."""
_TOKEN = re.compile(
    r"\s*(?:sum\((?P<low>\d+):(?P<high>\d+)\)|post\((?P<post>[\w.]+)(?::(?P<to>[\w.]+))?\)"
    rf"|(?P<code>\d+)|(?P<rest>{REST})|(?P<mark>[+\-/;]))"
)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes from one to another, both among them, times a factor of 1 or -1."""

    factor: int
    low: str
    high: str

    def has(self, code: str) -> bool:
        """Whether a code is one of them; a chapter's accounts begin with it."""
        return len(code) >= len(self.low) and self.low <= code[: len(self.low)] <= self.high


@dataclass(frozen=True, slots=True)
class Posts:
    """The lines from one to another of the same depth, times a factor of 1 or -1."""

    factor: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Rest:
    """All codes that no other line has, times a factor of 1 or -1."""

    factor: int


Term = Codes | Posts | Rest


@dataclass(frozen=True, slots=True)
class LineRule:
    """What a line is the sum of.

    Args:
        terms: what is summed.
        divisor: what the sum is divided by; empty for an amount.
        booked: the codes that the same result is booked under; empty for none.
    """

    terms: tuple[Term, ...]
    divisor: tuple[Term, ...] = ()
    booked: tuple[Codes, ...] = ()

    @property
    def codes(self) -> tuple[Codes, ...]:
        """The codes among the terms."""
        return tuple(term for term in self.terms if isinstance(term, Codes))

    @property
    def posts(self) -> tuple[Posts, ...]:
        """The lines among the terms."""
        return tuple(term for term in self.terms if isinstance(term, Posts))


def read_rule(text: str, where: str) -> LineRule:
    """A rule as it is written.

    Args:
        text: the rule.
        where: the table and line, for the error.

    Raises:
        InvalidDefinition: it has not that form.
    """
    parts: list[list[Term]] = [[]]
    marks: list[str] = []
    sign, at, wanted = 1, 0, True
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _unclear(text, where)
        at = match.end()
        mark = match["mark"]
        if mark in ("+", "-"):
            if wanted and (mark == "+" or sign < 0):
                raise _unclear(text, where)
            sign, wanted = (1 if mark == "+" else -1), True
        elif mark:
            if wanted:
                raise _unclear(text, where)
            parts.append([])
            marks.append(mark)
            sign, wanted = 1, True
        else:
            if not wanted:
                raise _unclear(text, where)
            parts[-1].append(_term(match, sign))
            sign, wanted = 1, False
    if wanted:
        raise _unclear(text, where)
    return _rule(parts, marks, text, where)


def _term(match: re.Match[str], factor: int) -> Term:
    if match["rest"]:
        return Rest(factor)
    if match["post"]:
        return Posts(factor, match["post"], match["to"] or match["post"])
    return Codes(factor, match["low"] or match["code"], match["high"] or match["code"])


def _rule(parts: list[list[Term]], marks: list[str], text: str, where: str) -> LineRule:
    match marks:
        case []:
            return LineRule(tuple(parts[0]))
        case ["/"]:
            return LineRule(tuple(parts[0]), divisor=tuple(parts[1]))
        case [";"]:
            booked = tuple(term for term in parts[0] if isinstance(term, Codes))
            if len(booked) == len(parts[0]):
                return LineRule(tuple(parts[1]), booked=booked)
    raise _unclear(text, where)


def _unclear(text: str, where: str) -> InvalidDefinition:
    return InvalidDefinition(
        N_("The rule “%(rule)s” can't be read."),
        where=where,
        remedy=N_(
            "Write codes, sum(700:780) and post(1:8) with + and − between, such as %(such)s."
        ),
        rule=text,
        such="sum(700:780) + 920 - post(1:8)",
    )
