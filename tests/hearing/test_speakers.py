"""Names: a child's is never shown, a person's only by leave, and none for longer than a year."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.hearing.speakers import SPEAKER_NAMES, Speaker, called, may_be_named, names_until

CLOSES = date(2026, 3, 2)


def named(speaker: Speaker, **said: bool | date) -> bool:
    usual = {
        "released": True,
        "agreed": True,
        "anonymised": False,
        "closes": CLOSES,
        "today": CLOSES,
    }
    return may_be_named(speaker, **{**usual, **said})  # type: ignore[arg-type]


def test_a_resident_is_named_when_both_agree() -> None:
    assert named(Speaker.RESIDENT)
    assert not named(Speaker.RESIDENT, released=False)
    assert not named(Speaker.RESIDENT, agreed=False)
    assert not named(Speaker.RESIDENT, anonymised=True)


def test_a_child_is_never_named() -> None:
    assert not named(Speaker.CHILD)


def test_an_organisation_is_named_without_being_asked() -> None:
    assert named(Speaker.ASSOCIATION, released=False, agreed=False)


@pytest.mark.parametrize("speaker", list(Speaker))
def test_no_name_is_shown_after_a_year(speaker: Speaker) -> None:
    assert not named(speaker, today=date(2027, 3, 3))
    assert named(speaker, today=date(2027, 3, 2)) == (speaker is not Speaker.CHILD)


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert names_until(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_number_stands_for_a_name() -> None:
    assert called(Speaker.RESIDENT, "Kari", 14, named=False).said() == "Resident no. 14"
    assert called(Speaker.RESIDENT, "Kari", 14, named=True).said() == "Kari"
    assert called(Speaker.CHILD, "", 3, named=False).said() == "Child or young person no. 3"
    assert set(SPEAKER_NAMES) == set(Speaker)
