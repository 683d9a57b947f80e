"""Indicators and their values by the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Indicator, Measure, Observation
from ledetraad.web.plans.models import WorkingCopy
from tests.web.api.conftest import Program

Make = Callable[..., Program]
MakeIndicator = Callable[..., Indicator]
MakeMeasure = Callable[..., Measure]


def test_an_indicator_is_made_changed_and_found(program: Make, working_copy: WorkingCopy) -> None:
    asking = program()
    element = next(working_copy.latest().plan().walk()).id
    body = {
        "name": "Nye boliger",
        "desired": "300–399",
        "accepted": "250–299, 400–449",
        "baseline": "12.5",
        "baseline_year": 2024,
        "targets": [{"year": 2028, "value": 330}],
        "plan": working_copy.pk,
        "element": element,
    }

    made = asking.send("POST", "/indicators", body)

    assert made.status_code == 201, made.json()
    assert made.json()["baseline"] == "12.5"
    assert made.json()["newest"] is None
    changed = asking.send("PATCH", made["Location"], {"decimals": 1}, match=made["ETag"])
    assert changed.json()["decimals"] == 1
    assert changed.json()["targets"][0]["value"] == "330"
    found = asking.get(f"/indicators?plan={working_copy.pk}&words=bolig").json()
    assert [one["id"] for one in found["items"]] == [made.json()["id"]]


def test_an_indicator_names_its_measure_by_its_number(
    program: Make, a_measure: MakeMeasure
) -> None:
    a_measure()
    second = a_measure()
    asking = program()

    made = asking.send("POST", "/indicators", {"name": "Lys", "measure": second.number})

    assert made.json()["measure"] == second.number
    assert Indicator.objects.get().measure == second
    kept = asking.send("PATCH", made["Location"], {"decimals": 2}, match="*")
    assert kept.json()["measure"] == second.number


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x", "desired": "mange"}, ""),
        ({"name": "x", "measure": 99}, "measure"),
        ({"name": "x", "measure": 10**25}, "measure"),
        ({"name": "x", "measure": -1}, "measure"),
        ({"name": "x", "plan": 1}, ""),
        ({"name": "x", "plan": 99, "element": "x"}, "element"),
        ({"name": "x", "baseline": 1}, ""),
        ({"name": "x", "baseline": 1e300, "baseline_year": 2020}, "baseline"),
    ],
)
def test_what_cannot_be_is_told(program: Make, body: dict[str, Any], field: str) -> None:
    response = program().send("POST", "/indicators", body)

    assert response.status_code == 422
    assert field in {one["field"] for one in response.json()["errors"]}


def test_a_value_is_entered_and_judged(program: Make, an_indicator: MakeIndicator) -> None:
    key = an_indicator(unit=None).pk
    asking = program()

    entered = asking.send(
        "POST",
        f"/indicators/{key}/observations",
        {"period": "2025", "value": "1234.56789012", "source": "SSB"},
    )

    assert entered.status_code == 201, entered.json()
    assert entered.json()["value"] == "1234.56789012"
    assert entered.json()["judgement"] == "desired"
    assert Observation.objects.get().by_name.startswith("planner")
    newest = asking.get(f"/indicators/{key}").json()
    assert newest["newest"]["period"] == "2025"
    assert newest["next_due"] is not None


def test_a_value_that_looks_odd_is_asked_about_first(
    program: Make, an_indicator: MakeIndicator
) -> None:
    address = f"/indicators/{an_indicator().pk}/observations"
    asking = program()
    asking.send("POST", address, {"period": "2024", "value": 320})
    odd = {"period": "2025", "value": 20}

    asked = asking.send("POST", address, odd)

    assert asked.status_code == 409
    assert asked.json()["type"] == "urn:ledetraad:problem:doubtful"
    assert asked.json()["doubts"]
    assert Observation.objects.count() == 1
    sure = asking.send("POST", address, {**odd, "sure": asked.json()["sure"]})
    assert sure.status_code == 201
    assert sure.json()["judgement"] == "not_approved"


def test_a_correction_leaves_the_old_value_to_be_seen(
    program: Make, an_indicator: MakeIndicator
) -> None:
    address = f"/indicators/{an_indicator().pk}/observations"
    asking = program()
    first = asking.send("POST", address, {"period": "2025", "value": 320}).json()

    unseen = asking.send("POST", address, {"period": "2025", "value": 330})
    seen = asking.send("POST", address, {"period": "2025", "value": 330, "corrects": first["id"]})

    assert unseen.status_code == 409
    assert seen.status_code == 201
    assert [one["value"] for one in asking.get(address).json()["items"]] == ["330"]
    every = asking.get(f"{address}?corrected=true").json()["items"]
    assert [(one["value"], one["current"]) for one in every] == [("330", True), ("320", False)]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"period": "2025"}, "value"),
        ({"period": "2025", "value": 1, "missing": "not_yet"}, "missing"),
        ({"period": "2025-T1", "value": 1}, "period"),
        ({"period": "2999", "value": 1}, "period"),
        ({"period": "i fjor", "value": 1}, "period"),
        ({"period": "2025", "value": "mye"}, "value"),
        ({"value": 1}, "period"),
    ],
)
def test_a_value_that_cannot_be_is_told_at_its_field(
    program: Make, an_indicator: MakeIndicator, body: dict[str, Any], field: str
) -> None:
    response = program().send("POST", f"/indicators/{an_indicator().pk}/observations", body)

    assert response.status_code == 422
    assert field in {one["field"] for one in response.json()["errors"]}


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.READER, "roads", 404),
        (Role.CONTRIBUTOR, "roads", 201),
        (Role.CONTRIBUTOR, "school", 404),
        (Role.LEADER, None, 404),
        (Role.CONTROLLER, "school", 201),
    ],
)
def test_values_are_entered_by_those_who_may(
    program: Make,
    an_indicator: MakeIndicator,
    units: dict[str, Unit],
    role: Role,
    unit: str | None,
    status: int,
) -> None:
    key = an_indicator(unit=units[unit].pk if unit else None).pk

    response = program(role).send(
        "POST", f"/indicators/{key}/observations", {"period": "2025", "value": 320}
    )

    assert response.status_code == status


def test_who_comes_second_changes_nothing(program: Make, an_indicator: MakeIndicator) -> None:
    address = f"/indicators/{an_indicator().pk}"
    asking = program()
    old = asking.get(address)["ETag"]
    asking.send("PATCH", address, {"decimals": 2}, match=old)

    assert asking.send("PATCH", address, {"decimals": 3}, match=old).status_code == 412
    assert asking.send("DELETE", address, match=old).status_code == 412


def test_a_new_value_changes_the_tag_but_stands_in_no_ones_way(
    program: Make, an_indicator: MakeIndicator
) -> None:
    address = f"/indicators/{an_indicator().pk}"
    asking = program()
    old = asking.get(address)["ETag"]
    asking.send("POST", f"{address}/observations", {"period": "2025", "value": 320})

    assert asking.get(address, **{"If-None-Match": old}).status_code == 200
    assert asking.send("PATCH", address, {"decimals": 2}, match=old).status_code == 200


def test_what_is_deleted_can_be_restored(program: Make, an_indicator: MakeIndicator) -> None:
    address = f"/indicators/{an_indicator().pk}"
    asking = program()

    assert asking.send("DELETE", address, match="*").status_code == 204
    assert asking.get(address).status_code == 404
    assert asking.send("POST", f"{address}/restore").status_code == 200
    assert len(asking.get(f"{address}/history").json()["items"]) == 3


def test_another_municipalitys_indicators_are_not_there(
    program: Make, an_indicator: MakeIndicator
) -> None:
    address = f"/indicators/{an_indicator().pk}"
    other = program(place=Municipality.objects.create(name="Eksempel kommune"))

    for method in ("GET", "PATCH", "DELETE"):
        assert other.send(method, address, {}, match="*").status_code == 404, method
    for beside in ("restore", "observations"):
        body = {"period": "2025", "value": 1}
        assert other.send("POST", f"{address}/{beside}", body).status_code == 404, beside
    for beside in ("history", "observations"):
        assert other.get(f"{address}/{beside}").status_code == 404, beside


@pytest.mark.parametrize("query", ["", "&judgement=desired", "&sort=worst", "&stale=true"])
def test_the_number_of_queries_does_not_grow(
    program: Make, an_indicator: MakeIndicator, django_assert_max_num_queries: Any, query: str
) -> None:
    asking = program()
    asking.get("/me")

    def fill(count: int) -> None:
        for number in range(count):
            one = an_indicator(name=f"Indikator {number}")
            Observation.objects.create(
                indicator=one, period="2015", measured="2015-12-31", value=320
            )

    fill(2)
    with django_assert_max_num_queries(60) as few:
        assert asking.get(f"/indicators?limit=100{query}").json()["items"]
    fill(20)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(asking.get(f"/indicators?limit=100{query}").json()["items"]) == 22
