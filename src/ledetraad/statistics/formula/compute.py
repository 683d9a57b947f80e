"""A formula's tree computed over arrays: what is missing stays missing, with its reason.

Dividing by zero, and what grows beyond all numbers, is "cannot say": no number comes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import reduce

import numpy as np
import numpy.typing as npt

from ledetraad.i18n import N_
from ledetraad.statistics.faults import InvalidFormula
from ledetraad.statistics.formula.nodes import Call, Name, Negative, Node, Number, Operation

Numbers = npt.NDArray[np.float64]
Reasons = npt.NDArray[np.int8]
Places = npt.NDArray[np.int64]


class Why(IntEnum):
    """Why there is no number, the weightier the higher: of several the highest is told."""

    KNOWN = 0
    NOT_APPLICABLE = 1
    ABSENT = 2
    NOT_AVAILABLE = 3
    BEYOND_NUMBERS = 4
    DIVIDED_BY_ZERO = 5
    CONFIDENTIAL = 6


WHY_NAMES: dict[Why, str] = {
    Why.NOT_APPLICABLE: N_("a number can't be given"),
    Why.ABSENT: N_("no number was published"),
    Why.NOT_AVAILABLE: N_("the number is missing"),
    Why.BEYOND_NUMBERS: N_("the formula gives no number"),
    Why.DIVIDED_BY_ZERO: N_("the formula divides by zero"),
    Why.CONFIDENTIAL: N_("the number is confidential"),
}


@dataclass(frozen=True, slots=True)
class Values:
    """Numbers in a row, and why some are not there.

    Args:
        numbers: NaN where there is none.
        why: `Why` of each.
    """

    numbers: Numbers
    why: Reasons


@dataclass(frozen=True, slots=True)
class Frame:
    """What a formula is computed over.

    Args:
        series: the values by name, all equally long.
        before: for each value the place of the same thing a year earlier, -1 where it is not.
    """

    series: Mapping[str, Values]
    before: Places


def compute(node: Node, frame: Frame) -> Values:
    """A formula's value for each place in the frame.

    Raises:
        InvalidFormula: it asks for a series that is not in the frame.
    """
    values = _value(node, frame)
    size = len(frame.before)
    return Values(
        np.broadcast_to(values.numbers, size).copy(), np.broadcast_to(values.why, size).copy()
    )


def _value(node: Node, frame: Frame) -> Values:
    match node:
        case Number(written):
            return Values(np.array(written), np.array(Why.KNOWN, dtype=np.int8))
        case Name(name, column):
            return _series(name, column, frame)
        case Negative(operand):
            value = _value(operand, frame)
            return _settled(-value.numbers, value.why)
        case Operation(sign, left, right):
            return _operation(sign, _value(left, frame), _value(right, frame))
        case Call("previous", (operand,)):
            return _previous(_value(operand, frame), frame)
        case Call(function, operands):
            return _called(function, [_value(operand, frame) for operand in operands])


def _series(name: str, column: int, frame: Frame) -> Values:
    found = frame.series.get(name)
    if found is None:
        raise InvalidFormula(
            N_("The formula asks for “%(name)s”, which is no series here."),
            where=f"{name}:{column}",
            remedy=N_("Use one of these: %(known)s."),
            name=name,
            known=", ".join(frame.series),
        )
    return found


def _operation(sign: str, left: Values, right: Values) -> Values:
    why = np.maximum(left.why, right.why)
    with np.errstate(all="ignore"):
        match sign:
            case "+":
                numbers = left.numbers + right.numbers
            case "-":
                numbers = left.numbers - right.numbers
            case "*":
                numbers = left.numbers * right.numbers
            case "/":
                why = np.where((why == Why.KNOWN) & (right.numbers == 0), Why.DIVIDED_BY_ZERO, why)
                numbers = left.numbers / right.numbers
            case _:
                numbers = np.power(left.numbers, right.numbers)
    return _settled(numbers, why)


def _called(function: str, operands: list[Values]) -> Values:
    why = reduce(np.maximum, (each.why for each in operands))
    numbers = [each.numbers for each in operands]
    match function:
        case "abs":
            return Values(np.abs(numbers[0]), why)
        case "min":
            return _settled(reduce(np.minimum, numbers), why)
        case "max":
            return _settled(reduce(np.maximum, numbers), why)
        case "sum":
            return _settled(reduce(np.add, numbers), why)
        case _:
            return _settled(_rounded(*numbers), why)


def _rounded(numbers: Numbers, decimals: Numbers | None = None) -> Numbers:
    """Rounded as people do, halves away from zero; a number of decimals that is none gives none."""
    places = np.zeros(()) if decimals is None else np.clip(np.trunc(decimals), -12, 12)
    scale = np.power(10.0, places)
    scaled = np.abs(numbers) * scale
    rounded = np.floor(np.nextafter(scaled, np.inf) + 0.5)  # 2.675 is held as 2.67499…
    result: Numbers = np.sign(numbers) * rounded / scale
    return result


def _previous(value: Values, frame: Frame) -> Values:
    size = len(frame.before)
    numbers, why = np.broadcast_to(value.numbers, size), np.broadcast_to(value.why, size)
    absent = frame.before < 0
    return Values(
        np.where(absent, np.nan, numbers[frame.before]),
        np.where(absent, Why.ABSENT, why[frame.before]).astype(np.int8),
    )


def _settled(numbers: Numbers, why: Reasons) -> Values:
    numbers, why = np.broadcast_arrays(numbers, why)
    beyond = (why == Why.KNOWN) & ~np.isfinite(numbers)
    why = np.where(beyond, Why.BEYOND_NUMBERS, why).astype(np.int8)
    return Values(np.where(why == Why.KNOWN, numbers + 0.0, np.nan), why)  # no negative zero
