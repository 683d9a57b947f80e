"""The way from where an indicator started to where it should be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledetraad.followup.band_text import read_band
from ledetraad.followup.direction import DIRECTION_MARKS, Direction, gained
from ledetraad.followup.faults import InvalidRule
from ledetraad.followup.target import Baseline, TargetPath, TargetValue, in_force

UP, DOWN, KEEP = Direction.UP, Direction.DOWN, Direction.KEEP
EMISSIONS = TargetPath(
    DOWN,
    Baseline(2020, Decimal(100)),
    (TargetValue(2030, Decimal(40)), TargetValue(2025, Decimal(80))),
)
FUND = TargetPath(KEEP, limits=read_band("10–15"))


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2019, None), (2020, 100), (2022, 92), (2025, 80), (2029, 48), (2030, 40), (2040, 40)],
)
def test_the_path_is_a_straight_line_from_each_value_to_the_next(
    year: int, expected: int | None
) -> None:
    assert EMISSIONS.expected(year) == expected


def test_without_a_baseline_the_path_begins_at_the_first_target() -> None:
    path = TargetPath(UP, targets=(TargetValue(2025, Decimal(5)), TargetValue(2027, Decimal(9))))

    assert [path.expected(year) for year in (2024, 2025, 2026)] == [None, 5, 7]


def test_without_targets_there_is_no_path() -> None:
    path = TargetPath(UP, Baseline(2020, Decimal(1)))

    assert path.expected(2020) is None
    assert path.on_path(2020, Decimal(1)) is None
    assert path.reached(Decimal(1)) is None
    assert path.share(Decimal(1)) is None


@pytest.mark.parametrize(
    ("value", "share"), [(100, "0"), (70, "0.5"), (40, "1"), (112, "-0.2"), (10, "1.5")]
)
def test_the_share_of_the_way_is_from_the_baseline_to_the_last_target(
    value: int, share: str
) -> None:
    assert EMISSIONS.share(Decimal(value)) == Decimal(share)


def test_there_is_no_share_where_there_is_no_way_to_go() -> None:
    path = TargetPath(UP, Baseline(2020, Decimal(5)), (TargetValue(2025, Decimal(5)),))

    assert path.share(Decimal(5)) is None
    assert path.reached(Decimal(5)) is True


def test_less_is_ahead_of_the_path_where_less_is_better() -> None:
    assert EMISSIONS.ahead(2022, Decimal(90)) == 2
    assert EMISSIONS.on_path(2022, Decimal(92)) is True
    assert EMISSIONS.on_path(2022, Decimal(93)) is False
    assert EMISSIONS.reached(Decimal(40)) is True
    assert EMISSIONS.reached(Decimal(41)) is False


def test_more_is_ahead_of_the_path_where_more_is_better() -> None:
    path = TargetPath(UP, Baseline(2020, Decimal(0)), (TargetValue(2030, Decimal(100)),))

    assert path.on_path(2025, Decimal(50)) is True
    assert path.on_path(2025, Decimal(49)) is False
    assert path.ahead(2025, Decimal(40)) == -10


def test_a_value_to_be_kept_is_on_its_path_within_the_limits() -> None:
    assert [FUND.on_path(2025, Decimal(value)) for value in (9, 10, 15, 16)] == [
        False,
        True,
        True,
        False,
    ]
    assert FUND.reached(Decimal(12)) is True
    assert FUND.share(Decimal(12)) is None
    assert FUND.ahead(2025, Decimal(12)) is None


def test_the_path_is_told_on_one_line() -> None:
    assert str(EMISSIONS) == "2020: 100 → 2025: 80 → 2030: 40"
    assert str(FUND) == "10–15"


def test_a_later_decision_takes_the_place_of_an_earlier_without_erasing_it() -> None:
    decisions = (
        TargetValue(2030, Decimal(-67), date(2021, 6, 15), "temaplan 2021 (example)"),
        TargetValue(2030, Decimal(-55), date(2018, 3, 1), "temaplan 2018 (example)"),
        TargetValue(2025, Decimal(-30)),
    )

    def values(on: date) -> list[int]:
        return [int(target.value) for target in in_force(decisions, on)]

    assert values(date(2017, 1, 1)) == [-30]
    assert values(date(2021, 6, 14)) == [-30, -55]
    assert values(date(2021, 6, 15)) == [-30, -67]


@pytest.mark.parametrize(
    ("direction", "targets", "told"),
    [
        (UP, ((2030, 9), (2030, 8)), "There are two targets for 2030: 9 and 8."),
        (UP, ((2020, 9),), "The target for 2020 is not after the baseline of 2020."),
        (UP, ((2030, 4),), "The target 4 for 2030 is worse than the baseline 5."),
        (DOWN, ((2030, 6),), "The target 6 for 2030 is worse than the baseline 5."),
        (KEEP, (), "A value that should be kept has no limits."),
    ],
)
def test_what_contradicts_itself_is_refused(
    direction: Direction, targets: tuple[tuple[int, int], ...], told: str
) -> None:
    values = tuple(TargetValue(year, Decimal(value)) for year, value in targets)

    with pytest.raises(InvalidRule) as caught:
        TargetPath(direction, Baseline(2020, Decimal(5)), values)

    assert caught.value.what() == told


def test_a_later_target_may_be_lower_than_an_earlier_as_long_as_it_is_better_than_the_start() -> (
    None
):
    targets = (TargetValue(2025, Decimal(20)), TargetValue(2030, Decimal(15)))

    assert TargetPath(UP, Baseline(2020, Decimal(5)), targets).expected(2030) == 15


def test_what_is_gained_depends_on_the_direction() -> None:
    assert gained(UP, Decimal(1), Decimal(3)) == 2
    assert gained(DOWN, Decimal(1), Decimal(3)) == -2
    assert gained(KEEP, Decimal(1), Decimal(3)) is None
    assert len(set(DIRECTION_MARKS.values())) == len(Direction)


@given(st.integers(2020, 2030), st.integers(-50, 150), st.integers(0, 50))
def test_a_better_value_is_never_further_behind(year: int, value: int, better: int) -> None:
    worse, good = Decimal(value), Decimal(value - better)

    assert not (EMISSIONS.on_path(year, worse) and not EMISSIONS.on_path(year, good))
    assert (EMISSIONS.share(good) or 0) >= (EMISSIONS.share(worse) or 0)
