"""Round numbers at the side of a chart."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_SIZES = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def nice(step: Decimal) -> Decimal:
    """The next larger of 1, 2, 2.5, 5 and 10 times a power of ten."""
    power = Decimal(1).scaleb(step.adjusted())
    return next(power * size for size in _SIZES if power * size >= step)


def steps_between(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Round numbers evenly apart, from at most `low` to at least `high`.

    Args:
        low, high: what is to lie between them.
        most: about how many parts to have at most.
    """
    step = nice((high - low) / most if high > low else Decimal(1))
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
    return [step * at for at in range(int(first), int(last) + 1)]
