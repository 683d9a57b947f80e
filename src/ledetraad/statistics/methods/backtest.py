"""How well the forecasts would have done: the same method, after each year, on what came then.

For every series it is as if each year had been the last: the model is chosen by what was known,
and the forecast is held against the numbers that came. Told are the share of numbers within the
intervals (coverage), and the error against that of "it stays as it is", both in mean absolute
scaled errors (MASE: Hyndman & Koehler 2006, "Another look at measures of forecast accuracy").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ledetraad.statistics.methods.expected import LEAST
from ledetraad.statistics.methods.forecast import usable
from ledetraad.statistics.methods.models import MODELS, Numbers
from ledetraad.statistics.methods.rolling import Chosen, choose
from ledetraad.statistics.methods.student import quantiles
from ledetraad.statistics.series import Series

_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """How well forecasts of so many years ahead did.

    Args:
        ahead: how many years ahead; None for all together.
        forecasts: how many there were.
        within_80, within_95: the share of numbers that came within the intervals.
        mase: the mean absolute scaled error.
        naive: the same for "it stays as it is".
    """

    ahead: int | None
    forecasts: int
    within_80: float
    within_95: float
    mase: float
    naive: float

    @property
    def ratio(self) -> float:
        """The error against the naïve one; less than 1 is better."""
        return self.mase / self.naive if self.naive else float("nan")


@dataclass(frozen=True, slots=True)
class Backtest:
    """How well the forecasts would have done.

    Args:
        series: how many series were long enough.
        refused: how many were not.
        rows: by how many years ahead.
        models: how often each model was chosen, by name.
    """

    series: int
    refused: int
    rows: tuple[Row, ...]
    models: dict[str, int]

    def total(self) -> Row | None:
        """All forecasts together; None where there were none."""
        many = sum(row.forecasts for row in self.rows)
        if not many:
            return None

        def mean(values: Iterable[float]) -> float:
            pairs = zip(values, self.rows, strict=True)
            return sum(value * row.forecasts for value, row in pairs) / many

        return Row(
            None,
            many,
            mean(row.within_80 for row in self.rows),
            mean(row.within_95 for row in self.rows),
            mean(row.mase for row in self.rows),
            mean(row.naive for row in self.rows),
        )


def backtest(some: Iterable[Series], horizon: int = 5) -> Backtest:
    """Test the forecasts on series whose numbers are known.

    Args:
        some: the series.
        horizon: how many years ahead at most.
    """
    by_length: dict[int, list[list[float]]] = defaultdict(list)
    refused = 0
    for each in some:
        values = [point.value for point in usable(each) if point.value is not None]
        if len(values) <= LEAST:
            refused += 1
        else:
            by_length[len(values)].append(values)
    tally = _Tally(horizon)
    for alike in by_length.values():
        for begin in range(0, len(alike), _AT_ONCE):
            tally.add(np.array(alike[begin : begin + _AT_ONCE]))
    tested = sum(map(len, by_length.values()))
    return Backtest(tested, refused, tally.rows(), dict(tally.models))


class _Tally:
    """The sums over all forecasts, by how many years ahead."""

    def __init__(self, horizon: int) -> None:
        self._sums = np.zeros((horizon, 5))
        self.models: Counter[str] = Counter()

    def add(self, values: Numbers) -> None:
        """Every forecast of series of one length."""
        years = values.shape[1]
        chosen = choose(values, len(self._sums))
        with np.errstate(invalid="ignore", divide="ignore"):
            moves = np.cumsum(np.abs(np.diff(values, axis=1)), axis=1) / np.arange(1, years)
        for ahead in range(1, len(self._sums) + 1):
            # No further ahead than the numbers go back, as for a forecast that is shown.
            origins = np.arange(max(LEAST, ahead) - 1, years - ahead)
            if origins.size:
                self._count(values, chosen, moves[:, origins - 1], origins, ahead)
        counted = np.bincount(chosen.model[:, LEAST - 1 : -1].ravel(), minlength=len(MODELS))
        for model, times in zip(MODELS, counted, strict=True):
            self.models[model.name] += int(times)

    def _count(
        self,
        values: Numbers,
        chosen: Chosen,
        scale: Numbers,
        origins: npt.NDArray[np.intp],
        ahead: int,
    ) -> None:
        came = values[:, origins + ahead]
        error = chosen.error[:, origins, ahead - 1]
        told = (error > 0) & (scale > 0)
        miss = np.abs(came - chosen.ahead[:, origins, ahead - 1])[told]
        naive = np.abs(came - values[:, origins])[told]
        freedom, scale = chosen.freedom[:, origins][told], scale[told]
        width = (error * chosen.wider[:, origins])[told]
        self._sums[ahead - 1] += (
            miss.size,
            np.count_nonzero(miss <= width * quantiles(0.9, freedom)),
            np.count_nonzero(miss <= width * quantiles(0.975, freedom)),
            float(np.sum(miss / scale)),
            float(np.sum(naive / scale)),
        )

    def rows(self) -> tuple[Row, ...]:
        return tuple(
            Row(ahead, int(sums[0]), *(float(each / sums[0]) for each in sums[1:]))
            for ahead, sums in enumerate(self._sums, 1)
            if sums[0]
        )
