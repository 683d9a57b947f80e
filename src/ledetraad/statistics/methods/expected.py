"""What a forecast says, and why there may be none; the reckoning is in `forecast`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ledetraad.errors import Phrase
from ledetraad.i18n import N_

LEAST: Final = 5
"""How many numbers in a row a forecast needs."""


MODEL_TEXTS: Final = {
    "naive": N_("it stays as it is"),
    "level": N_("it stays at a level that moves a little"),
    "drift": N_("it goes on as it went on average"),
    "damped": N_("it goes on as it went, but less and less"),
}
"""What each model believes."""


class NoForecast(StrEnum):
    """Why there is no forecast."""

    TOO_SHORT = "too_short"
    BROKEN = "broken"
    GAPS = "gaps"
    STILL = "still"
    TOO_FAR = "too_far"
    PAST = "past"


NO_FORECAST_TEXTS: Final = {
    NoForecast.TOO_SHORT: N_(
        "there are %(years)s years of numbers, and a forecast needs %(least)s"
    ),
    NoForecast.BROKEN: N_(
        "the series is broken: since then there are %(years)s years of numbers,"
        " and a forecast needs %(least)s"
    ),
    NoForecast.GAPS: N_(
        "years are missing: there are %(years)s in a row to the end, and a forecast needs %(least)s"
    ),
    NoForecast.STILL: N_(
        "the numbers have not varied, so it can't be said how sure a forecast would be"
    ),
    NoForecast.TOO_FAR: N_(
        "%(until)s is too far ahead: a forecast goes no further than the %(years)s years of numbers"
    ),
    NoForecast.PAST: N_("%(until)s is not after the last number"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """That there is no forecast, and why.

    Args:
        reason: why.
        years: how many years of numbers there are to go by.
        until: the year that was asked for.
    """

    reason: NoForecast
    years: int
    until: int

    def phrase(self) -> Phrase:
        """Why, in words."""
        return Phrase(
            NO_FORECAST_TEXTS[self.reason], years=self.years, until=self.until, least=LEAST
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """A coming year: the middle, and where the number will be with 80 and with 95 % probability."""

    year: int
    value: float
    low_80: float
    high_80: float
    low_95: float
    high_95: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a series is likely to go.

    Args:
        model: the name of the model that was chosen; see `models.MODELS`.
        since: the first year that it goes by.
        years: the coming years.
        chance: the probability, from 0 to 1, that the target is met in its year; None where there
            is no target within the years.
    """

    model: str
    since: int
    years: tuple[Expected, ...]
    chance: float | None = None

    @property
    def label(self) -> str:
        """What the model believes, in English words to be translated."""
        return MODEL_TEXTS[self.model]
