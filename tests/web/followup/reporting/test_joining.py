"""Drafts that a person saves one after another are one row of history as they come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.history.models import Change, Step
from ledetraad.web.history.recording import ChangedMeanwhile, change, undo
from ledetraad.web.history.sittings import forget_steps
from tests.web.followup.reporting.place import Place, signed_in

TOMORROW = timedelta(days=1, hours=1)


def rows(report: StatusReport) -> list[dict[str, list[object]]]:
    kept = Change.objects.filter(kind=report.kind(), object_id=report.pk, what="changed")
    return [one.fields for one in kept.order_by("pk")]


def saved(client: Client, address: str, *texts: str) -> StatusReport:
    for text in texts:
        found = StatusReport.objects.first()
        version = str(found.version if found is not None else 0)
        answer = client.post(f"{address}kladd/", {"version": version, "text": text})
        assert answer.status_code == 200, answer.content
    return StatusReport.objects.get()


def test_one_sitting_is_one_row_from_first_to_last_and_can_be_undone(
    place: Place, school: Unit, mine: Client
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    report = saved(mine, address, "Vi", "Vi er", "Vi er i gang")

    assert rows(report) == [{"text": ["", "Vi er i gang"]}]
    undo(report, user=None)
    assert report.document["text"] == ""


def test_a_pause_another_person_and_handing_in_each_end_a_sitting(
    place: Place, school: Unit, mine: Client, contributor: User
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    report = saved(mine, address, "Vi", "Vi er")
    Change.objects.update(at=timezone.now() - timedelta(minutes=30))
    saved(mine, address, "Vi er i gang")
    saved(signed_in(contributor), address, "Vi er i gang nå")
    mine.post(address, {"op": "sure", "version": str(report.version + 2), "status": "delayed"})

    assert [fields["text"][1] for fields in rows(report) if "text" in fields][:3] == [
        "Vi er",
        "Vi er i gang",
        "Vi er i gang nå",
    ]


def test_a_page_opened_in_the_middle_of_a_sitting_is_asked_only_about_what_has_changed_since(
    place: Place, school: Unit, mine: Client, contributor: User
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    opened = saved(mine, address, "Vi", "Vi er").version
    report = saved(mine, address, "Vi er i gang")
    mine.post(f"{address}kladd/", {"version": str(report.version), "forecast": "Bra", "text": "Vi"})

    assert not change(report, {"text": "Vi er"}, user=contributor, version=opened)
    with pytest.raises(ChangedMeanwhile):
        change(report, {"text": "De er"}, user=contributor, version=opened)
    assert len(rows(report)) == 1


def test_after_a_day_the_steps_are_forgotten_and_the_row_stays(
    place: Place, school: Unit, mine: Client
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    report = saved(mine, address, "Vi", "Vi er", "Vi er i gang")

    assert forget_steps(timezone.now()) == 0
    assert forget_steps(timezone.now() + TOMORROW) == 3

    assert not Step.objects.exists()
    assert rows(report) == [{"text": ["", "Vi er i gang"]}]
