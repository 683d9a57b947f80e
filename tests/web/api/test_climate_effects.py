"""What measures do to emissions by the API: the same rules, rights and history as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import ClimatePart
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.recording import change, make
from tests.web.api.conftest import Program

Make = Callable[..., Program]
WHOLE = {
    "sector": "road",
    "source": "Tunge kjøretøy",
    "kind": "regional",
    "method": "Rutekilometer",
    "effects": {"2027": {"tonnes": "2100", "low": 1500, "high": "2500"}, "2030": {"tonnes": 4200}},
}


@pytest.fixture
def buses(a_measure: Callable[..., Measure]) -> str:
    """Where the effect of a measure is."""
    return f"/measures/{a_measure(name='Utslippsfrie busser').number}/climate"


def test_an_effect_is_written_read_and_kept_with_who_wrote_it(program: Make, buses: str) -> None:
    asking = program(Role.CONTROLLER)

    before = asking.get(buses)
    made = asking.send("POST", buses, WHOLE)
    again = asking.send("POST", buses, WHOLE)

    assert (before.status_code, made.status_code, again.status_code) == (404, 201, 409)
    assert made["ETag"] == '"1"'
    assert asking.get(made["Location"]).json() == made.json()
    said = made.json()
    assert (said["name"], said["effects"]["2027"]["low"]) == ("Utslippsfrie busser", "1500")
    listed = asking.get("/climate/effects").json()
    assert (listed["total"], listed["items"][0]) == (1, said)
    told = asking.get(f"{buses}/history").json()["items"]
    assert told[0]["by"].startswith("controller")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, ""),
        ({**WHOLE, "sector": "månen"}, "sector"),
        ({**WHOLE, "method": ""}, ""),
        ({**WHOLE, "effects": {"2027": {"tonnes": 1, "low": 2}}}, "effects.2027"),
        ({**WHOLE, "effects": {"i fjor": {"tonnes": 1}}}, "effects.i fjor.[key]"),
        ({**WHOLE, "indicator": 99_999}, "indicator"),
        ({**WHOLE, "sektor": "road"}, "sektor"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    program: Make, buses: str, body: dict[str, Any], field: str
) -> None:
    answer = program().send("POST", buses, body)

    assert answer.status_code == 422
    assert field in {one["field"] for one in answer.json()["errors"]}
    assert not ClimatePart.objects.exists()


def test_an_investment_says_how_long_it_lasts_and_a_result_is_never_in_tonnes(
    program: Make, a_measure: Callable[..., Measure], municipality: Municipality
) -> None:
    money = [{"year": 2027, "kind": "investment", "amount": 5}]
    here = f"/measures/{a_measure(money=money).number}/climate"
    said = {"name": "Utslipp", "measure_unit": "tonn CO2e"}
    tonnes = make(Indicator(municipality=municipality), said, user=None)

    answer = program().send("POST", here, {**WHOLE, "indicator": tonnes.pk})

    assert {one["field"] for one in answer.json()["errors"]} == {"lifetime", "indicator"}


def test_a_change_names_its_version_and_leaves_the_other_years(program: Make, buses: str) -> None:
    asking = program()
    asking.send("POST", buses, WHOLE)
    patch = {"effects": {"2027": {"low": 1600}, "2030": None, "2028": {"tonnes": 3000}}}

    without = asking.send("PATCH", buses, patch)
    answer = asking.send("PATCH", buses, patch, match='"1"')
    late = asking.send("PATCH", buses, {"comment": "Sent"}, match='"1"')

    assert (without.status_code, answer.status_code, late.status_code) == (428, 200, 412)
    assert answer.json()["effects"] == {
        "2027": {"tonnes": "2100", "low": "1600", "high": "2500"},
        "2028": {"tonnes": "3000", "low": None, "high": None},
    }
    assert answer["ETag"] == '"2"'
    assert ClimatePart.objects.get().said().comment == ""


def test_a_measure_is_taken_out_and_put_back(program: Make, buses: str) -> None:
    asking = program()
    asking.send("POST", buses, WHOLE)

    assert asking.send("DELETE", buses, match='"1"').status_code == 204
    assert asking.get(buses).status_code == 404
    assert asking.get("/climate/effects").json()["items"] == []
    put_back = asking.send("POST", f"{buses}/restore")
    assert put_back.json()["method"] == "Rutekilometer"


def test_only_who_may_edit_climate_writes_and_only_ones_own_is_there(
    program: Make, buses: str
) -> None:
    planner = program()
    planner.send("POST", buses, WHOLE)
    other = program(Role.ADMINISTRATOR, place=Municipality.objects.create(name="Eksempel kommune"))

    for asking in (program(Role.READER), program(Role.LEADER), other):
        assert asking.send("PATCH", buses, {"comment": "x"}, match="*").status_code == 404
        assert asking.send("DELETE", buses, match="*").status_code == 404
    assert program(Role.READER).get(buses).status_code == 200
    assert other.get(buses).status_code == 404
    assert planner.get(buses).json()["version"] == 1


def test_a_units_leader_writes_the_effect_of_the_units_own_measure(
    program: Make, a_measure: Callable[..., Measure], units: dict[str, Unit]
) -> None:
    own = a_measure(unit=units["roads"].pk).number
    other = a_measure(unit=units["school"].pk).number
    leader = program(Role.LEADER)

    assert leader.send("POST", f"/measures/{own}/climate", WHOLE).status_code == 201
    assert leader.send("POST", f"/measures/{other}/climate", WHOLE).status_code == 404


def test_what_is_changed_on_the_page_is_seen(program: Make, buses: str) -> None:
    asking = program()
    asking.send("POST", buses, WHOLE)
    change(ClimatePart.objects.get(), {"means": "Krav"}, user=None)

    assert asking.get(buses).json()["means"] == "Krav"
    assert asking.get(buses)["ETag"] == '"2"'


def test_the_list_asks_no_more_for_more_effects(
    program: Make,
    a_measure: Callable[..., Measure],
    municipality: Municipality,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    asking = program()

    def asked() -> int:
        with django_assert_max_num_queries(50) as queries:
            asking.get("/climate/effects")
        return len(queries)

    def more(many: int) -> None:
        for number in range(many):
            measure = a_measure(name=f"Tiltak {number}")
            make(ClimatePart(municipality=municipality, measure=measure), WHOLE, user=None)

    more(2)
    few = asked()
    more(10)

    assert asked() <= few
