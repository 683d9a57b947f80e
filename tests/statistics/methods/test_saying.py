"""A series in plain sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ledetraad.followup.band_text import read_band
from ledetraad.followup.direction import Direction
from ledetraad.followup.target import TargetPath, TargetValue
from ledetraad.statistics.methods.expected import Forecast
from ledetraad.statistics.methods.forecast import forecast
from ledetraad.statistics.methods.progress import progress
from ledetraad.statistics.methods.saying import Named, chance_text, saying
from ledetraad.statistics.peers.standing import standing
from ledetraad.statistics.series import Point, Series

ASKER = Named("Asker", "prosent")
NUMBERS = (11.0, 11.6, 11.2, 12.4, 11.9, 12.3)


def series(*values: float | None, unrevised: bool = False) -> Series:
    last = 2019 + len(values)
    return Series(
        tuple(
            Point(year, value, unrevised=unrevised and year == last)
            for year, value in enumerate(values, 2020)
        )
    )


def to(value: float, year: int = 2030, direction: Direction = Direction.UP) -> TargetPath:
    return TargetPath(direction, None, (TargetValue(year, Decimal(str(value))),))


def said(numbers: Series, path: TargetPath | None = None, **more: Any) -> str:
    """The sentences, with what `saying` is told reckoned from the numbers; blanks made plain."""
    until = path.last.year if path and path.last else 2030
    phrase = saying(
        ASKER,
        numbers,
        path=path,
        progress=progress(numbers, path),
        ahead=forecast(numbers, until, path),
        **more,
    )
    return str(phrase).replace("\u00a0", " ")


def test_how_much_by_when_how_much_and_how_likely() -> None:
    ahead = forecast(series(*NUMBERS), 2030, to(15))
    assert isinstance(ahead, Forecast)
    assert ahead.chance is not None
    percent = 5 * round(20 * ahead.chance)

    assert said(series(*NUMBERS), to(15)) == (
        "Asker has 12,3 % in 2025. The target for 2030 is 15 %."
        f" As things go, it is {percent} % likely that the target is met."
    )


def test_without_a_target_there_is_only_the_number() -> None:
    assert said(series(*NUMBERS)) == "Asker has 12,3 % in 2025."


def test_a_number_that_is_not_finally_checked_is_told_of() -> None:
    assert "not been finally checked" in said(series(*NUMBERS, unrevised=True))


def test_a_target_that_is_reached_may_be_lost_again() -> None:
    found = said(series(*NUMBERS), to(12))

    assert "That is reached already. As things go, it is" in found
    assert "likely that it still is so in 2030." in found


def test_where_there_is_no_forecast_it_is_told_why_and_how_it_has_gone() -> None:
    assert said(series(11.0, 11.5, 12.3), to(15)) == (
        "Asker has 12,3 % in 2022. The target for 2030 is 15 %."
        " Since 2020 it has gone fast enough to reach it."
        " How likely it is that the target is met can't be said:"
        " there are 3 years of numbers, and a forecast needs 5."
    )


def test_where_nothing_can_be_said_it_is_told_why() -> None:
    found = said(series(12.3), to(15))

    assert "How it goes with it can't be said: there are too few years" in found


def test_a_target_whose_year_is_over_was_met_or_not() -> None:
    assert said(series(11.0, 11.5, 12.3), to(15, 2022)) == (
        "Asker has 12,3 % in 2022. The target for 2022 is 15 %."
        " The year is over, and the target was not met."
    )


def test_a_value_to_be_kept_within_limits() -> None:
    found = said(series(*NUMBERS), TargetPath(Direction.KEEP, limits=read_band("10–15")))

    assert "It should be kept from 10 to 15. So it is. As things go, it is" in found
    assert "likely that it is within the limits in 2030." in found


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (0.0, "less than 5 %"),
        (0.044, "less than 5 %"),
        (0.05, "5 %"),
        (0.074, "5 %"),
        (0.354, "35 %"),
        (0.378, "40 %"),
        (0.95, "95 %"),
        (0.999, "more than 95 %"),
    ],
)
def test_a_chance_is_told_no_closer_than_the_numbers_bear(chance: float, told: str) -> None:
    assert str(chance_text(chance)).replace("\u00a0", " ") == told


def test_how_it_stands_among_others() -> None:
    others = {"3203": series(12.3), "0301": series(14.0), "4601": series(9.0)}

    found = said(series(12.3), standing=standing(others, "3203", Direction.UP))

    assert found.endswith(
        "Of 3 municipalities it is number 2 in 2020. The municipality in the middle has 12,3 %."
    )


def test_a_series_without_numbers_says_so() -> None:
    assert said(series(None)) == "There are no numbers for Asker."
