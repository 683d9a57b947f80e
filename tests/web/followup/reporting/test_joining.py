"""Drafts that a person saves one after another become one row of history, a day later."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Unit
from ledetraad.web.followup.models import StatusReport
from ledetraad.web.followup.reporting.joining import join_saved
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import undo
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

    assert join_saved(timezone.now()) == 0
    assert join_saved(timezone.now() + TOMORROW) == 2
    assert join_saved(timezone.now() + TOMORROW) == 0

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

    join_saved(timezone.now() + TOMORROW)

    assert [fields["text"][1] for fields in rows(report) if "text" in fields][:3] == [
        "Vi er",
        "Vi er i gang",
        "Vi er i gang nå",
    ]
