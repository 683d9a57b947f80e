"""The models of forecast: the simplest that are hard to beat on short yearly series.

Each sees many series of one length at once, and tells what it would have said after every year:
so the same few lines forecast, choose by rolling origin, and test themselves. Sources: Hyndman &
Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), 5.2 (naïve, drift), 5.5 (their
variances), 8.1 (simple exponential smoothing, the local level) and 8.2 (damped trend, Gardner &
McKenzie 1985); 8.7 for the variances of the last two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """What a model says after each year.

    Args:
        ahead: the forecasts: series × years seen × horizon.
        spread: the variance of their errors, in variances of the error one year ahead; so too.
        variance: of the error one year ahead, in the years seen: series × years seen.
        used: how many numbers the model takes from the data.
    """

    ahead: Numbers
    spread: Numbers
    variance: Numbers
    used: int


@dataclass(frozen=True, slots=True)
class Model:
    """A model: its name, and what it says of series (rows) of years (columns), so far ahead."""

    name: str
    tell: Callable[[Numbers, int], Told]


def _naive(values: Numbers, horizon: int) -> Told:
    """It stays as it is."""
    many, years = values.shape
    ahead = np.repeat(values[:, :, None], horizon, axis=2)
    h = np.arange(1.0, horizon + 1)
    spread = np.broadcast_to(h + _unknown_drift(years, h), (many, years, horizon))
    squares = np.diff(values, axis=1) ** 2
    return Told(ahead, spread, _means(squares, 0), 0)


def _drift(values: Numbers, horizon: int) -> Told:
    """It goes on from the last value as it went from the first to the last."""
    many, years = values.shape
    steps = np.arange(years, dtype=float)
    with np.errstate(all="ignore"):
        slope = (values - values[:, :1]) / steps
        h = np.arange(1.0, horizon + 1)
        ahead = values[:, :, None] + slope[:, :, None] * h
        spread = np.broadcast_to(h + _unknown_drift(years, h), (many, years, horizon))
        squares = np.cumsum(np.diff(values, axis=1) ** 2, axis=1)
        rest = np.full((many, years), np.nan)
        rest[:, 1:] = squares - steps[1:] * slope[:, 1:] ** 2
        variance = np.maximum(rest, 0) / (steps - 1)
    return Told(ahead, spread, variance, 1)


_ALPHAS: Final = np.arange(0.1, 1.0, 0.1)


def _level(values: Numbers, horizon: int) -> Told:
    """It stays at a level, which each year's value moves a little."""
    many, years = values.shape
    level = np.repeat(values[:, :1], len(_ALPHAS), axis=1)
    levels = np.empty((many, years, len(_ALPHAS)))
    errors = np.zeros((many, years, len(_ALPHAS)))
    levels[:, 0] = level
    for year in range(1, years):
        errors[:, year] = values[:, year, None] - level
        level = level + _ALPHAS * errors[:, year]
        levels[:, year] = level
    squares, best = _best(errors)
    chosen = np.take_along_axis(levels, best[:, :, None], axis=2)
    h = np.arange(horizon)
    spread = 1 + _ALPHAS[best][:, :, None] ** 2 * h
    return Told(np.repeat(chosen, horizon, axis=2), spread, _shared(squares, 1), 1)


_DAMPED: Final = np.array(list(product((0.2, 0.5, 0.8, 1.0), (0.1, 0.3, 0.6), (0.8, 0.9))))


def _damped(values: Numbers, horizon: int) -> Told:
    """It goes on as it went, but less and less."""
    many, years = values.shape
    alpha, beta, phi = _DAMPED.T
    beta = alpha * beta
    first = min(3, years - 1)
    slope = ((values[:, first] - values[:, 0]) / max(first, 1))[:, None]
    level = np.repeat(values[:, :1], len(_DAMPED), axis=1)
    slope = np.repeat(slope, len(_DAMPED), axis=1)
    levels, slopes, errors = (np.zeros((many, years, len(_DAMPED))) for _ in range(3))
    levels[:, 0], slopes[:, 0] = level, slope
    for year in range(1, years):
        said = level + phi * slope
        error = values[:, year, None] - said
        level, slope = said + alpha * error, phi * slope + beta * error
        levels[:, year], slopes[:, year], errors[:, year] = level, slope, error
    squares, best = _best(errors)
    at = best[:, :, None]
    sums = np.cumsum(phi[:, None] ** np.arange(1, horizon + 1), axis=1)
    ahead = np.take_along_axis(levels, at, axis=2) + (
        np.take_along_axis(slopes, at, axis=2) * sums[best]
    )
    weights = (alpha[:, None] + beta[:, None] * sums) ** 2
    grown = np.cumsum(weights, axis=1)
    spread = 1 + np.concatenate([np.zeros((len(_DAMPED), 1)), grown[:, :-1]], axis=1)
    unknown = _unknown_drift(years, np.arange(1.0, horizon + 1))
    return Told(ahead, spread[best] + unknown, _shared(squares, 3), 3)


MODELS: Final = (
    Model("naive", _naive),
    Model("level", _level),
    Model("drift", _drift),
    Model("damped", _damped),
)
"""From the simplest on: where two do as well, the first is taken."""


def _unknown_drift(years: int, h: Numbers) -> Numbers:
    """What not knowing the drift for sure adds to the spread: years seen × horizon.

    The textbook has it for the drift model alone. The naïve and the damped one don't know the drift
    either; without it their intervals were too narrow in our backtest (docs/statistics.md).
    """
    steps = np.arange(years, dtype=float)
    steps[0] = np.nan
    added: Numbers = h**2 / steps[:, None]
    return added


def _best(errors: Numbers) -> tuple[Numbers, npt.NDArray[np.intp]]:
    """The least sum of squares so far after each year, and whose it is."""
    sums = np.cumsum(errors**2, axis=1)
    best = np.argmin(sums, axis=2)
    return np.take_along_axis(sums, best[:, :, None], axis=2)[:, :, 0], best


def _shared(sums: Numbers, used: int) -> Numbers:
    """Sums of squares after each year as variances, where `used` numbers came from the data."""
    steps = np.arange(sums.shape[1], dtype=float)
    shared: Numbers = sums / np.maximum(steps - used, 1)
    return shared


def _means(squares: Numbers, used: int) -> Numbers:
    """Squares of each year's error (from the second year on) as variances after each year."""
    sums = np.concatenate([np.zeros((len(squares), 1)), np.cumsum(squares, axis=1)], axis=1)
    return _shared(sums, used)
