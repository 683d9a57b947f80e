"""The text of a formula → its tree, or what is wrong in it and at which character.

    sum     = product {("+" | "-") product}
    product = signed {("*" | "/") signed}
    signed  = "-" signed | power
    power   = atom ["^" signed]
    atom    = number | name | function "(" sum {(";" | ",") sum} ")" | "(" sum ")"

A decimal mark is a full stop, or a comma right between digits ("0,5"); write `min(1; 2)` with
semicolons, or a blank after the comma. A name begins with a letter and may hold digits, "_" and
".", or anything when it stands in [brackets].
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import Final

from ledetraad.i18n import N_
from ledetraad.statistics.faults import InvalidFormula
from ledetraad.statistics.formula.nodes import Call, Name, Negative, Node, Number, Operation

LONGEST: Final = 1_000
DEEPEST: Final = 50
MANY: Final = 100
"""How many values a function of several takes at most."""
FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    "abs": (1, 1),
    "max": (1, MANY),
    "min": (1, MANY),
    "previous": (1, 1),
    "round": (1, 2),
    "sum": (1, MANY),
}
"""The functions, with the fewest and the most values that each takes."""
_TOKEN: Final = re.compile(
    r"""
    (?P<blank>\s+)
    |(?P<number>[0-9]+(?:[.,][0-9]+)?)
    |(?P<name>[^\W\d][\w.]*)
    |\[(?P<bracketed>[^\[\]]+)\]
    |(?P<sign>[-+*/^();,−–·×÷:])
    """,
    re.VERBOSE,
)
_SAME: Final = {"−": "-", "–": "-", "·": "*", "×": "*", "÷": "/", ":": "/", ",": ";"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def parse(text: str) -> Node:
    """The tree of a formula, such as "100 - x" or "a / b * 1000".

    Raises:
        InvalidFormula: it is empty, too long, or has something at a place where it can't be; says
            at which character.
    """
    if len(text) > LONGEST:
        raise InvalidFormula(
            N_("The formula is longer than %(most)s characters."),
            where=text[:40],
            remedy=N_("Make an indicator of a part of it, and use that."),
            most=LONGEST,
        )
    tokens = _tokens(text)
    if len(tokens) == 1:
        raise InvalidFormula(
            N_("The formula is empty."), remedy=N_("Write one, such as “x” or “a / b * 1000”.")
        )
    parser = _Parser(text, tokens)
    node = parser.sum(0)
    parser.end()
    return node


def _tokens(text: str) -> list[_Token]:
    tokens = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _fault(text, at + 1, N_("“%(found)s” can't stand in a formula."), text[at])
        kind = str(found.lastgroup)
        said = found[kind]
        if kind == "sign":
            tokens.append(_Token(_SAME.get(said, said), said, at + 1))
        elif kind != "blank":
            tokens.append(_Token("name" if kind == "bracketed" else kind, said.strip(), at + 1))
        at = found.end()
    return [*tokens, _Token("end", "", len(text) + 1)]


class _Parser:
    """Reads a formula from its first token to its last."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0

    def sum(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self._fault(N_("The formula has too many parentheses in each other."))
        node = self._product(depth)
        while (sign := self._taken("+", "-")) is not None:
            node = Operation(sign, node, self._product(depth))
        return node

    def end(self) -> None:
        if self._next.kind != "end":
            raise self._fault(N_("“%(found)s” can't stand here."))

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _product(self, depth: int) -> Node:
        node = self._signed(depth)
        while (sign := self._taken("*", "/")) is not None:
            node = Operation(sign, node, self._signed(depth))
        return node

    def _signed(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise self._fault(N_("The formula has too many parentheses in each other."))
        if self._taken("-") is not None:
            return Negative(self._signed(depth + 1))
        node = self._atom(depth)
        if self._taken("^") is not None:
            return Operation("^", node, self._signed(depth + 1))
        return node

    def _atom(self, depth: int) -> Node:
        token = self._next
        if token.kind == "number":
            value = float(token.text.replace(",", "."))
            if not isfinite(value):
                raise self._fault(N_("This number is too large."))
            self._at += 1
            return Number(value)
        if token.kind == "name":
            self._at += 1
            if self._next.kind == "(":
                return self._call(token, depth)
            return Name(token.text, token.column)
        if self._taken("(") is not None:
            node = self.sum(depth + 1)
            self._closed()
            return node
        if token.kind == "end":
            raise self._fault(N_("The formula ends where a number or a name should follow."))
        raise self._fault(N_("“%(found)s” can't stand here."))

    def _call(self, token: _Token, depth: int) -> Node:
        function = token.text.casefold()
        if function not in FUNCTIONS:
            raise _fault(
                self._text,
                token.column,
                N_("There is no function “%(found)s”; there are %(known)s."),
                token.text,
                known=", ".join(FUNCTIONS),
            )
        self._taken("(")
        operands = [self.sum(depth + 1)]
        while self._taken(";") is not None:
            operands.append(self.sum(depth + 1))
        self._closed()
        fewest, most = FUNCTIONS[function]
        if not fewest <= len(operands) <= most:
            raise _fault(
                self._text,
                token.column,
                N_("“%(found)s” takes from %(fewest)s to %(most)s values, but has %(given)s."),
                token.text,
                fewest=fewest,
                most=most,
                given=len(operands),
            )
        return Call(function, tuple(operands))

    def _closed(self) -> None:
        if self._taken(")") is None:
            raise self._fault(N_("A parenthesis is not closed."))

    def _taken(self, *kinds: str) -> str | None:
        if self._next.kind not in kinds:
            return None
        self._at += 1
        return self._tokens[self._at - 1].kind

    def _fault(self, what: str) -> InvalidFormula:
        return _fault(self._text, self._next.column, what, self._next.text)


def _fault(text: str, column: int, what: str, found: str, **values: object) -> InvalidFormula:
    return InvalidFormula(
        what,
        where=f"{text}:{column}",
        remedy=N_("Write numbers, names, + - * / ^, parentheses and functions only."),
        found=found,
        **values,
    )
