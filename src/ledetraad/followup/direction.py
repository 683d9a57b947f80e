"""Which way an indicator should go."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ledetraad.i18n import N_


class Direction(StrEnum):
    """Whether more is better, less is better, or the value should stay within limits."""

    UP = "up"
    DOWN = "down"
    KEEP = "keep"


DIRECTION_NAMES = {
    Direction.UP: N_("more is better"),
    Direction.DOWN: N_("less is better"),
    Direction.KEEP: N_("keep within limits"),
}
DIRECTION_MARKS = {Direction.UP: "↗", Direction.DOWN: "↘", Direction.KEEP: "→"}


def gained(direction: Direction, old: Decimal, new: Decimal) -> Decimal | None:
    """How much better the new value is than the old; negative where it is worse.

    None where a value should be kept: whether it is better then depends on the limits.
    """
    if direction is Direction.KEEP:
        return None
    return new - old if direction is Direction.UP else old - new
