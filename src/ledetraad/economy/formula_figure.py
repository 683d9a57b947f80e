"""A figure of one's own: a formula over the key amounts and the lines of the statutory tables.

Names are the keys of `KEY_AMOUNTS` ("loans") or a line of a table in brackets: "[5-6:24]" is line
24 of the economic overview of operations (§ 5-6). All are kroner, so that the formula has to come
to a plain number: kroner are divided by kroner, and a share is multiplied by a hundred.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ledetraad.economy.quantities import CannotSay, Why, Years, divisor_fault, year
from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.statistics.formula.nodes import (
    Call,
    Name,
    Negative,
    Node,
    Number,
    Operation,
    names_in,
)
from ledetraad.statistics.formula.parse import parse
from ledetraad.validation import refusal

Known = Mapping[tuple[str, int], Decimal]
_FUNCTIONS = frozenset({"abs", "max", "min", "sum", "previous"})


def formula_node(written: str, names: Mapping[str, str]) -> Node:
    """The tree of a formula, once every name and unit in it is right.

    Args:
        written: the formula.
        names: the amounts that may be named, with what they are called.

    Raises:
        ValueError: it can't be read, asks for what is not there, or does not come to a share.
    """
    try:
        node = parse(written)
    except LedetraadError as error:
        raise refusal("%(told)s", told=error.phrase()) from None
    unknown = next((name for name in names_in(node) if name not in names), None)
    if unknown is not None:
        raise refusal(N_("there is no amount called “%(key)s”"), key=unknown)
    if not names_in(node):
        raise refusal(N_("the formula asks for no amount"))
    if _dimension(node) not in (0, None):
        raise refusal(
            N_("the formula comes to kroner, not to a share: divide kroner by kroner"),
        )
    return node


def _dimension(node: Node) -> int | None:
    """How often kroner stand in a value: 1 for kroner, 0 for a number; None for plain zero."""
    match node:
        case Number(value):
            found = 0 if value else None
        case Name():
            found = 1
        case Negative(operand):
            found = _dimension(operand)
        case Call(function, operands):
            if function not in _FUNCTIONS:
                raise refusal(N_("“%(name)s” can't be used here"), name=function)
            found = _alike([_dimension(each) for each in operands])
        case Operation(sign, left, right):
            found = _put_together(sign, _dimension(left), _dimension(right))
    return found


def _put_together(sign: str, one: int | None, other: int | None) -> int | None:
    if sign in "+-":
        return _alike([one, other])
    if sign not in "*/":
        raise refusal(N_("“%(name)s” can't be used here"), name=sign)
    if one is None or (other is None and sign == "*"):
        return None
    return one + (other or 0) if sign == "*" else one - (other or 0)


def _alike(found: list[int | None]) -> int | None:
    known = {each for each in found if each is not None}
    if len(known) > 1:
        raise refusal(N_("the formula adds kroner to a number that is no kroner"))
    return next(iter(known), None)


def formula_value(
    node: Node, known: Known, names: Mapping[str, str], of: int
) -> Decimal | CannotSay:
    """What a formula comes to in a year, or why that can't be said.

    Args:
        node: from `formula_node`.
        known: the amounts by key and year.
        names: what they are called.
        of: the year.
    """
    try:
        return _value(node, known, names, of)
    except _NotKnown as problem:
        return problem.why


class _NotKnown(Exception):
    """A value that can't be said.

    Args:
        why: the reason.
    """

    def __init__(self, why: CannotSay) -> None:
        super().__init__(str(why.why))
        self.why = why


def _value(node: Node, known: Known, names: Mapping[str, str], of: int) -> Decimal:
    match node:
        case Number(written):
            value = Decimal(repr(written))
        case Name(name):
            found = known.get((name, of))
            if found is None:
                raise _NotKnown(CannotSay(Why.MISSING, names.get(name, name), year(of)))
            value = found
        case Negative(operand):
            value = -_value(operand, known, names, of)
        case Call("previous", operands):
            value = _value(operands[0], known, names, of - 1)
        case Call(function, operands):
            value = _CALLED[function]([_value(each, known, names, of) for each in operands])
        case Operation(sign, left, right):
            one, other = _value(left, known, names, of), _value(right, known, names, of)
            fault = divisor_fault(other, _called(right, names), _years_of(right, of))
            if sign == "/" and fault is not None:
                raise _NotKnown(fault)
            value = _SIGNS[sign](one, other)
    return value


def _absolute(values: Sequence[Decimal]) -> Decimal:
    return abs(values[0])


def _total(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


_CALLED: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "abs": _absolute,
    "max": max,
    "min": min,
    "sum": _total,
}
_SIGNS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def _called(node: Node, names: Mapping[str, str]) -> str:
    """What a divisor is called: by its first amount where it has one."""
    first = next(iter(names_in(node)), "")
    return names.get(first, first) or N_("the divisor")


def _years_of(node: Node, of: int) -> Years:
    return year(of - 1) if isinstance(node, Call) and node.function == "previous" else year(of)
