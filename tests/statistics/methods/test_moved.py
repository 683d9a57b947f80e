"""What moved most since last year, each held against what it usually does."""

from __future__ import annotations

import pytest

from ledetraad.statistics.methods.moved import Unsaid, moved, moved_most
from ledetraad.statistics.series import Point, Series
from tests.statistics.real import randaberg


def series(*values: float | None, break_in: int | None = None) -> Series:
    return Series(
        tuple(
            Point(year, value, break_before=year == break_in)
            for year, value in enumerate(values, 2020)
        )
    )


def test_the_one_that_moved_most_unlike_itself_is_first() -> None:
    found = moved_most(
        {
            "index": series(100, 110, 95, 108, 101, 109),
            "share": series(10.0, 10.2, 10.1, 10.3, 10.2, 11.2),
        }
    )

    assert [each.key for each in found] == ["share", "index"]
    assert found[0].change == pytest.approx(1)
    assert found[0].usual == pytest.approx(0.15)
    assert found[0].times == pytest.approx(1 / 0.15)
    assert found[0].year == 2025


@pytest.mark.parametrize(
    "left_out",
    [
        series(1, 2, 1, 2),
        series(1, 2, 1, 2, 3, None),
        series(1, 2, None, 2, 3, 5),
        series(1, 2, 1, 2, 1, 5, break_in=2024),
        series(1, 1, 1, 1, 1, 5),
        series(1, 2, 1, 2, 3, 3),
    ],
)
def test_those_that_can_not_be_told_of_are_left_out(left_out: Series) -> None:
    given = {"one": left_out, "other": series(1, 2, 1, 2, 1, 3)}

    assert [each.key for each in moved_most(given)] == ["other"]


def test_an_earlier_year_can_be_asked_for() -> None:
    (found,) = moved_most({"one": series(1, 2, 1, 2, 5, 5)}, 2024)

    assert (found.year, found.value, found.change) == (2024, 5, 3)


def test_of_randaberg_and_its_neighbours_time_moved_most() -> None:
    found = moved_most({region: each for region, each in randaberg().items() if region.isdigit()})

    assert (found[0].key, found[0].value) == ("1121", 95.2)
    assert found[0].change == pytest.approx(2.9)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (series(), Unsaid.NO_NUMBERS),
        (series(None, None), Unsaid.NO_NUMBERS),
        (series(1, 2, 1, 2), Unsaid.TOO_SHORT),
        (series(1, 2, 1, 2, None, 5), Unsaid.NO_YEAR_BEFORE),
        (series(1, 2, 1, 2, 1, 5, break_in=2024), Unsaid.BROKEN),
        (series(1, 1, 1, 1, 1, 5), Unsaid.STILL_BEFORE),
        (series(1, 2, 1, 2, 3, 3), Unsaid.SAME),
    ],
)
def test_why_it_can_not_be_said_is_told(given: Series, why: Unsaid) -> None:
    assert moved("one", given) is why


def test_a_last_number_that_is_too_old_is_told() -> None:
    assert moved("one", series(1, 2, 1, 2, 1, 3), since=2026) is Unsaid.TOO_OLD
