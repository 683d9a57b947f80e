"""A chart of how many there are of each kind: where its parts are drawn."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ledetraad.publish.followup.share_chart import WIDTH, ShareChart, share_chart

KEYS = ["done", "delayed", "stopped"]


def chart(*rows: tuple[str, dict[str, int]]) -> ShareChart:
    made = share_chart(rows, KEYS)
    assert made is not None
    return made


def test_where_there_is_nothing_there_is_no_chart() -> None:
    assert share_chart([], KEYS) is None
    assert share_chart([("Nå", {}), ("Før", {"done": 0})], KEYS) is None


def test_parts_stand_one_after_another_in_the_order_of_the_kinds() -> None:
    (bar,) = chart(("Nå", {"delayed": 1, "done": 3})).bars

    first, second = bar.parts
    assert [first.key, second.key] == ["done", "delayed"]
    assert first.x + first.width == pytest.approx(second.x, abs=0.2)
    assert first.width == pytest.approx(3 * second.width, abs=0.5)


def test_the_longest_row_fits_and_the_others_are_drawn_by_the_same_measure() -> None:
    long, short = chart(("Nå", {"done": 40}), ("Før", {"done": 10})).bars

    assert long.parts[0].x + long.parts[0].width <= WIDTH
    assert long.parts[0].width == pytest.approx(4 * short.parts[0].width, abs=0.5)


def test_kinds_that_no_row_has_are_left_out_and_the_others_are_counted_in_every_row() -> None:
    made = chart(("Nå", {"done": 2}), ("Før", {"delayed": 1}))

    assert made.keys == ["done", "delayed"]
    assert [bar.counts for bar in made.bars] == [
        {"done": 2, "delayed": 0},
        {"done": 0, "delayed": 1},
    ]


def test_a_part_too_narrow_for_its_number_says_so() -> None:
    (bar,) = chart(("Nå", {"done": 1, "delayed": 99})).bars

    assert [part.has_room for part in bar.parts] == [False, True]


def test_rows_do_not_touch() -> None:
    made = chart(*((f"Rad {n}", {"done": 1}) for n in range(4)))

    places = [bar.y for bar in made.bars]
    assert all(after - before > made.bar for before, after in pairwise(places))
    assert places[-1] + made.bar <= made.height
