"""Rounding by which a shown column never disagrees with its shown sum.

The method is that of largest remainders (Hamilton's): the sum is rounded as people round, half
away from zero; every part is cut down to a whole step; and the steps that are then missing go, one
each, to the parts that lost the most by the cut. Where two lost the same, the earlier one gets the
step. Each part is thus shown less than one step from its own value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

_CONTEXT = Context(prec=60)


def rounded_to(value: Decimal, step: Decimal) -> Decimal:
    """A number rounded to whole steps, half away from zero.

    Args:
        value: the number.
        step: such as 1, 1000 or 0.1; more than zero.
    """
    steps = _CONTEXT.divide(value, step).to_integral_value(rounding=ROUND_HALF_UP)
    return _CONTEXT.multiply(steps, step)


def rounded_parts(
    parts: Sequence[Decimal], step: Decimal, total: Decimal | None = None
) -> list[Decimal]:
    """Parts rounded to whole steps so that they sum to their rounded sum.

    Args:
        parts: the exact parts, of any sign.
        step: as in `rounded_to`.
        total: what they are to sum to instead, where their sum is already shown as the whole step
            above or below it.

    Returns:
        A rounded part for each, in order.
    """
    if total is None:
        total = rounded_to(sum(parts, Decimal(0)), step)
    steps = [_CONTEXT.divide(part, step) for part in parts]
    floors = [each.to_integral_value(rounding=ROUND_FLOOR) for each in steps]
    missing = int(_CONTEXT.divide(total, step) - sum(floors, Decimal(0)))
    by_loss = sorted(range(len(parts)), key=lambda i: (floors[i] - steps[i], i))
    for i in by_loss[:missing]:
        floors[i] += 1
    return [_CONTEXT.multiply(each, step) for each in floors]


def shared_out(whole: Decimal, weights: Sequence[Decimal], step: Decimal) -> list[Decimal]:
    """A whole shared out by weights, in whole steps, nothing lost.

    Args:
        whole: a number of whole steps, of any sign.
        weights: none negative, and not all zero.
        step: as in `rounded_to`.
    """
    total = sum(weights, Decimal(0))
    if total <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights are positive or zero, and not all zero")
    exact = [_CONTEXT.divide(_CONTEXT.multiply(whole, weight), total) for weight in weights]
    return rounded_parts(exact, step)
