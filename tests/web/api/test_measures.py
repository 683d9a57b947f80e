"""Measures by the API: the same rules, history and rights as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import history
from ledetraad.web.plans.models import WorkingCopy
from tests.web.api.conftest import Program

Make = Callable[..., Program]
MakeMeasure = Callable[..., Measure]
WHOLE = {
    "name": "Lyssette gangveien langs elva",
    "kind": "investment",
    "deadline": "2027-12-31",
    "money": [{"year": 2027, "kind": "investment", "amount": 1_200_000}],
    "risks": [{"text": "Ingen tilbydere", "likelihood": 2, "consequence": 4}],
}


def test_a_measure_is_made_found_and_kept_with_who_made_it(
    program: Make, units: dict[str, Unit], working_copy: WorkingCopy
) -> None:
    element = next(working_copy.latest().plan().walk()).id
    asking = program()

    made = asking.send(
        "POST",
        "/measures",
        {
            **WHOLE,
            "unit": units["roads"].pk,
            "serves": [{"plan": working_copy.pk, "element": element}],
        },
    )

    assert made.status_code == 201
    assert made["Location"] == "/api/v1/measures/1"
    assert made["ETag"] == '"1"'
    assert asking.get(made["Location"]).json() == made.json()
    assert made.json()["money"][0]["amount"] == 1_200_000
    assert history(Measure.objects.get()).get().by_name.startswith("planner")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x", "unit": 99_999}, "unit"),
        ({"name": "x", "unit": 10**25}, "unit"),
        ({"name": "x", "person": 99_999}, "person"),
        ({"name": "x", "serves": [{"plan": 99, "element": "x"}]}, "serves.0"),
        ({"name": "x", "money": [{"year": 2027}]}, "money.0.kind"),
        ({"name": "x", "deadline": "i morgen"}, "deadline"),
        ({"name": "x", "start": "2027-01-01", "deadline": "2026-01-01"}, ""),
        ({"name": "x", "navn": "y"}, "navn"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    program: Make, body: dict[str, Any], field: str
) -> None:
    response = program().send("POST", "/measures", body)

    said = response.json()
    assert response.status_code == 422
    assert said["type"] == "urn:ledetraad:problem:invalid"
    assert field in {one["field"] for one in said["errors"]}
    assert not Measure.objects.exists()


def test_a_change_names_some_fields_and_leaves_the_others(
    program: Make, a_measure: MakeMeasure
) -> None:
    measure = a_measure(**WHOLE)
    asking = program()

    changed = asking.send("PATCH", "/measures/1", {"why": "Flere går", "kind": None}, match='"1"')

    assert changed.status_code == 200
    assert changed["ETag"] == '"2"'
    said = changed.json()
    assert (said["why"], said["kind"], said["deadline"]) == (
        "Flere går",
        "assignment",
        "2027-12-31",
    )
    assert history(measure).first().fields == {
        "why": ["", "Flere går"],
        "kind": ["investment", "assignment"],
    }


def test_a_change_has_to_say_what_version_it_is_made_from(
    program: Make, a_measure: MakeMeasure
) -> None:
    a_measure()
    asking = program()

    assert asking.send("PATCH", "/measures/1", {"why": "x"}).status_code == 428
    assert asking.send("DELETE", "/measures/1").status_code == 428
    assert asking.send("PATCH", "/measures/1", {"why": "x"}, match="*").status_code == 200


@pytest.mark.parametrize("match", ['"1"', '"0"', "tull", 'W/"1"', '"1", "7"'])
def test_who_comes_second_changes_nothing_and_is_told_the_version(
    program: Make, a_measure: MakeMeasure, match: str
) -> None:
    measure = a_measure()
    asking = program()
    asking.send("PATCH", "/measures/1", {"why": "Den første"}, match='"1"')

    second = asking.send("PATCH", "/measures/1", {"why": "Den andre"}, match=match)

    measure.refresh_from_db()
    assert second.status_code == 412
    assert second["ETag"] == '"2"'
    assert second.json()["version"] == 2
    assert measure.why == "Den første"


def test_what_has_not_changed_is_not_sent_again(program: Make, a_measure: MakeMeasure) -> None:
    a_measure()
    asking = program()
    for address in ("/measures/1", "/measures"):
        first = asking.get(address)

        again = asking.get(address, **{"If-None-Match": first["ETag"]})

        assert again.status_code == 304
        assert again.content == b""
    asking.send("PATCH", "/measures/1", {"why": "x"}, match="*")
    assert asking.get("/measures/1", **{"If-None-Match": '"1"'}).status_code == 200


def test_what_is_deleted_is_gone_and_can_be_restored(program: Make, a_measure: MakeMeasure) -> None:
    a_measure()
    asking = program()

    assert asking.send("DELETE", "/measures/1", match='"1"').status_code == 204

    assert asking.get("/measures/1").status_code == 404
    assert asking.get("/measures?deleted=true").json()["total"] == 1
    assert asking.send("POST", "/measures/1/restore").status_code == 200
    assert asking.get("/measures/1").status_code == 200
    told = [one["what"] for one in asking.get("/measures/1/history").json()["items"]]
    assert told == ["restored", "deleted", "made"]


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.READER, "roads", 404),
        (Role.CONTRIBUTOR, "roads", 404),
        (Role.LEADER, "roads", 200),
        (Role.LEADER, "school", 404),
        (Role.LEADER, None, 404),
        (Role.CONTROLLER, "school", 200),
        (Role.PLANNER, None, 200),
    ],
)
def test_a_token_changes_only_what_its_person_may(
    program: Make,
    a_measure: MakeMeasure,
    units: dict[str, Unit],
    role: Role,
    unit: str | None,
    status: int,
) -> None:
    a_measure(unit=units[unit].pk if unit else None)

    assert program(role).send("PATCH", "/measures/1", {"why": "x"}, match="*").status_code == status


def test_a_leader_cannot_give_a_measure_away_nor_make_one_without_a_unit(
    program: Make, a_measure: MakeMeasure, units: dict[str, Unit]
) -> None:
    a_measure(unit=units["roads"].pk)
    asking = program(Role.LEADER)

    away = asking.send("PATCH", "/measures/1", {"unit": units["school"].pk}, match="*")

    assert away.status_code == 422
    assert asking.send("PATCH", "/measures/1", {"unit": None}, match="*").status_code == 422
    assert asking.send("POST", "/measures", {"name": "Ny"}).status_code == 422


def test_another_municipalitys_measures_are_not_there(
    program: Make, a_measure: MakeMeasure
) -> None:
    a_measure()
    other = program(place=Municipality.objects.create(name="Eksempel kommune"))

    assert other.get("/measures").json()["total"] == 0
    for method in ("GET", "PATCH", "DELETE"):
        assert other.send(method, "/measures/1", {}, match="*").status_code == 404, method
    assert other.send("POST", "/measures/1/restore").status_code == 404
    assert other.get("/measures/1/history").status_code == 404


def test_the_list_is_told_a_part_at_a_time(program: Make, a_measure: MakeMeasure) -> None:
    for number in range(1, 8):
        a_measure(name=f"Tiltak {number}")
    asking = program()
    numbers: list[int] = []
    address: str | None = "/measures?limit=3&sort=number&words=Tiltak"

    while address is not None:
        page = asking.get(address).json()
        assert page["total"] == 7
        numbers += [one["number"] for one in page["items"]]
        address = page["next"]

    assert numbers == [1, 2, 3, 4, 5, 6, 7]
    assert asking.get("/measures?offset=1000000").json()["items"] == []


def test_a_part_can_lie_across_two_of_the_lists_own_pages(
    program: Make, a_measure: MakeMeasure
) -> None:
    for number in range(130):
        a_measure(name=f"Tiltak {number}")

    page = program().get("/measures?limit=50&offset=80").json()

    assert [one["number"] for one in page["items"]] == list(range(81, 131))
    assert page["next"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=done", {"Ferdig"}),
        ("late=true", {"Sent"}),
        ("kind=climate", {"Klima"}),
        ("words=kli", {"Klima"}),
        ("orphans=true&words=Sent", {"Sent"}),
        ("unit=UNIT", {"Klima"}),
        ("plan=PLAN", {"Ferdig"}),
        ("plan=PLAN&element=ELEMENT", {"Ferdig"}),
    ],
)
def test_the_list_is_narrowed_like_the_page(
    program: Make,
    a_measure: MakeMeasure,
    units: dict[str, Unit],
    working_copy: WorkingCopy,
    query: str,
    found: set[str],
) -> None:
    element = next(working_copy.latest().plan().walk()).id
    serves = [{"plan": working_copy.pk, "element": element}]
    a_measure(name="Ferdig", status="done", deadline="2020-01-01", serves=serves)
    a_measure(name="Sent", deadline="2020-01-01")
    a_measure(name="Klima", kind="climate", unit=units["roads"].pk)
    query = query.replace("UNIT", str(units["technical"].pk)).replace("ELEMENT", element)

    page = program().get(f"/measures?{query.replace('PLAN', str(working_copy.pk))}").json()

    assert {one["name"] for one in page["items"]} == found


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "status=ferdig", "plan=x"])
def test_a_question_that_makes_no_sense_is_refused(program: Make, query: str) -> None:
    response = program().get(f"/measures?{query}")

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == query.split("=", maxsplit=1)[0]


def test_the_number_of_queries_does_not_grow(
    program: Make, a_measure: MakeMeasure, django_assert_max_num_queries: Any
) -> None:
    asking = program()
    asking.get("/me")
    a_measure(**WHOLE)
    with django_assert_max_num_queries(60) as few:
        asking.get("/measures?limit=100")
    for _ in range(30):
        a_measure(**WHOLE)

    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(asking.get("/measures?limit=100").json()["items"]) == 31
