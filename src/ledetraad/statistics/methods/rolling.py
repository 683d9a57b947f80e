"""Choosing a model by rolling origin: by how well each would have done on the data at hand.

After each year the models are compared by the forecasts that they would have made before, for the
years since known. Source: Tashman (2000), "Out-of-sample tests of forecasting accuracy"; Hyndman &
Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed.), 5.10. All is done for many series
at once, and for every year as if it were the last, so that the same choice can be tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ledetraad.statistics.methods.models import MODELS, Numbers
from ledetraad.statistics.methods.widening import widening

_BEGIN: Final = 3
"""How many numbers a model has seen when its first forecast is counted."""
_AHEAD: Final = 3
"""How many years ahead the forecasts go that models are compared by."""
_MARGIN: Final = 0.7
"""A model takes the naïve one's place where its errors are less than this share of the other's.

With so few numbers the best on the past is often so by luck; docs/decisions has the figures."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the chosen model says after each year: series × years seen (× horizon).

    Args:
        model: which of `MODELS`.
        ahead: its forecasts.
        error: their standard errors.
        freedom: the degrees of freedom of these.
        wider: how many times as wide as these say intervals are to be: series × years seen.
    """

    model: npt.NDArray[np.intp]
    ahead: Numbers
    error: Numbers
    freedom: Numbers
    wider: Numbers


def choose(values: Numbers, horizon: int) -> Chosen:
    """The model that would have done best, after each year, and what it says.

    Args:
        values: series (rows) of consecutive years (columns), without gaps.
        horizon: how many years ahead to tell.
    """
    told = [model.tell(values, max(horizon, _AHEAD)) for model in MODELS]
    misses, squares = zip(*(_past(values, one.ahead, one.spread) for one in told), strict=True)
    scores = np.stack(misses)
    best = np.argmin(scores, axis=0)
    worth = np.take_along_axis(scores, best[None], axis=0)[0] < _MARGIN * scores[0]
    model = np.where(worth, best, 0)

    def of_chosen(each: list[Numbers]) -> Numbers:
        stacked = np.stack(each)
        at = model.reshape((1, *model.shape) + (1,) * (stacked.ndim - 3))
        taken: Numbers = np.take_along_axis(stacked, at, axis=0)[0]
        return taken

    ahead = of_chosen([one.ahead for one in told])
    spread = of_chosen([one.spread for one in told])
    inside, outside = of_chosen([one.variance for one in told]), of_chosen(list(squares))
    variance = np.fmax(inside, outside)
    used = np.array([one.used for one in told])[model]
    freedom = np.maximum(np.arange(values.shape[1]) - used, 1).astype(float)
    error = np.sqrt(variance[:, :, None] * spread)
    wider = widening(values, ahead, error, freedom, _BEGIN)
    return Chosen(model, ahead[:, :, :horizon], error[:, :, :horizon], freedom, wider)


def _past(values: Numbers, ahead: Numbers, spread: Numbers) -> tuple[Numbers, Numbers]:
    """The mean of a model's absolute errors so far, and of their squares by its own measure."""
    many, years = values.shape
    misses, squares, counts = (np.zeros((many, years)) for _ in range(3))
    for h in range(1, _AHEAD + 1):
        origins = np.arange(_BEGIN - 1, years - h)
        if not origins.size:
            continue
        error = values[:, origins + h] - ahead[:, origins, h - 1]
        misses[:, origins + h] += np.abs(error)
        squares[:, origins + h] += error**2 / spread[:, origins, h - 1]
        counts[:, origins + h] += 1
    seen = np.cumsum(counts, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.cumsum(misses, axis=1) / seen, np.cumsum(squares, axis=1) / seen
