"""How a measure goes, and what speaks against what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from ledetraad.followup.status import (
    ELEMENT_STATE_MARKS,
    ELEMENT_STATE_NAMES,
    MEASURE_STATUS_MARKS,
    MEASURE_STATUS_NAMES,
    ElementState,
    MeasureStatus,
    doubt,
    worst,
)

TODAY = date(2026, 5, 4)
YESTERDAY, TOMORROW = date(2026, 5, 3), date(2026, 5, 5)


def test_every_status_and_state_has_a_name_and_a_mark_of_its_own() -> None:
    for kinds, names, marks in (
        (MeasureStatus, MEASURE_STATUS_NAMES, MEASURE_STATUS_MARKS),
        (ElementState, ELEMENT_STATE_NAMES, ELEMENT_STATE_MARKS),
    ):
        assert set(names) == set(marks) == set(kinds)
        assert len(set(names.values())) == len(set(marks.values())) == len(kinds)


def test_the_worst_state_wins_and_those_without_data_say_nothing() -> None:
    no_data, on_track = ElementState.NO_DATA, ElementState.ON_TRACK
    at_risk, off_track = ElementState.AT_RISK, ElementState.OFF_TRACK

    assert worst(on_track, off_track, at_risk) is off_track
    assert worst(no_data, on_track) is on_track
    assert worst(no_data) is no_data
    assert worst() is no_data


@pytest.mark.parametrize("status", [MeasureStatus.NOT_STARTED, MeasureStatus.ON_SCHEDULE])
def test_a_measure_past_its_deadline_is_asked_about(status: MeasureStatus) -> None:
    said = doubt(status, TODAY, deadline=YESTERDAY)

    assert str(said) == "The deadline was 3 May 2026. Is it done, or is it delayed?"
    assert doubt(status, TODAY, deadline=TODAY) is None


@pytest.mark.parametrize(
    "status", [MeasureStatus.DELAYED, MeasureStatus.DONE, MeasureStatus.STOPPED]
)
def test_a_measure_that_is_delayed_done_or_stopped_is_not(status: MeasureStatus) -> None:
    assert doubt(status, TODAY, deadline=YESTERDAY) is None


def test_a_measure_that_should_have_started_is_asked_about() -> None:
    said = doubt(MeasureStatus.NOT_STARTED, TODAY, start=YESTERDAY, deadline=TOMORROW)

    assert str(said) == "It was to start on 3 May 2026. Has it started?"
    assert doubt(MeasureStatus.ON_SCHEDULE, TODAY, start=YESTERDAY) is None


def test_a_measure_that_is_done_before_it_starts_is_asked_about() -> None:
    said = doubt(MeasureStatus.DONE, TODAY, start=TOMORROW)

    assert str(said) == "It is to start on 5 May 2026. Is it done already?"


def test_a_measure_without_dates_is_not_doubted() -> None:
    assert all(doubt(status, TODAY) is None for status in MeasureStatus)
