"""Whether a series is on its way to its target, by two methods.

**Growth** compares the yearly growth that was observed with the growth that is needed from the
start to the target: R = CAGR(observed) / CAGR(required). Source: Eurostat, "Sustainable development
in the European Union – Monitoring report on progress towards the SDGs in an EU context", annex on
method (indicators with quantitative targets), whose thresholds are 95 %, 60 % and 0 %; the same
ratio is the base of the UN's SDG Progress Chart (technical note) and of Open SDG's measure of
progress. Limits: growth is not defined from, to or past zero, and asks for the more in units the
later it is; it looks at the first and the last number alone.

**Linear** asks whether the last number is at least as good as a straight line from the start to
the target (and over the targets between; see `followup.target`). Limits: it has no margin, so that
one bad year decides, and it says nothing of how sure it is; `forecast` does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ledetraad.followup.bands import Band
from ledetraad.followup.direction import Direction
from ledetraad.followup.target import Baseline, TargetPath
from ledetraad.statistics.methods.judged import Method, Pace, Reason, Status, pace
from ledetraad.statistics.series import Series

LEAST_YEARS = 2
"""From the start to the last number. Eurostat's own spans are 5 and 15 years; plans have 4."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A year and its number."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How it goes with a series.

    Args:
        status: how.
        method: by which method that is said; may be another than was asked for, see `reason`.
        reason: why it can't be said, or what must be known; None where nothing must.
        start: what it is reckoned from.
        latest: the last number.
        target: what is to be reached; None where a value is to be kept within limits.
        observed, required: what it changed and should change a year: a share of growth by the
            method of growth, else in the series' unit.
        ratio: observed to required; None where that can't be reckoned.
    """

    status: Status
    method: Method
    reason: Reason | None = None
    start: Anchor | None = None
    latest: Anchor | None = None
    target: Anchor | None = None
    observed: float | None = None
    required: float | None = None
    ratio: float | None = None

    @property
    def pace(self) -> Pace | None:
        """Eurostat's grade; None by the linear method, or where there is no ratio."""
        return pace(self.ratio) if self.method is Method.GROWTH and self.ratio is not None else None


def progress(series: Series, path: TargetPath | None, method: Method = Method.GROWTH) -> Progress:
    """How it goes with a series, from its baseline, or else from its first number, to its target.

    Numbers before the last break are left out; the baseline too, where it is before it.

    Args:
        series: the numbers.
        path: the target, and which way is good; None where there is none.
        method: how to judge it.
    """
    known = series.since_break().known()
    last = path.last if path else None
    if path is None or (last is None and path.direction is not Direction.KEEP):
        return Progress(Status.UNKNOWN, method, Reason.NO_TARGET)
    if not known:
        return Progress(Status.UNKNOWN, method, Reason.NO_VALUE)
    start, broken = _start(series, path)
    latest = _anchor(known[-1].year, known[-1].value)
    target = None if last is None else _anchor(last.year, last.value)
    note = Reason.AFTER_BREAK if broken else None
    found = Progress(Status.UNKNOWN, method, note, start, latest, target)
    if path.reached(_decimal(latest.value)):
        return replace(found, status=Status.REACHED)
    if latest.year - start.year < LEAST_YEARS:
        return replace(found, reason=Reason.TOO_SHORT)
    if target is not None:
        return _towards(found, path, (start, latest, target))
    before, now = (outside(each.value, path.limits) for each in (start, latest))
    return replace(found, status=Status.WRONG_WAY if now > before else Status.OFF_TRACK)


def _start(series: Series, path: TargetPath) -> tuple[Anchor, bool]:
    """Where to reckon from, and whether that is later than it should be, for a break."""
    since = series.since_break()
    first = since.known()[0]
    broken = len(since.points) < len(series.points)
    baseline = path.baseline
    if baseline is None:
        return _anchor(first.year, first.value), broken
    if broken and baseline.year < since.points[0].year:
        return _anchor(first.year, first.value), True
    return _anchor(baseline.year, baseline.value), False


def _towards(found: Progress, path: TargetPath, ends: tuple[Anchor, Anchor, Anchor]) -> Progress:
    """Of one that has not reached its target: start, latest and target."""
    start, latest, target = ends
    sign = 1 if path.direction is Direction.UP else -1
    if sign * (start.value - target.value) >= 0:
        return replace(found, status=Status.WRONG_WAY)  # it was there, and no longer is
    if latest.year >= target.year:
        better = sign * (latest.value - start.value) >= 0
        status = Status.OFF_TRACK if better else Status.WRONG_WAY
        return replace(found, status=status, reason=Reason.TOO_LATE)
    if found.method is Method.LINEAR:
        return _linear(found, path, ends)
    if min(start.value, latest.value, target.value) > 0:
        return _growth(found, ends)
    found = replace(found, method=Method.LINEAR, reason=Reason.NO_GROWTH)
    return _linear(found, path, ends)


_BY_PACE = {
    Pace.SIGNIFICANT: Status.ON_TRACK,
    Pace.MODERATE: Status.OFF_TRACK,
    Pace.INSUFFICIENT: Status.OFF_TRACK,
    Pace.AWAY: Status.WRONG_WAY,
}


def _growth(found: Progress, ends: tuple[Anchor, Anchor, Anchor]) -> Progress:
    start, latest, target = ends
    observed = (latest.value / start.value) ** (1 / (latest.year - start.year)) - 1
    required = (target.value / start.value) ** (1 / (target.year - start.year)) - 1
    ratio = observed / required
    status = _BY_PACE[pace(ratio)]
    return replace(found, status=status, observed=observed, required=required, ratio=ratio)


def _linear(found: Progress, path: TargetPath, ends: tuple[Anchor, Anchor, Anchor]) -> Progress:
    """By the straight line from start to target, over the targets between."""
    start, latest, target = ends
    observed = (latest.value - start.value) / (latest.year - start.year)
    required = (target.value - start.value) / (target.year - start.year)
    ratio = observed / required
    later = tuple(each for each in path.targets if each.year > start.year)
    way = TargetPath(path.direction, Baseline(start.year, _decimal(start.value)), later)
    status = Status.OFF_TRACK if ratio >= 0 else Status.WRONG_WAY
    if way.on_path(latest.year, _decimal(latest.value)):
        status = Status.ON_TRACK
    return replace(found, status=status, observed=observed, required=required, ratio=ratio)


def outside(value: float, limits: Band) -> float:
    """How far a value is from the nearest range of a band; 0 within one."""
    return min(
        max(
            0.0,
            float("-inf") if each.low is None else float(each.low) - value,
            float("-inf") if each.high is None else value - float(each.high),
        )
        for each in limits
    )


def _anchor(year: int, value: Decimal | float | None) -> Anchor:
    return Anchor(year, float(value or 0))


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))
