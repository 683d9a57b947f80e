"""Reports by the API: written, handed in, taken back, sent back, and locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure, ReportingPeriod, StatusReport
from ledetraad.web.followup.reporting.services import period_lock
from ledetraad.web.plans.models import WorkingCopy
from tests.web.api.conftest import Program

Make = Callable[..., Program]
MakeMeasure = Callable[..., Measure]
SAID = {"status": "on_schedule", "text": "Grunnarbeidet er i gang.", "share": 40}


@pytest.fixture
def address(period: ReportingPeriod) -> str:
    """Of the report on measure 1."""
    return f"/periods/{period.pk}/reports/measures/1"


def test_a_report_is_written_as_a_draft_and_handed_in(
    program: Make, a_measure: MakeMeasure, address: str
) -> None:
    measure = a_measure()
    asking = program()
    before = asking.get(address)
    assert (before.json()["state"], before.json()["version"]) == (None, 0)

    draft = asking.send("PATCH", address, {"text": "Vi er i gang."}, match=before["ETag"])
    assert (draft.status_code, draft.json()["state"]) == (200, "draft")
    done = asking.send("POST", f"{address}/submit", SAID, match=draft["ETag"])

    assert done.status_code == 200, done.json()
    assert done.json()["state"] == "submitted"
    assert done.json()["submitted_by"].startswith("planner")
    measure.refresh_from_db()
    assert measure.status == "on_schedule"


def test_a_report_begins_with_what_was_said_before(
    program: Make, a_measure: MakeMeasure, period: ReportingPeriod, address: str
) -> None:
    a_measure()
    asking = program()
    asking.send("POST", f"{address}/submit", SAID, match="*")
    values = {**period.values(), "part": 2, "name": "2. tertial 2026", "due": "2026-09-15"}
    later = ReportingPeriod(municipality=period.municipality)
    later.assign(values)
    following = f"/periods/{later.pk}/reports/measures/1"

    assert asking.get(following).json()["text"] == SAID["text"]
    draft = asking.send("PATCH", following, {"share": 60}, match=asking.get(following)["ETag"])

    assert (draft.json()["text"], draft.json()["share"]) == (SAID["text"], 60)


def test_a_report_that_contradicts_itself_is_asked_about_first(
    program: Make, a_measure: MakeMeasure, address: str
) -> None:
    a_measure(deadline="2020-01-01")
    asking = program()

    asked = asking.send("POST", f"{address}/submit", SAID, match="*")

    assert asked.status_code == 409
    assert asked.json()["type"] == "urn:ledetraad:problem:doubtful"
    assert asked.json()["doubts"]
    assert not StatusReport.objects.exists()
    sure = asking.send("POST", f"{address}/submit", {**SAID, "sure": True}, match="*")
    assert sure.status_code == 200


def test_a_report_without_a_status_is_not_handed_in(
    program: Make, a_measure: MakeMeasure, address: str
) -> None:
    a_measure()

    response = program().send("POST", f"{address}/submit", {"text": "Noe"}, match="*")

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "status"


def test_two_who_write_at_once_do_not_overwrite_each_other(
    program: Make, a_measure: MakeMeasure, address: str
) -> None:
    a_measure()
    asking = program()
    opened = asking.get(address)["ETag"]
    asking.send("PATCH", address, {"text": "Den første"}, match=opened)

    second = asking.send("PATCH", address, {"text": "Den andre"}, match=opened)

    assert second.status_code == 412
    assert asking.get(address).json()["text"] == "Den første"
    assert asking.send("PATCH", address, {"text": "x"}).status_code == 428


def test_a_report_is_sent_back_and_taken_back(
    program: Make, a_measure: MakeMeasure, address: str
) -> None:
    a_measure()
    asking = program(Role.CONTROLLER)
    asking.send("POST", f"{address}/submit", SAID, match="*")
    assert asking.send("PATCH", address, {"text": "x"}, match="*").status_code == 409

    back = asking.send("POST", f"{address}/return", {"reason": "Hvor langt er dere?"})

    assert (back.json()["state"], back.json()["returned"]) == ("returned", "Hvor langt er dere?")
    assert asking.send("POST", f"{address}/reopen").status_code == 409
    asking.send("POST", f"{address}/submit", SAID, match="*")
    assert asking.send("POST", f"{address}/reopen").json()["state"] == "draft"


@pytest.mark.parametrize(
    ("role", "unit", "write", "submit"),
    [
        (Role.READER, "roads", 404, 404),
        (Role.CONTRIBUTOR, "roads", 200, 404),
        (Role.LEADER, "roads", 200, 200),
        (Role.LEADER, "school", 404, 404),
        (Role.CONTROLLER, "school", 200, 200),
    ],
)
def test_reports_are_written_by_those_who_may(
    program: Make,
    a_measure: MakeMeasure,
    units: dict[str, Unit],
    address: str,
    role: Role,
    unit: str,
    write: int,
    submit: int,
) -> None:
    a_measure(unit=units[unit].pk)
    asking = program(role)

    assert asking.send("PATCH", address, {"text": "x"}, match="*").status_code == write
    assert asking.send("POST", f"{address}/submit", SAID, match="*").status_code == submit


def test_drafts_are_seen_only_by_those_who_may_write_them(
    program: Make, a_measure: MakeMeasure, units: dict[str, Unit], period: ReportingPeriod
) -> None:
    a_measure(unit=units["roads"].pk)
    a_measure(unit=units["school"].pk)
    every = f"/periods/{period.pk}/reports"
    controller, leader, reader = (
        program(role) for role in (Role.CONTROLLER, Role.LEADER, Role.READER)
    )
    for number in (1, 2):
        controller.send("PATCH", f"{every}/measures/{number}", {"text": "x"}, match="*")

    assert controller.get(every).json()["total"] == 2
    assert leader.get(every).json()["total"] == 1
    assert reader.get(every).json()["total"] == 0
    assert reader.get(f"{every}/measures/1").status_code == 404
    controller.send("POST", f"{every}/measures/2/submit", SAID, match="*")
    assert reader.get(every).json()["items"][0]["about"]["measure"] == 2


def test_elements_are_reported_on(
    program: Make, working_copy: WorkingCopy, period: ReportingPeriod
) -> None:
    element = next(working_copy.latest().plan().walk()).id
    address = f"/periods/{period.pk}/reports/plans/{working_copy.pk}/elements/{element}"
    asking = program()

    assert asking.send("PATCH", address, {"text": "x"}, match="*").status_code == 200
    done = asking.send("POST", f"{address}/submit", SAID, match="*")

    assert done.json()["about"] == {"measure": None, "plan": working_copy.pk, "element": element}
    every = asking.get(f"/periods/{period.pk}/reports?about=elements&state=submitted").json()
    assert every["total"] == 1
    assert program(Role.READER).get(address).status_code == 200
    assert program(Role.LEADER).send("PATCH", address, {}, match="*").status_code == 404
    assert asking.get(f"{address}x").status_code == 404


def test_what_is_asked_for_tells_what_is_missing(
    program: Make, a_measure: MakeMeasure, period: ReportingPeriod
) -> None:
    a_measure(name="Levert")
    a_measure(name="Mangler")
    a_measure(name="Ferdig", status="done")
    asking = program()
    asking.send("POST", f"/periods/{period.pk}/reports/measures/1/submit", SAID, match="*")

    page = asking.get(f"/periods/{period.pk}/asked").json()

    assert [(one["name"], one["state"]) for one in page["items"]] == [
        ("Levert", "submitted"),
        ("Mangler", None),
    ]


def test_what_is_locked_is_read_and_never_changes(
    program: Make, a_measure: MakeMeasure, period: ReportingPeriod, address: str, publisher: User
) -> None:
    a_measure()
    asking = program()
    asking.send("POST", f"{address}/submit", SAID, match="*")

    period_lock.lock(period, user=publisher, now=timezone.now())

    locked = asking.get(f"/periods/{period.pk}/locked").json()["items"][0]
    assert locked["document"]["report"]["text"] == SAID["text"]
    assert len(locked["sha256"]) == 64
    assert asking.get(f"/periods/{period.pk}").json()["state"] == "locked"
    refused = asking.send("PATCH", address, {"text": "x"}, match="*")
    assert refused.status_code == 409
    assert refused.json()["type"] == "urn:ledetraad:problem:refused"
    assert asking.send("POST", f"{address}/reopen").status_code == 409


def test_another_municipalitys_periods_are_not_there(
    program: Make, a_measure: MakeMeasure, period: ReportingPeriod, address: str
) -> None:
    a_measure()
    other = program(place=Municipality.objects.create(name="Eksempel kommune"))

    assert other.get("/periods").json()["total"] == 0
    for beside in ("", "/asked", "/locked", "/reports"):
        assert other.get(f"/periods/{period.pk}{beside}").status_code == 404, beside
    assert other.get(address).status_code == 404
    assert other.send("PATCH", address, {"text": "x"}, match="*").status_code == 404
    for op, body in (("submit", SAID), ("reopen", None), ("return", {"reason": "x"})):
        assert other.send("POST", f"{address}/{op}", body, match="*").status_code == 404, op


@pytest.mark.parametrize("beside", ["reports", "asked", "locked"])
def test_the_number_of_queries_does_not_grow(
    program: Make,
    a_measure: MakeMeasure,
    period: ReportingPeriod,
    django_assert_max_num_queries: Any,
    beside: str,
) -> None:
    asking = program()
    asking.get("/me")

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            a_measure()
            address = f"/periods/{period.pk}/reports/measures/{number}"
            asking.send("PATCH", address, {"text": "x"}, match="*")

    fill(1, 3)
    with django_assert_max_num_queries(60) as few:
        asking.get(f"/periods/{period.pk}/{beside}")
    count = len(few.captured_queries)
    fill(3, 15)

    with django_assert_max_num_queries(count):
        assert asking.get(f"/periods/{period.pk}/{beside}").status_code == 200


def test_a_draft_stays_with_its_writers_when_its_period_is_locked(
    program: Make, a_measure: MakeMeasure, units: dict[str, Unit], period: ReportingPeriod
) -> None:
    a_measure(unit=units["roads"].pk)
    every = f"/periods/{period.pk}/reports"
    controller, reader = program(Role.CONTROLLER), program(Role.READER)
    controller.send("PATCH", f"{every}/measures/1", {"text": "Halvferdig"}, match="*")
    period_lock.lock(period, user=User.objects.latest("pk"), now=timezone.now())

    assert reader.get(every).json()["total"] == 0
    assert reader.get(f"{every}/measures/1").status_code == 404
    assert controller.get(f"{every}/measures/1").json()["text"] == "Halvferdig"
    locked = reader.get(f"/periods/{period.pk}/locked").json()["items"][0]
    assert locked["state"] == "draft"
    assert "Halvferdig" not in str(locked)
