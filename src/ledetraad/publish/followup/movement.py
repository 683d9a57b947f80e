"""What moved most since the year before, of indicators that are counted in different units.

The measure is that of `statistics.methods.moved`: how many times as much as the series usually
changes in a year. Whether that was for the better is the indicator's own direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledetraad.publish.followup.counted import Counted
from ledetraad.statistics.methods.moved import Moved, Unsaid

OLDEST: Final = 3
"""How many years ago the last number may be of; emissions of greenhouse gases come after two."""


@dataclass(frozen=True, slots=True)
class Movement:
    """An indicator that moved.

    Args:
        one: the indicator.
        how: how it moved.
    """

    one: Counted
    how: Moved[int]


@dataclass(frozen=True, slots=True)
class Movements:
    """All that moved, those that moved most unlike themselves first.

    Args:
        better, worse: by the indicators' own direction.
        neither: those of which no way is better.
        unsaid: those of which it can't be said, each with why.
    """

    better: Sequence[Movement]
    worse: Sequence[Movement]
    neither: Sequence[Movement]
    unsaid: Sequence[tuple[Counted, Unsaid]]


def movement(rows: Iterable[Counted], today: date) -> Movements:
    """What moved most.

    Args:
        rows: the indicators.
        today: the day that the last numbers must not be too old on.
    """
    moved: list[Movement] = []
    unsaid: list[tuple[Counted, Unsaid]] = []
    for one in rows:
        if not isinstance(one.moved, Moved):
            unsaid.append((one, one.moved))
        elif one.moved.year < today.year - OLDEST:
            unsaid.append((one, Unsaid.TOO_OLD))
        else:
            moved.append(Movement(one, one.moved))
    moved.sort(key=lambda each: -each.how.times)
    return Movements(
        better=[each for each in moved if each.one.gain is not None and each.one.gain > 0],
        worse=[each for each in moved if each.one.gain is not None and each.one.gain < 0],
        neither=[each for each in moved if not each.one.gain],
        unsaid=unsaid,
    )
