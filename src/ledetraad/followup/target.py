"""Where an indicator started, where it should be by which year, and how far it has come.

The path to a target is a straight line: from the baseline to the first target, and from each
target to the next. Before the baseline there is no path; after the last target it stays there.
A target is a dated decision: a later one for the same year takes its place without erasing it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from ledetraad.followup.bands import Band, band_text
from ledetraad.followup.direction import Direction, gained
from ledetraad.followup.faults import InvalidRule
from ledetraad.followup.written import number_text
from ledetraad.i18n import N_


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value that a target is reckoned from, and its year."""

    year: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A value to reach by the end of a year.

    Args:
        year: the year.
        value: the value.
        decided: when it was decided; None where that isn't known, which is before all others.
        source: where it was decided, such as a plan's name or a case number.
    """

    year: int
    value: Decimal
    decided: date | None = None
    source: str = ""


def in_force(decisions: Iterable[TargetValue], on: date) -> tuple[TargetValue, ...]:
    """The targets that hold on a day: for each year the one decided last, in order of the years.

    Args:
        decisions: every target ever decided.
        on: the day; decisions after it are not known yet.
    """
    known = [each for each in decisions if each.decided is None or each.decided <= on]
    known.sort(key=lambda each: each.decided or date.min)
    latest = {each.year: each for each in known}
    return tuple(latest[year] for year in sorted(latest))


@dataclass(frozen=True, slots=True)
class TargetPath:
    """The way from the baseline to the targets.

    Args:
        direction: which way the indicator should go.
        baseline: where it started; None where that isn't known.
        targets: one for each year, in any order; see `in_force`.
        limits: what the value should be kept within, where it should be kept.

    Raises:
        InvalidRule: there are two targets for a year, a target is not after the baseline, the
            last one is on its wrong side, or a value to be kept has no limits.
    """

    direction: Direction
    baseline: Baseline | None = None
    targets: tuple[TargetValue, ...] = ()
    limits: Band = ()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.targets, key=lambda each: each.year))
        object.__setattr__(self, "targets", ordered)
        for one, other in pairwise(ordered):
            if one.year == other.year:
                raise InvalidRule(
                    N_("There are two targets for %(year)s: %(one)s and %(other)s."),
                    remedy=N_("Keep the one that was decided last."),
                    year=one.year,
                    one=number_text(one.value),
                    other=number_text(other.value),
                )
        if self.direction is Direction.KEEP and not self.limits:
            raise InvalidRule(
                N_("A value that should be kept has no limits."),
                remedy=N_("Write what it should be kept within, such as 10–15."),
            )
        if self.baseline is not None and ordered:
            self._check_against(self.baseline)

    @property
    def last(self) -> TargetValue | None:
        """The target of the last year."""
        return self.targets[-1] if self.targets else None

    def expected(self, year: int) -> Decimal | None:
        """The path's value in a year; None before the baseline, or where there is no path."""
        points = [(each.year, each.value) for each in self.targets]
        if self.baseline is not None and points:
            points.insert(0, (self.baseline.year, self.baseline.value))
        if not points or year < points[0][0]:
            return None
        for (before, low), (after, high) in pairwise(points):
            if before <= year <= after:
                return low + (high - low) * (year - before) / (after - before)
        return points[-1][1]

    def share(self, value: Decimal) -> Decimal | None:
        """The share of the way from the baseline to the last target that has been gone.

        0 at the baseline, 1 at the target; negative where it has gone the wrong way, more than 1
        beyond the target. None where a value is to be kept, or there is no way to go.
        """
        if self.direction is Direction.KEEP or self.baseline is None or self.last is None:
            return None
        way = self.last.value - self.baseline.value
        return (value - self.baseline.value) / way if way else None

    def ahead(self, year: int, value: Decimal) -> Decimal | None:
        """How much better than the path a value is, in the indicator's unit; negative behind."""
        expected = self.expected(year)
        return None if expected is None else gained(self.direction, expected, value)

    def on_path(self, year: int, value: Decimal) -> bool | None:
        """Whether a value is at least as good as the path, or within the limits; None unknown."""
        if self.direction is Direction.KEEP:
            return any(value in limits for limits in self.limits)
        ahead = self.ahead(year, value)
        return None if ahead is None else ahead >= 0

    def reached(self, value: Decimal) -> bool | None:
        """Whether a value is at least as good as the last target; None where there is none."""
        if self.direction is Direction.KEEP:
            return any(value in limits for limits in self.limits)
        if self.last is None:
            return None
        gain = gained(self.direction, self.last.value, value)
        return gain is not None and gain >= 0

    def __str__(self) -> str:
        if self.direction is Direction.KEEP:
            return band_text(self.limits)
        points = [(each.year, each.value) for each in self.targets]
        if self.baseline is not None:
            points.insert(0, (self.baseline.year, self.baseline.value))
        return " → ".join(f"{year}: {number_text(value)}" for year, value in points)

    def _check_against(self, baseline: Baseline) -> None:
        first, last = self.targets[0], self.targets[-1]
        if first.year <= baseline.year:
            raise InvalidRule(
                N_("The target for %(year)s is not after the baseline of %(baseline)s."),
                remedy=N_("Give the target a later year, or the baseline an earlier one."),
                year=first.year,
                baseline=baseline.year,
            )
        gain = gained(self.direction, baseline.value, last.value)
        if gain is not None and gain < 0:
            raise InvalidRule(
                N_("The target %(target)s for %(year)s is worse than the baseline %(baseline)s."),
                remedy=N_("Mend the target, or say that the indicator should go the other way."),
                target=number_text(last.value),
                year=last.year,
                baseline=number_text(baseline.value),
            )
