"""Reporting periods by the API: made, opened, renamed, locked, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import LockedReport, Measure, ReportingPeriod
from tests.web.api.conftest import Program

Make = Callable[..., Program]
SAID = {"name": "2. tertial", "kind": "tertial", "year": 2026, "part": 2, "due": "2026-09-15"}


def test_a_period_goes_through_its_life(program: Make, a_measure: Callable[..., Measure]) -> None:
    a_measure()
    asking = program(Role.CONTROLLER)

    made = asking.send("POST", "/periods", SAID)
    assert (made.status_code, made.json()["state"]) == (201, "planned"), made.content
    own = made["Location"]
    renamed = asking.send("PATCH", own, {"name": "Sommer"}, match=made["ETag"])
    assert (renamed.json()["name"], renamed.json()["due"]) == ("Sommer", "2026-09-15")
    opened = asking.send("POST", f"{own}/open", match=renamed["ETag"])
    assert opened.json()["state"] == "open"
    locked = asking.send("POST", f"{own}/lock", match=opened["ETag"])

    assert locked.json()["state"] == "locked" and locked.json()["locked_at"]
    assert LockedReport.objects.count() == 1
    for method, address in (("PATCH", own), ("DELETE", own), ("POST", f"{own}/open")):
        refused = asking.send(method, address, {"name": "x"}, match="*")
        assert (refused.status_code, refused.json()["type"]) == (
            409,
            "urn:ledetraad:problem:refused",
        )


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [("PATCH", "", {"name": "x"}), ("DELETE", "", None), ("POST", "/open", None),
     ("POST", "/lock", None)],
)  # fmt: skip
def test_the_version_has_to_be_named(
    program: Make, period: ReportingPeriod, method: str, rest: str, body: Any
) -> None:
    asking, own = program(Role.CONTROLLER), f"/periods/{period.pk}{rest}"

    assert asking.send(method, own, body).status_code == 428
    assert asking.send(method, own, body, match='"9"').status_code == 412
    assert program(Role.PLANNER).send(method, own, body, match="*").status_code == 404
    assert program(Role.CONTROLLER, "read").send(method, own, body, match="*").status_code == 403
    period.refresh_from_db()
    assert (period.version, period.state) == (1, "open")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (SAID | {"part": 4}, 422),
        (SAID | {"due": "2026-05-01"}, 422),
        (SAID | {"name": " "}, 422),
        (SAID | {"part": 1}, 409),
    ],
)
def test_what_cant_be_a_period_is_refused(
    program: Make, period: ReportingPeriod, said: dict[str, Any], status: int
) -> None:
    answer = program(Role.CONTROLLER).send("POST", "/periods", said)

    assert answer.status_code == status, answer.content
    assert ReportingPeriod.objects.count() == 1


def test_a_day_before_the_period_begins_is_refused(program: Make, period: ReportingPeriod) -> None:
    asking = program(Role.CONTROLLER)
    answer = asking.send("PATCH", f"/periods/{period.pk}", {"due": "2025-01-01"}, match="*")

    assert answer.status_code == 422
