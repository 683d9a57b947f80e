"""What is to be expected of an indicator: if it goes fast enough, and where it is likely to go.

The methods are those of `ledetraad.statistics.methods`, on the indicator's own values, whoever
entered them. They are for whole years; an indicator that is measured more often has no outlook.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from ledetraad.errors import Phrase
from ledetraad.followup.direction import Direction
from ledetraad.followup.freshness import Frequency
from ledetraad.followup.indicator import IndicatorValues
from ledetraad.followup.target import TargetPath
from ledetraad.i18n import N_
from ledetraad.publish.followup.observed import Observed
from ledetraad.publish.followup.sentence import value_text
from ledetraad.statistics.datasets import Content
from ledetraad.statistics.methods.expected import Forecast, NoForecast, Refusal
from ledetraad.statistics.methods.judged import Status
from ledetraad.statistics.methods.progress import Progress, progress
from ledetraad.statistics.methods.saying import chance_said
from ledetraad.statistics.methods.shares import bounds_of
from ledetraad.statistics.series import Point, Series

_EVEN = 0.5
YEARS_AHEAD = 2
"""How far a forecast goes where no year is to be reached, but a value to be kept."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of an indicator.

    Args:
        progress: whether it goes fast enough towards its target.
        forecast: where it is likely to go, as far as that can be told; None where it can't, or no
            target is still to come.
        refused: why there is no forecast up to the target's year; None where there is one, or none
            is asked for.
    """

    progress: Progress
    forecast: Forecast | None = None
    refused: Refusal | None = None


def outlook(
    said: IndicatorValues, values: Sequence[Observed], breaks: Collection[int] = ()
) -> Outlook | None:
    """What is to be expected; None where the indicator has no target, or none that can be told of.

    Args:
        said: what it says of itself.
        values: one for each year, the earliest first; some may lack a value.
        breaks: the years whose values are not quite comparable with those before.
    """
    path = said.path()
    if path is None or said.frequency is not Frequency.YEAR or not values:
        return None
    if path.last is None and path.direction is not Direction.KEEP:
        return None
    series = Series(tuple(_point(one, breaks) for one in values), said.measure_unit)
    return _ahead(Outlook(progress(series, path)), series, path, said)


def _ahead(found: Outlook, series: Series, path: TargetPath, said: IndicatorValues) -> Outlook:
    """With where it is likely to go, as far as that can be told."""
    known = series.known()
    latest = known[-1].year if known else 0
    until = path.last.year if path.last is not None else latest + YEARS_AHEAD
    if not known or until <= latest:
        return found
    from ledetraad.statistics.methods.forecast import forecast  # noqa: PLC0415  (it is heavy)

    bounds = bounds_of(Content("", said.name, said.measure_unit))
    made = forecast(series, until, path, bounds)
    if not isinstance(made, Refusal):
        return replace(found, forecast=made)
    found = replace(found, refused=made)
    if made.reason is NoForecast.TOO_FAR:
        shorter = forecast(series, latest + made.years, None, bounds)
        if not isinstance(shorter, Refusal):
            found = replace(found, forecast=shorter)
    return found


def _point(one: Observed, breaks: Collection[int]) -> Point:
    year = one.measured.year
    value = float(one.value) if one.value is not None else None
    return Point(year, value, break_before=year in breaks)


def likely_met(found: Outlook, said: IndicatorValues) -> Phrase | None:
    """How likely it is that the target is met, in a sentence; None where that can't be said.

    Args:
        found: what is to be expected.
        said: what the indicator says of itself.
    """
    path = said.path()
    if path is None or found.forecast is None:
        return None
    return chance_said(path, found.progress, found.forecast)


def differing(found: Outlook) -> Phrase | None:
    """Why the pace and the forecast seem to say different things; None where they don't.

    A pace by growth counts percent, which come to more each year; a forecast goes on from what the
    numbers have changed by, and how unevenly.
    """
    if found.forecast is None or found.forecast.chance is None:
        return None
    likely = found.forecast.chance >= _EVEN
    unlike = {Status.ON_TRACK: not likely, Status.OFF_TRACK: likely, Status.WRONG_WAY: likely}
    if not unlike.get(found.progress.status, False):
        return None
    return Phrase(
        N_(
            "These two don't say the same. The pace looks at the first and the last number alone,"
            " and at growth in percent; the forecast at what the numbers have changed by from year"
            " to year, and how unevenly."
        )
    )


def likely_text(value: float, said: IndicatorValues) -> str:
    """A number of a forecast, with the indicator's own decimals."""
    return value_text(Decimal(repr(value)), said)


def rounded(found: Outlook) -> Outlook:
    """The same with six digits of each number: as much as it bears, and alike on every machine."""
    return Outlook(_rounded(found.progress), _rounded(found.forecast), found.refused)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, tuple):
        return tuple(_rounded(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _rounded(getattr(value, one.name)) for one in fields(value)}
        )
    return value
