"""Where a series is likely to go, how sure that is, and when it can't be said."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledetraad.followup.band_text import read_band
from ledetraad.followup.direction import Direction
from ledetraad.followup.target import TargetPath, TargetValue
from ledetraad.statistics.datasets import Content
from ledetraad.statistics.methods.expected import Forecast, NoForecast, Refusal
from ledetraad.statistics.methods.forecast import forecast
from ledetraad.statistics.methods.models import MODELS
from ledetraad.statistics.methods.rolling import choose
from ledetraad.statistics.methods.shares import COUNT, SHARE, Bounds, bounds_of
from ledetraad.statistics.series import Point, Series
from tests.statistics.real import culture, randaberg

UNEVEN = (50.0, 52.0, 49.0, 51.5, 53.0, 50.5, 52.5, 54.0)
NUMBERS = st.lists(st.integers(0, 1000).map(lambda n: n / 10), min_size=6, max_size=15)


def series(*values: float | None, break_in: int | None = None) -> Series:
    """A yearly series from 2015 on."""
    return Series(
        tuple(
            Point(year, value, break_before=year == break_in)
            for year, value in enumerate(values, 2015)
        )
    )


def told(numbers: Series, until: int, **options: object) -> Forecast:
    """A forecast that is not refused."""
    found = forecast(numbers, until, **options)  # type: ignore[arg-type]
    assert isinstance(found, Forecast)
    return found


def to(value: float, year: int, direction: Direction = Direction.UP) -> TargetPath:
    return TargetPath(direction, None, (TargetValue(year, Decimal(str(value))),))


def test_a_series_that_wanders_is_expected_to_stay_as_it_is() -> None:
    found = told(series(50, 51, 50, 51, 50, 49, 50, 51, 52, 51), 2027)

    assert found.model == "naive"
    assert [each.value for each in found.years] == [51, 51, 51]
    assert [each.year for each in found.years] == [2025, 2026, 2027]


def test_a_series_that_rises_is_expected_to_go_on() -> None:
    found = told(series(10, 12.1, 13.9, 16, 18.1, 20, 21.9, 24), 2024)

    assert found.model in {"drift", "damped"}
    assert found.years[1].value == pytest.approx(28, abs=0.7)


def test_a_series_that_shakes_around_a_level_is_expected_at_that_level() -> None:
    found = told(series(57, 59, 57, 48, 60, 57, 52, 58, 57, 56, 55, 58), 2028)

    assert found.model == "level"
    assert found.years[-1].value == pytest.approx(56.4, abs=0.1)


def test_intervals_hold_each_other_and_grow_with_the_years() -> None:
    years = told(series(*UNEVEN), 2028).years

    for each in years:
        assert each.low_95 < each.low_80 < each.value < each.high_80 < each.high_95
    widths = [each.high_80 - each.low_80 for each in years]
    assert widths == sorted(widths)


def test_a_share_stays_a_share() -> None:
    last = told(series(97, 95, 98, 96, 99, 97, 99), 2026, bounds=SHARE).years[-1]

    assert last.high_95 == 100
    assert last.low_95 > 0


def test_the_chance_of_a_target_in_the_middle_is_even() -> None:
    middle = told(series(*UNEVEN), 2026).years[-1].value

    assert told(series(*UNEVEN), 2026, path=to(middle, 2026)).chance == pytest.approx(0.5)


def test_the_chances_of_at_least_and_at_most_are_one_together() -> None:
    up, down = (
        told(series(*UNEVEN), 2026, path=to(56, 2026, way)).chance
        for way in (Direction.UP, Direction.DOWN)
    )

    assert up is not None
    assert down is not None
    assert up + down == pytest.approx(1)
    assert up < 0.5


def test_the_chance_at_the_intervals_ends_is_theirs() -> None:
    last = told(series(*UNEVEN), 2026).years[-1]

    chances = [
        told(series(*UNEVEN), 2026, path=to(each, 2026)).chance
        for each in (last.low_95, last.low_80, last.high_80, last.high_95)
    ]

    assert chances == pytest.approx([0.975, 0.9, 0.1, 0.025])


def test_the_chance_of_staying_within_limits() -> None:
    last = told(series(*UNEVEN), 2026).years[-1]
    limits = read_band(f"{last.low_80:.6f}–{last.high_80:.6f}".replace(".", ","))

    path = TargetPath(Direction.KEEP, limits=limits)

    assert told(series(*UNEVEN), 2026, path=path).chance == pytest.approx(0.8, abs=1e-4)


def test_a_target_outside_the_years_has_no_chance_told() -> None:
    assert told(series(*UNEVEN), 2026, path=to(56, 2027)).chance is None
    assert told(series(*UNEVEN), 2026, path=to(56, 2022)).chance is None


@pytest.mark.parametrize(
    ("numbers", "until", "reason"),
    [
        (Series(()), 2030, NoForecast.TOO_SHORT),
        (series(1, 2, 4, 3), 2020, NoForecast.TOO_SHORT),
        (series(1, 2, 4, 3, 5, 4, break_in=2018), 2022, NoForecast.BROKEN),
        (series(1, 2, 4, 3, None, 4, 5), 2023, NoForecast.GAPS),
        (series(1, None, 4, None, 5, None, 6, None, 7), 2024, NoForecast.GAPS),
        (series(5, 5, 5, 5, 5, 5), 2022, NoForecast.STILL),
        (series(1, 2, 3, 4, 5, 6), 2022, NoForecast.STILL),
        (series(1, 2, 4, 3, 5), 2025, NoForecast.TOO_FAR),
        (series(1, 2, 4, 3, 5), 2019, NoForecast.PAST),
    ],
)
def test_why_there_is_no_forecast_is_told(numbers: Series, until: int, reason: NoForecast) -> None:
    found = forecast(numbers, until)

    assert isinstance(found, Refusal)
    assert found.reason is reason
    assert "%" not in str(found.phrase())


def test_numbers_before_a_break_or_a_gap_are_left_out() -> None:
    broken = told(series(900, 1, *UNEVEN, break_in=2017), 2027)
    gap = told(series(900, None, *UNEVEN), 2027)

    assert broken.since == gap.since == 2017
    assert broken.years == gap.years


def test_real_years_that_are_far_apart_are_refused() -> None:
    found = [forecast(each, 2025) for each in culture()]

    assert {each.reason for each in found if isinstance(each, Refusal)} <= {
        NoForecast.GAPS,
        NoForecast.TOO_SHORT,
    }
    assert not any(isinstance(each, Forecast) for each in found)


def test_randabergs_own_goal_is_as_likely_as_not() -> None:
    found = told(randaberg()["1127"], 2030, path=to(95, 2030), bounds=SHARE)

    assert found.model == "naive"
    assert found.chance == pytest.approx(0.54, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.sampled_from([0.25, 2.0, 8.0]), st.sampled_from([-64.0, 0.0, 32.0]))
def test_another_unit_gives_the_same_forecast_in_that_unit(
    values: list[float], times: float, more: float
) -> None:
    one = forecast(series(*values), 2015 + len(values) + 2)
    other = forecast(series(*[times * each + more for each in values]), 2015 + len(values) + 2)

    if isinstance(one, Refusal):
        assert isinstance(other, Refusal)
        return
    assert isinstance(other, Forecast)
    if one.model == other.model:  # a tie between models may fall out otherwise by rounding
        for mine, theirs in zip(one.years, other.years, strict=True):
            assert theirs.value == pytest.approx(times * mine.value + more, abs=1e-6)
            assert theirs.high_95 == pytest.approx(times * mine.high_95 + more, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        NUMBERS.filter(lambda each: len(each) >= 12).map(lambda v: v[:12]), min_size=1, max_size=4
    )
)
def test_what_is_said_after_a_year_knows_nothing_of_later_ones(some: list[list[float]]) -> None:
    values = np.array(some)
    whole = choose(values, 3)

    for seen in range(5, 12):
        then = choose(values[:, :seen], 3)
        np.testing.assert_allclose(whole.ahead[:, seen - 1], then.ahead[:, -1])
        np.testing.assert_allclose(whole.error[:, seen - 1], then.error[:, -1])


def test_the_drift_is_from_the_first_number_to_the_last() -> None:
    drift = next(model for model in MODELS if model.name == "drift")

    said = drift.tell(np.array([[1.0, 4.0, 2.0, 7.0]]), 2)

    assert said.ahead[0, -1].tolist() == [9.0, 11.0]
    # Steps of 3, -2 and 5 about their mean of 2: the squares are 1, 16 and 9.
    assert said.variance[0, -1] == pytest.approx(26 / 2)
    assert said.spread[0, -1].tolist() == pytest.approx([1 + 1 / 3, 2 + 4 / 3])


@pytest.mark.parametrize(
    ("unit", "label", "bounds"),
    [
        ("prosent", "Andel barn i barnehage", SHARE),
        ("prosent", "Netto driftsresultat i prosent", Bounds()),
        ("antall", "Barn", COUNT),
        ("kroner", "Andel", Bounds()),
    ],
)
def test_only_what_is_plainly_a_share_or_a_count_is_bounded(
    unit: str, label: str, bounds: Bounds
) -> None:
    assert bounds_of(Content("A", label, unit)) == bounds
