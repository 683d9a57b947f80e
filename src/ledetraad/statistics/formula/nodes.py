"""The tree of a formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A series by its name."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class Negative:
    """A value with its sign turned."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two values and what is done with them: "+", "-", "*", "/" or "^"."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one or more values."""

    function: str
    operands: tuple[Node, ...]


Node = Number | Name | Negative | Operation | Call


def walk(node: Node) -> Iterator[Node]:
    """A tree's nodes, each before what is below it."""
    yield node
    match node:
        case Negative(operand):
            yield from walk(operand)
        case Operation(_, left, right):
            yield from walk(left)
            yield from walk(right)
        case Call(_, operands):
            for operand in operands:
                yield from walk(operand)


def names_in(node: Node) -> tuple[str, ...]:
    """The series that a formula asks for, each once, in its order."""
    return tuple(dict.fromkeys(each.name for each in walk(node) if isinstance(each, Name)))
