"""Every step is kept, can be undone, and what is deleted can be restored for a year."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import (
    KEPT_FOR,
    ChangedMeanwhile,
    NothingToUndo,
    change,
    delete,
    history,
    make,
    restore,
    undo,
)
from ledetraad.web.history.tidying import purge


@pytest.fixture
def measure(municipality: Municipality, publisher: User) -> Measure:
    said = {"name": "Lyssette gangveien", "milestones": [{"text": "Anbud"}]}
    return make(Measure(municipality=municipality), said, user=publisher)


def test_each_step_is_kept_with_who_when_and_what_it_said_before_and_after(
    measure: Measure, reader: User
) -> None:
    change(measure, {"name": "Lyssette turveien"}, user=reader, reason="Nytt navn")

    last, first = history(measure)
    assert (first.what, first.by_name, first.version) == ("made", "kari", 1)
    assert (last.what, last.by_name, last.reason) == ("changed", "lars", "Nytt navn")
    assert last.fields == {"name": ["Lyssette gangveien", "Lyssette turveien"]}


def test_history_is_never_altered(measure: Measure) -> None:
    with pytest.raises(ValueError, match="history"):
        history(measure)[0].save()


def test_a_change_that_changes_nothing_is_no_step(measure: Measure) -> None:
    assert not change(measure, {"name": measure.name}, user=None)
    assert history(measure).count() == 1


def test_the_last_change_is_undone_and_nothing_before_it(measure: Measure) -> None:
    change(measure, {"why": "En grunn"}, user=None)
    change(measure, {"name": "Annet", "milestones": []}, user=None)

    undo(measure, user=None)

    assert measure.name == "Lyssette gangveien"
    assert [one.text for one in measure.said().milestones] == ["Anbud"]
    assert measure.why == "En grunn"
    with pytest.raises(NothingToUndo):
        undo(measure, user=None)


def test_deleting_is_undone_like_any_change(measure: Measure) -> None:
    delete(measure, user=None, now=timezone.now())
    undo(measure, user=None)
    assert measure.deleted_at is None

    delete(measure, user=None, now=timezone.now())
    restore(measure, user=None)
    assert measure.deleted_at is None


def test_changes_from_an_older_version_stand_where_nobody_else_changed_the_same(
    measure: Measure,
) -> None:
    change(measure, {"why": "Min grunn"}, user=None, version=1)
    change(measure, {"name": "Ditt navn", "why": ""}, user=None, version=1)

    assert (measure.name, measure.why) == ("Ditt navn", "Min grunn")


def test_of_two_who_change_the_same_the_second_is_told_and_nothing_is_lost(
    measure: Measure, reader: User
) -> None:
    change(measure, {"why": "Den første"}, user=reader, version=1)

    with pytest.raises(ChangedMeanwhile) as told:
        change(measure, {"why": "Den andre", "name": "Annet"}, user=None, version=1)

    assert told.value.fields == {"why"}
    assert told.value.now["why"] == "Den første"
    assert "lars" in told.value.what()
    measure.refresh_from_db()
    assert (measure.name, measure.why) == ("Lyssette gangveien", "Den første")


def test_two_who_change_the_same_to_the_same_agree(measure: Measure) -> None:
    change(measure, {"why": "Samme"}, user=None, version=1)

    assert not change(measure, {"why": "Samme"}, user=None, version=1)


def test_what_was_deleted_is_gone_for_good_after_a_year_and_its_history_stays(
    measure: Measure, municipality: Municipality
) -> None:
    now = timezone.now()
    fresh = make(Measure(municipality=municipality), {"name": "Nylig slettet"}, user=None)
    delete(measure, user=None, now=now - KEPT_FOR - timedelta(days=1))
    delete(fresh, user=None, now=now - KEPT_FOR + timedelta(days=1))

    assert purge(now) == 1

    assert [one.name for one in Measure.objects.all()] == ["Nylig slettet"]
    assert Change.objects.filter(name="Lyssette gangveien").count() == 2


def test_what_a_report_rests_on_is_not_deleted_for_good(
    measure: Measure, municipality: Municipality
) -> None:
    from ledetraad.web.followup.models import ReportingPeriod, StatusReport

    said = {"name": "1. tertial", "kind": "tertial", "year": 2026, "part": 1, "due": "2026-05-15"}
    period = make(ReportingPeriod(municipality=municipality), said, user=None)
    make(
        StatusReport(municipality=municipality, period=period, measure=measure),
        {"text": "Noe"},
        user=None,
    )
    delete(measure, user=None, now=timezone.now() - 2 * KEPT_FOR)

    assert purge(timezone.now()) == 0
    assert Measure.objects.count() == 1
