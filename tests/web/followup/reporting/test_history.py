"""What has been done with a report, to be read and undone by those who write it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import StatusReport
from tests.web.followup.reporting.place import Place, signed_in, words

UNDO = 'value="undo"'


def written(client: Client, address: str, op: str = "draft", **said: str) -> StatusReport:
    found = StatusReport.objects.first()
    version = str(found.version if found is not None else 0)
    answer = client.post(address, {"op": op, "version": version, **said})
    assert answer.status_code == 302, answer.content
    return StatusReport.objects.get()


def undone(client: Client, address: str, version: int) -> int:
    return client.post(address, {"op": "undo", "version": str(version)}).status_code


def test_a_report_tells_who_wrote_what_and_what_it_said_before(
    place: Place, school: Unit, mine: Client, contributor: User
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    written(mine, address, text="Vi er i gang", status="on_schedule", deadline="1.9.2027")
    written(signed_in(contributor), address, text="Vi er sene", status="delayed")

    page = words(mine, address)

    assert "<del>Vi er i gang</del> → <ins>Vi er sene</ins>" in page
    assert "<del>on schedule</del> → <ins>delayed</ins>" in page
    assert "<del>–</del> → <ins>1.9.2027</ins>" in page
    assert UNDO in page


def test_undo_brings_back_what_the_draft_said_before_the_last_sitting(
    place: Place, school: Unit, mine: Client, contributor: User
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    written(mine, address, text="Vi er i gang")
    theirs = signed_in(contributor)
    seen = written(theirs, address, text="Vi").version
    report = written(theirs, address, text="Vi er sene")

    assert undone(mine, address, seen) == 422
    assert undone(mine, address, report.version) == 302

    report.refresh_from_db()
    assert report.said().text == "Vi er i gang"
    assert UNDO not in words(mine, address)
    assert undone(mine, address, report.version) == 422


def test_handing_in_and_taking_back_are_told_and_are_not_undone(
    place: Place, school: Unit, mine: Client
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    written(mine, address, "sure", text="Vi er i gang", status="done")

    assert "<del>draft</del> → <ins>handed in</ins>" in words(mine, address)
    assert undone(mine, address, StatusReport.objects.get().version) == 422

    report = written(mine, address, "reopen")
    assert "<del>handed in</del> → <ins>draft</ins>" in words(mine, address)
    assert undone(mine, address, report.version) == 422


def test_who_may_not_write_the_report_is_not_shown_its_drafts(
    place: Place, school: Unit, mine: Client
) -> None:
    address = place.form(place.period(), place.measure("Låne ut bøker", school))
    written(mine, address, text="Til oss selv")
    report = written(mine, address, "sure", text="Til alle", status="done")
    reader = signed_in(place.person("reader", Role.READER))

    page = words(reader, address)

    assert "Til alle" in page and "Til oss selv" not in page and "changes-list" not in page
    assert undone(reader, address, report.version) == 404
