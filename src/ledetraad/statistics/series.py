"""One series: what was counted in one place, period by period, and how sure each number is."""

from __future__ import annotations

from dataclasses import dataclass

from ledetraad.statistics.marks import Mark


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a year.

    Args:
        year: the year.
        value: the number, None where none was published.
        mark: why it is missing, or that it is none at all; None where a number stands alone.
        break_before: the numbers before are not quite comparable (a merger, a new definition).
        unrevised: published before its last check (KOSTRA between 15 March and 15 June).
    """

    year: int
    value: float | None
    mark: Mark | None = None
    break_before: bool = False
    unrevised: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one thing in one place, one a year, the earliest first.

    Args:
        points: at most one for each year, by rising year; a year may be left out.
        unit: what the numbers are counted in.
    """

    points: tuple[Point, ...]
    unit: str = ""

    def known(self) -> tuple[Point, ...]:
        """The points that have a number."""
        return tuple(point for point in self.points if point.value is not None)

    def since_break(self) -> Series:
        """The part from the last break on, that is comparable throughout."""
        at = max((i for i, point in enumerate(self.points) if point.break_before), default=0)
        return Series(self.points[at:], self.unit)
