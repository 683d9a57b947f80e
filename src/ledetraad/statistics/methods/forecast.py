"""Where a series is likely to be in a later year, how sure that is, and whether a target is met.

For yearly series of 5 to 15 numbers. The model is chosen by what would have done best on the
numbers themselves (`rolling`); intervals have Student's t distribution, since their spread is
reckoned from few numbers, and it is the larger of what the model saw within the data and what its
forecasts missed, widened where too many of these fell outside (`widening`). A probability is
reckoned without that, which made it no truer. What both hold on real and simulated series is in
docs/statistics.md.

A forecast says what follows if things go on as they have gone. It knows of no decision, no law and
no crisis to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from ledetraad.followup.bands import Band
from ledetraad.followup.direction import Direction
from ledetraad.followup.target import TargetPath
from ledetraad.statistics.methods.expected import LEAST, Expected, Forecast, NoForecast, Refusal
from ledetraad.statistics.methods.models import MODELS
from ledetraad.statistics.methods.rolling import choose
from ledetraad.statistics.methods.shares import Bounds
from ledetraad.statistics.methods.student import distribution, quantile
from ledetraad.statistics.series import Point, Series

_STILL: Final = 1e-9
"""Which share of the numbers' size a standard error must have, not to be none at all."""


def forecast(
    series: Series,
    until: int,
    path: TargetPath | None = None,
    bounds: Bounds = Bounds(),  # noqa: B008  (immutable)
) -> Forecast | Refusal:
    """Where a series is likely to be in the years until one, or why that can't be said.

    Args:
        series: the numbers; those before the last break, or before a gap, are left out.
        until: the last year to tell of.
        path: the target whose probability is wanted; it must not be after `until` to be told.
        bounds: what the numbers can't be outside; intervals end there.
    """
    run = usable(series)
    last = run[-1].year if run else until
    refused = _refused(series, run, until)
    if refused is not None:
        return Refusal(refused, len(run), until)
    values = np.array([[point.value for point in run]], dtype=float)
    chosen = choose(values, until - last)
    middles, errors = chosen.ahead[0, -1], chosen.error[0, -1]
    freedom, wider = float(chosen.freedom[0, -1]), float(chosen.wider[0, -1])
    if not errors[0] > _STILL * np.abs(values).max():
        return Refusal(NoForecast.STILL, len(run), until)
    years = tuple(
        _expected(last + h, float(middle), wider * float(error), freedom, bounds)
        for h, (middle, error) in enumerate(zip(middles, errors, strict=True), 1)
    )
    chance = None
    target = None if path is None else until if path.last is None else path.last.year
    if path is not None and target is not None and last < target <= until:
        at = target - last - 1
        chance = _chance(path, float(middles[at]), float(errors[at]), freedom)
    return Forecast(MODELS[int(chosen.model[0, -1])].name, run[0].year, years, chance)


def usable(series: Series) -> tuple[Point, ...]:
    """The numbers that a forecast goes by: the last years in a row since the last break."""
    run: list[Point] = []
    for point in reversed(series.since_break().known()):
        if run and point.year != run[-1].year - 1:
            break
        run.append(point)
    return tuple(reversed(run))


def _refused(series: Series, run: tuple[Point, ...], until: int) -> NoForecast | None:
    since = series.since_break()
    if len(run) < LEAST:
        if len(since.known()) >= LEAST:
            return NoForecast.GAPS
        broken = len(since.points) < len(series.points) and len(series.known()) >= LEAST
        return NoForecast.BROKEN if broken else NoForecast.TOO_SHORT
    if until <= run[-1].year:
        return NoForecast.PAST
    return NoForecast.TOO_FAR if until - run[-1].year > len(run) else None


def _expected(year: int, middle: float, error: float, freedom: float, bounds: Bounds) -> Expected:
    def within(value: float) -> float:
        low = value if bounds.low is None else max(value, bounds.low)
        return low if bounds.high is None else min(low, bounds.high)

    width_80, width_95 = (error * quantile(each, freedom) for each in (0.9, 0.975))
    return Expected(
        year,
        within(middle),
        within(middle - width_80),
        within(middle + width_80),
        within(middle - width_95),
        within(middle + width_95),
    )


def _chance(path: TargetPath, middle: float, error: float, freedom: float) -> float:
    if path.direction is Direction.KEEP:
        return sum(_within(path.limits, middle, error, freedom))
    assert path.last is not None  # noqa: S101  (the caller has looked)
    below = distribution((float(path.last.value) - middle) / error, freedom)
    return 1 - below if path.direction is Direction.UP else below


def _within(limits: Band, middle: float, error: float, freedom: float) -> Iterable[float]:
    for each in limits:
        low = 0.0 if each.low is None else distribution((float(each.low) - middle) / error, freedom)
        high = (
            1.0 if each.high is None else distribution((float(each.high) - middle) / error, freedom)
        )
        yield high - low
