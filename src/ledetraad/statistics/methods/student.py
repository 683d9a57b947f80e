"""Student's t distribution, for intervals from few numbers.

The distribution function by the regularised incomplete beta function in its continued fraction
(Abramowitz & Stegun, "Handbook of Mathematical Functions", 26.7.1 and 26.5.8); quantiles by
halving. SciPy would be a hundred times heavier than these few lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, inf, lgamma, log, log1p

import numpy as np
import numpy.typing as npt

_STEPS = 300
_ENOUGH = 1e-14
_TINY = 1e-300


def distribution(value: float, freedom: float) -> float:
    """The probability of at most a value.

    Args:
        value: the value, in standard errors.
        freedom: the degrees of freedom, more than 0.
    """
    if value in {inf, -inf}:
        return 1.0 if value > 0 else 0.0
    tail = 0.5 * _beta(freedom / (freedom + value * value), freedom / 2, 0.5)
    return 1 - tail if value > 0 else tail


@cache
def quantile(probability: float, freedom: float) -> float:
    """The value that is not exceeded with a probability between 0 and 1."""
    if probability < 0.5:  # noqa: PLR2004
        return -quantile(1 - probability, freedom)
    low, high = 0.0, 1.0
    while distribution(high, freedom) < probability:
        low, high = high, 2 * high
    for _ in range(80):
        middle = (low + high) / 2
        if distribution(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def quantiles(probability: float, freedom: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The same for many degrees of freedom, most of them alike."""
    different, place = np.unique(freedom, return_inverse=True)
    found: Sequence[float] = [quantile(probability, float(each)) for each in different]
    return np.array(found, dtype=float)[place].reshape(freedom.shape)


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """Its continued fraction, by Lentz's method."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, _STEPS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            result *= d * c
        if abs(d * c - 1) < _ENOUGH:
            break
    return result


def _away(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
