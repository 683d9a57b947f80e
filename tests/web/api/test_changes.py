"""What has changed, by the API: found, undone, and restored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Indicator, Measure, ReportingPeriod
from ledetraad.web.history.recording import change, delete, make
from ledetraad.web.notices.models import Meeting
from tests.web.api.conftest import Program

Make = Callable[..., Program]
Builder = Callable[..., Measure]


@pytest.fixture
def meeting(municipality: Municipality) -> Meeting:
    said = {"day": "2026-06-16", "body": "Kommunestyret"}
    return make(Meeting(municipality=municipality), said, user=None)


def test_it_is_told_of_everything_the_newest_first(
    program: Make, a_measure: Builder, meeting: Meeting
) -> None:
    change(a_measure(), {"name": "Bro"}, user=None, reason="Nytt navn")

    found = program(Role.READER).get("/history").json()

    assert [one["kind"] for one in found["items"]] == [
        "followup.measure", "followup.measure", "notices.meeting",
    ]  # fmt: skip
    newest = found["items"][0]
    assert newest["fields"] == {"name": ["Lyssette gangveien", "Bro"]}
    assert (newest["what"], newest["reason"], newest["version"]) == ("changed", "Nytt navn", 2)


def test_it_is_narrowed_by_kind_person_and_days(
    program: Make, a_measure: Builder, meeting: Meeting
) -> None:
    asking = program(Role.CONTROLLER)
    number = a_measure().number
    asking.send("PATCH", f"/measures/{number}", {"name": "Bro"}, match="*")
    me = asking.get("/me").json()["user"]
    today = timezone.localdate()

    def count(query: str) -> int:
        total: int = asking.get(f"/history?{query}").json()["total"]
        return total

    assert count("kind=notices.meeting") == 1
    assert count(f"person={me}") == 1
    assert count(f"since={today}") == 3
    assert count(f"since={today + timedelta(days=1)}") == 0
    assert count(f"until={today - timedelta(days=1)}") == 0
    assert count("since=0001-01-01") == count("until=9999-12-31") == 3
    assert count("since=9999-12-31") == count("until=0001-01-01") == 0
    assert asking.get("/history?kind=ingen").status_code == 404


def test_what_one_may_not_see_is_not_there(
    program: Make, units: dict[str, Unit], a_measure: Builder, period: ReportingPeriod
) -> None:
    a_measure(unit=units["school"].pk)
    program(Role.ADMINISTRATOR).send(
        "PATCH", f"/periods/{period.pk}/reports/measures/1", {"text": "Kladd"}, match="*"
    )
    leader, everyone = program(Role.LEADER), program(Role.CONTROLLER)

    assert leader.get("/history?kind=followup.statusreport").json()["total"] == 0
    assert everyone.get("/history?kind=followup.statusreport").json()["total"] > 0
    assert leader.get("/history?kind=auth.user").status_code == 200
    assert leader.get("/history?kind=auth.user").json()["total"] == 0


def test_the_last_change_is_undone_by_its_version(program: Make, meeting: Meeting) -> None:
    change(meeting, {"body": "Formannskapet"}, user=None)
    own, asking = f"/history/notices.meeting/{meeting.pk}", program(Role.CONTROLLER)
    seen = asking.get(own)
    assert (seen["ETag"], seen.json()["total"]) == ('"2"', 2)

    assert asking.send("POST", f"{own}/undo").status_code == 428
    assert asking.send("POST", f"{own}/undo", match='"1"').status_code == 412
    assert program(Role.READER).send("POST", f"{own}/undo", match='"2"').status_code == 404
    assert asking.send("POST", f"{own}/undo", match='"2"').status_code == 204

    meeting.refresh_from_db()
    assert meeting.body == "Kommunestyret"
    again = asking.send("POST", f"{own}/undo", match="*")
    assert (again.status_code, again.json()["type"]) == (409, "urn:ledetraad:problem:refused")


def test_what_was_deleted_is_listed_and_restored_by_those_who_may(
    program: Make, meeting: Meeting, an_indicator: Callable[..., Indicator]
) -> None:
    for one in (meeting, an_indicator()):
        delete(one, user=None, now=timezone.now())
    asking = program(Role.CONTROLLER)

    found = asking.get("/deleted").json()
    assert [one["kind"] for one in found["items"]] == ["followup.indicator", "notices.meeting"]
    assert program(Role.READER).get("/deleted").json()["total"] == 0
    assert asking.get("/deleted?kind=notices.meeting").json()["total"] == 1

    restore = f"/history/notices.meeting/{meeting.pk}/restore"
    assert program(Role.READER).send("POST", restore).status_code == 404
    assert asking.send("POST", restore).status_code == 204
    assert asking.get("/deleted").json()["total"] == 1


def test_another_municipality_sees_nothing_of_it(program: Make, meeting: Meeting) -> None:
    other = program(Role.ADMINISTRATOR, place=Municipality.objects.create(name="Eksempel kommune"))

    assert other.get("/history?kind=notices.meeting").json()["total"] == 0
    own = f"/history/notices.meeting/{meeting.pk}"
    assert other.get(own).status_code == 404
    assert other.send("POST", f"{own}/undo", match="*").status_code == 404
