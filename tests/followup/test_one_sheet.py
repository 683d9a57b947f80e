"""What a meeting wants to know, shared out on one sheet: what is off track before all else."""

from __future__ import annotations

from itertools import product
from math import ceil

import pytest

from ledetraad.followup.one_sheet import LINES, Room, room


def lines(told: Room, themes: int, off_track: int, changes: int) -> int:
    """The lines that the page needs for it, with one for each count of what has no room."""
    left = off_track - told.whole - told.named
    names = ceil((told.named + (left > 0)) / 2)
    return (
        ceil(told.themes / 2)
        + (themes > told.themes)
        + 3 * told.whole
        + (off_track > told.whole)
        + names
        + told.changes
        + (changes > told.changes)
    )


@pytest.mark.parametrize("themes", [0, 1, 8, 17, 60])
def test_whatever_there_is_it_never_takes_more_than_the_sheet(themes: int) -> None:
    for off_track, changes in product(range(0, 90), range(0, 90, 3)):
        told = room(themes, off_track, changes)

        assert lines(told, themes, off_track, changes) <= LINES, (off_track, changes)
        assert min(told.whole, told.named, told.changes) >= 0


def test_a_little_is_told_whole() -> None:
    assert room(8, 7, 12) == Room(8, 7, 0, 12)


def test_of_much_the_first_are_told_with_their_reasons_and_the_rest_by_name() -> None:
    told = room(8, 30, 5)

    assert told.whole >= 4
    assert told.whole + told.named == 30


def test_of_very_much_what_has_no_room_is_left_to_be_counted() -> None:
    told = room(30, 200, 500)

    assert told.whole >= 4 and told.named >= 20
    assert told.whole + told.named < 200
    assert 5 <= told.changes < 500


def test_what_is_not_needed_for_what_is_off_track_is_given_to_what_has_changed() -> None:
    assert room(8, 0, 60).changes > room(8, 10, 60).changes > 5
