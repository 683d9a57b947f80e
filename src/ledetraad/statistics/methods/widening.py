"""How much wider intervals must be, by how the forecasts that could be tested have missed.

Split conformal prediction on normalised errors (Vovk, Gammerman & Shafer 2005, "Algorithmic
Learning in a Random World"; Lei and others 2018, "Distribution-Free Predictive Inference for
Regression"): each forecast that has come of age is scored by its miss in half widths of the
interval that was told with it, and new intervals are stretched so that four in five of the scores
would have been inside. A series of 5 to 15 numbers has few scores, which overlap and come from
the same shocks; so their say grows with their number, intervals are never made narrower, and never
more than twice as wide. These three are our own choice; docs/statistics.md has the figures.
"""

from __future__ import annotations

from math import ceil
from typing import Final

import numpy as np

from ledetraad.statistics.methods.models import Numbers
from ledetraad.statistics.methods.student import quantiles

_WITHIN: Final = 0.8
"""The share of scores that are to be inside; two tails make the quantile of each side."""
_WEIGHT: Final = 10
"""With so many scores, they have half the say."""
_MOST: Final = 2.0
_AHEAD: Final = 3
"""How many years ahead the forecasts go that are scored."""


def widening(
    values: Numbers, ahead: Numbers, error: Numbers, freedom: Numbers, begin: int
) -> Numbers:
    """How many times as wide intervals are to be, after each year: series × years seen.

    Args:
        values: series (rows) of consecutive years (columns), without gaps.
        ahead: what was forecast after each year: series × years seen × horizon.
        error: the standard errors of that; so too.
        freedom: their degrees of freedom: series × years seen.
        begin: how many numbers had been seen when the first forecast was made that counts.
    """
    many, years = values.shape
    half = error * quantiles((1 + _WITHIN) / 2, freedom)[:, :, None]
    scores, since = [np.zeros((many, 0))], []
    for known in range(begin, years):  # the year by which a forecast can be tested
        for h in range(1, min(_AHEAD, known - begin + 1) + 1):
            miss = np.abs(values[:, known] - ahead[:, known - h, h - 1])
            wide = half[:, known - h, h - 1]
            with np.errstate(invalid="ignore", divide="ignore"):
                scores.append(np.where(wide > 0, miss / wide, 0.0)[:, None])
            since.append(known)
    every, found = np.concatenate(scores, axis=1), np.ones((many, years))
    for year in range(begin, years):
        count = int(np.searchsorted(since, year, side="right"))
        place = min(ceil((count + 1) * _WITHIN), count) - 1
        inside = np.partition(every[:, :count], place, axis=1)[:, place]
        found[:, year] = np.clip(inside, 1.0, _MOST**2) ** (count / (count + _WEIGHT))
    return np.minimum(found, _MOST)
