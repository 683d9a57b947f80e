"""What the follow-up is missing, by the API, and settling that it is meant so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledetraad.web.accounts.models import Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure, SettledLack
from tests.web.api.conftest import Program

Make = Callable[..., Program]
Builder = Callable[..., Measure]


def found(asking: Program, query: str = "") -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = asking.get(f"/missing?{query}").json()["items"]
    return items


def test_it_is_told_by_rule_with_what_it_is_about_and_what_to_do(
    program: Make, units: dict[str, Unit], a_measure: Builder
) -> None:
    measure = a_measure(unit=units["roads"].pk)
    asking = program(Role.READER)

    every = found(asking)

    assert {one["measure"] for one in every} == {measure.number}
    assert all(one["message"] and one["remedy"] and one["reason"] is None for one in every)
    rule = every[0]["rule"]
    assert [one["rule"] for one in found(asking, f"rule={rule}")] == [rule]
    assert found(asking, f"unit={units['technical'].pk}") == every
    assert found(asking, f"unit={units['school'].pk}") == []
    assert asking.get("/missing?plan=987654").status_code == 404


def test_it_is_settled_with_a_reason_and_told_of_again(
    program: Make, units: dict[str, Unit], a_measure: Builder
) -> None:
    a_measure(unit=units["roads"].pk)
    leader = program(Role.LEADER)
    one = found(leader)[0]
    assert one["settleable"]

    blank = leader.send("POST", f"/missing/{one['id']}/settle", {"reason": " "})
    assert [each["field"] for each in blank.json()["errors"]] == ["reason"]
    settled = leader.send("POST", f"/missing/{one['id']}/settle", {"reason": "Avklart"})

    assert settled.json() == one | {"reason": "Avklart"}
    assert one["id"] not in {each["id"] for each in found(leader)}
    assert [each["reason"] for each in found(leader, "settled=true")] == ["Avklart"]
    again = leader.send("POST", f"/missing/{one['id']}/unsettle")
    assert again.json() == one
    assert leader.send("POST", f"/missing/{one['id']}/unsettle").status_code == 404


def test_others_measures_are_not_theirs_to_settle(
    program: Make, units: dict[str, Unit], a_measure: Builder
) -> None:
    a_measure(unit=units["school"].pk)
    leader = program(Role.LEADER)
    one = found(leader)[0]

    assert not one["settleable"]
    settle = f"/missing/{one['id']}/settle"
    assert leader.send("POST", settle, {"reason": "x"}).status_code == 404
    assert program(Role.CONTROLLER, "read").send("POST", settle, {"reason": "x"}).status_code == 403
    assert leader.send("POST", "/missing/ingen/settle", {"reason": "x"}).status_code == 404
    assert not SettledLack.objects.exists()
