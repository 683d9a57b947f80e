"""How it goes with a target, by growth as Eurostat reckons it and by a straight line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledetraad.followup.band_text import read_band
from ledetraad.followup.direction import Direction
from ledetraad.followup.target import Baseline, TargetPath, TargetValue
from ledetraad.statistics.methods.judged import Method, Pace, Reason, Status
from ledetraad.statistics.methods.progress import Progress, progress
from ledetraad.statistics.series import Point, Series

UP, DOWN, KEEP = Direction.UP, Direction.DOWN, Direction.KEEP


def series(*values: float | None, first: int = 2015, break_in: int | None = None) -> Series:
    """A yearly series from a first year on."""
    return Series(
        tuple(
            Point(year, value, break_before=year == break_in)
            for year, value in enumerate(values, first)
        )
    )


def path(
    direction: Direction, value: float, year: int = 2030, baseline: tuple[int, float] | None = None
) -> TargetPath:
    """A path to one target."""
    start = None if baseline is None else Baseline(baseline[0], Decimal(str(baseline[1])))
    return TargetPath(direction, start, (TargetValue(year, Decimal(str(value))),))


def said(found: Progress) -> tuple[Status, Reason | None]:
    return found.status, found.reason


# 100 to 200 in 15 years is 4.729 % a year; the required growth is the same in all of these.
@pytest.mark.parametrize(
    ("latest", "status", "pace"),
    [
        (160.0, Status.ON_TRACK, Pace.SIGNIFICANT),  # 4.81 % a year, 1.02 of it
        (156.5, Status.ON_TRACK, Pace.SIGNIFICANT),  # 0.964
        (150.0, Status.OFF_TRACK, Pace.MODERATE),  # 0.875
        (133.0, Status.OFF_TRACK, Pace.MODERATE),  # 0.613
        (130.0, Status.OFF_TRACK, Pace.INSUFFICIENT),  # 0.564
        (100.0, Status.OFF_TRACK, Pace.INSUFFICIENT),  # 0
        (99.0, Status.WRONG_WAY, Pace.AWAY),
        (200.0, Status.REACHED, None),
    ],
)
def test_growth_is_graded_by_eurostats_thresholds(
    latest: float, status: Status, pace: Pace | None
) -> None:
    found = progress(series(100.0, *[None] * 9, latest), path(UP, 200))

    assert (found.status, found.pace) == (status, pace)


def test_observed_and_required_growth_are_told() -> None:
    found = progress(series(100.0, 110.0, 121.0), path(UP, 100 * 1.2**10, year=2025))

    assert found.observed == pytest.approx(0.10)
    assert found.required == pytest.approx(0.20)
    assert found.ratio == pytest.approx(0.5)


def test_less_is_better_where_the_value_should_go_down() -> None:
    assert progress(series(100.0, 90.0, 81.0), path(DOWN, 50, 2025)).status is Status.ON_TRACK
    assert progress(series(100.0, 99.0, 98.0), path(DOWN, 50, 2025)).status is Status.OFF_TRACK
    assert progress(series(100.0, 99.0, 101.0), path(DOWN, 50, 2025)).status is Status.WRONG_WAY
    assert progress(series(100.0, 60.0, 40.0), path(DOWN, 50, 2025)).status is Status.REACHED


@pytest.mark.parametrize(
    "values", [(0.0, 1.0, 2.0), (-2.0, -1.5, -1.0), (-1.0, 0.0, 1.0), (2.0, 1.0, 0.0)]
)
def test_where_growth_is_not_defined_a_straight_line_is_used_and_told_of(
    values: tuple[float, ...],
) -> None:
    direction = UP if values[-1] > values[0] else DOWN
    target = values[0] + 10 * (values[-1] - values[0])

    found = progress(series(*values), path(direction, target, 2035))

    assert said(found) == (Status.ON_TRACK, Reason.NO_GROWTH)
    assert found.method is Method.LINEAR
    assert found.observed == pytest.approx((values[-1] - values[0]) / 2)


def test_a_target_of_zero_is_judged_by_a_straight_line() -> None:
    found = progress(series(10.0, 9.0, 8.0), path(DOWN, 0, 2025))

    assert said(found) == (Status.ON_TRACK, Reason.NO_GROWTH)


@pytest.mark.parametrize(
    ("latest", "status"),
    [
        (12.0, Status.ON_TRACK),
        (11.99, Status.OFF_TRACK),
        (10.0, Status.OFF_TRACK),
        (9.99, Status.WRONG_WAY),
        (20.0, Status.REACHED),
    ],
)
def test_by_the_straight_line_the_last_value_must_be_as_good_as_the_line(
    latest: float, status: Status
) -> None:
    found = progress(series(10.0, 10.5, latest), path(UP, 20, 2025), Method.LINEAR)

    assert found.status is status


def test_the_straight_line_goes_over_the_targets_between() -> None:
    way = TargetPath(UP, None, (TargetValue(2019, Decimal(19)), TargetValue(2025, Decimal(20))))

    assert progress(series(10.0, 11.0, 12.0), way, Method.LINEAR).status is Status.OFF_TRACK
    assert progress(series(10.0, 12.0, 14.5), way, Method.LINEAR).status is Status.ON_TRACK


def test_it_is_reckoned_from_the_baseline_where_there_is_one() -> None:
    found = progress(series(10.0, 11.0, 12.0, 13.0), path(UP, 20, 2025, (2016, 11.0)))

    assert found.start is not None
    assert (found.start.year, found.start.value) == (2016, 11.0)


def test_a_baseline_before_a_break_gives_way_to_the_first_value_after() -> None:
    numbers = series(10.0, 11.0, 50.0, 51.0, 52.0, break_in=2017)

    found = progress(numbers, path(UP, 60, 2027, (2015, 10.0)), Method.LINEAR)

    assert said(found) == (Status.ON_TRACK, Reason.AFTER_BREAK)
    assert found.start is not None
    assert found.start.year == 2017


def test_one_that_was_there_and_no_longer_is_goes_the_wrong_way() -> None:
    assert progress(series(21.0, 20.0, 19.0), path(UP, 20)).status is Status.WRONG_WAY
    assert progress(series(20.0, 19.0, 19.5), path(UP, 20)).status is Status.WRONG_WAY


def test_after_the_targets_year_it_is_reached_or_not() -> None:
    missed = progress(series(10.0, 11.0, 12.0, 13.0), path(UP, 14, 2018))

    assert said(missed) == (Status.OFF_TRACK, Reason.TOO_LATE)
    assert progress(series(10.0, 11.0, 12.0, 14.0), path(UP, 14, 2018)).status is Status.REACHED


@pytest.mark.parametrize(
    ("numbers", "way", "reason"),
    [
        (series(1.0, 2.0, 3.0), None, Reason.NO_TARGET),
        (series(1.0, 2.0, 3.0), TargetPath(UP), Reason.NO_TARGET),
        (series(None, None), path(UP, 9), Reason.NO_VALUE),
        (Series(()), path(UP, 9), Reason.NO_VALUE),
        (series(1.0, 2.0), path(UP, 9), Reason.TOO_SHORT),
        (series(1.0, 2.0, 3.0, 4.0, break_in=2017), path(UP, 9), Reason.TOO_SHORT),
        (series(1.0, 2.0, 3.0), path(UP, 9, 2040, (2020, 2.0)), Reason.TOO_SHORT),
    ],
)
def test_why_nothing_can_be_said_is_told(
    numbers: Series, way: TargetPath | None, reason: Reason
) -> None:
    assert said(progress(numbers, way)) == (Status.UNKNOWN, reason)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((9.0, 9.0, 12.0), Status.REACHED),
        ((17.0, 17.0, 16.0), Status.OFF_TRACK),
        ((17.0, 17.0, 17.0), Status.OFF_TRACK),
        ((16.0, 17.0, 18.0), Status.WRONG_WAY),
        ((12.0, 12.0, 9.0), Status.WRONG_WAY),
    ],
)
def test_a_value_to_be_kept_is_within_its_limits_or_on_its_way_there(
    values: tuple[float, ...], status: Status
) -> None:
    assert progress(series(*values), TargetPath(KEEP, limits=read_band("10–15"))).status is status
