"""Climate accounts, targets and climate budgets by the API: read as the pages show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import (
    AccountsEdition,
    ActivityLine,
    Budget,
    ClimatePart,
    Decision,
    FactorTable,
)
from ledetraad.web.climate.services.budget_publish import publish_budget
from ledetraad.web.climate.services.edition_take import Told, take_edition
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import make
from tests.web.api.conftest import Program
from tests.web.conftest import MORNING

Make = Callable[..., Program]
TABLE = (
    "Sektor;Kilde;Gass;2009;2024\nVeitrafikk;Personbiler;CO2;100;80\n"
    "Oppvarming;;CO2;..;5\nSkog og arealbruk;Skog;CO2;-9;-9\n"
)


@pytest.fixture
def edition(municipality: Municipality) -> AccountsEdition:
    """Two sectors, one figure that was not published, and forest."""
    told = Told("2026", MORNING.date(), "Eksempel", example=True)
    return take_edition(municipality, TABLE.encode(), "tabell.csv", told, user=None)


@pytest.fixture
def budget(municipality: Municipality, edition: AccountsEdition) -> Budget:
    """Toward half of 2009."""
    target = {"year": 2030, "cut": "50", "reference": 2009, "decided": "2021-06-15"}
    make(Decision(municipality=municipality), target, user=None)
    values = {"name": "Klimabudsjett", "first": 2027, "last": 2030, "edition": edition.pk}
    return make(Budget(municipality=municipality), values, user=None)


def test_an_edition_is_given_with_every_figure_and_a_missing_one_is_null(
    program: Make, edition: AccountsEdition
) -> None:
    asking = program(Role.READER, "read")

    listed = asking.get("/climate/editions").json()["items"]
    whole: dict[str, Any] = asking.get(f"/climate/editions/{edition.pk}").json()

    assert [(one["name"], one["example"]) for one in listed] == [("2026", True)]
    figures = {(one["sector"], one["year"]): one["tonnes"] for one in whole["figures"]}
    assert figures[("road", 2024)] == "80"
    assert figures[("heating", 2009)] is None
    assert [one["tonnes"] for one in whole["land_use"]] == ["-9", "-9"]


def test_a_budget_is_given_as_it_stands_with_what_it_rests_on(
    program: Make, budget: Budget, municipality: Municipality
) -> None:
    measure = make(Measure(municipality=municipality), {"name": "Sykkelvei"}, user=None)
    effect = {"sector": "road", "method": "x", "effects": {"2030": {"tonnes": "10"}}}
    make(ClimatePart(municipality=municipality, measure=measure), effect, user=None)
    asking = program(Role.READER, "read")

    told = asking.get(f"/climate/budgets/{budget.pk}", **{"Accept-Language": "en"}).json()

    last = told["statement"]["years"][-1]
    assert (last["year"], last["baseline"], last["taken"], last["frame"]) == (2030, 85, 10, 50)
    assert last["gap"] == 25
    assert told["statement"]["source"]["edition"] == "2026"
    assert told["statement"]["measures"][0]["name"] == "Sykkelvei"
    assert told["not_counted"] == {}


def test_targets_say_whether_they_are_in_force_and_publications_are_listed(
    program: Make, budget: Budget
) -> None:
    publish_budget(budget, user=None, now=timezone.now())
    asking = program(Role.READER, "read")

    assert [one["in_force"] for one in asking.get("/climate/targets").json()["items"]] == [True]
    assert [one["id"] for one in asking.get("/climate/budgets").json()["items"]] == [budget.pk]
    assert [one["number"] for one in asking.get("/climate/published").json()["items"]] == [1]


def test_another_municipalitys_climate_is_not_there(program: Make, budget: Budget) -> None:
    other = Municipality.objects.create(name="Eksempel kommune")
    asking = program(Role.ADMINISTRATOR, "read", place=other)

    assert asking.get(f"/climate/budgets/{budget.pk}").status_code == 404
    assert asking.get(f"/climate/editions/{budget.said().edition}").status_code == 404
    assert asking.get("/climate/targets").json()["items"] == []


def test_what_an_edition_revised_stands_apart_from_what_the_years_changed(
    program: Make, edition: AccountsEdition, municipality: Municipality
) -> None:
    newer = TABLE.replace("2009;2024\nVeitrafikk;Personbiler;CO2;100;80", "2009;2024;2025\n"
                          "Veitrafikk;Personbiler;CO2;110;84;81")  # fmt: skip
    newer = newer.replace("..;5", "..;5;5").replace("-9;-9", "-9;-9;-9")
    told = Told("2027", timezone.localdate(), "Eksempel", example=True)
    kept = take_edition(municipality, newer.encode(), "ny.csv", told, user=None)
    asking = program(Role.READER, "read")

    first = asking.get(f"/climate/editions/{edition.pk}/changes").json()
    said = asking.get(f"/climate/editions/{kept.pk}/changes").json()

    assert first == {"older": None, "changes": [], "revisions": {}}
    together = said["changes"][0]
    assert (together["before"], together["revised"], together["real"], together["after"]) == (
        "85",
        "4",
        "-3",
        "86",
    )
    assert said["older"]["name"] == "2026"
    assert said["revisions"] == {"2009": "10", "2024": "4"}


def test_a_budget_is_given_by_another_edition_and_its_percent_stand(
    program: Make, budget: Budget, municipality: Municipality
) -> None:
    told = Told("2027", timezone.localdate(), "Eksempel", example=True)
    higher = TABLE.replace("100;80", "200;80")
    kept = take_edition(municipality, higher.encode(), "ny.csv", told, user=None)
    asking = program(Role.READER, "read")

    own = asking.get(f"/climate/budgets/{budget.pk}").json()["statement"]
    by_newer = asking.get(f"/climate/budgets/{budget.pk}?edition={kept.pk}").json()["statement"]

    assert (own["years"][-1]["frame"], by_newer["years"][-1]["frame"]) == (50, 100)
    assert own["source"]["targets"] == by_newer["source"]["targets"]
    assert asking.get(f"/climate/budgets/{budget.pk}?edition=99999").status_code == 404


def test_a_publication_is_given_whole_with_its_accounts(program: Make, budget: Budget) -> None:
    publish_budget(budget, user=None, now=timezone.now())
    asking = program(Role.READER, "read")

    told = asking.get("/climate/published/1", **{"Accept-Language": "nn"}).json()

    assert told["statement"]["language"] == "nn"
    assert told["accounts"]["name"] == "2026"
    assert ["heating", "", "CO2", 2009, None] in told["accounts"]["figures"]
    assert asking.get("/climate/published/2").status_code == 404


def test_own_emissions_are_given_with_each_formula(
    program: Make, municipality: Municipality
) -> None:
    said = {
        "name": "Eksempel", "source": "Oppdiktet", "year": 2024, "example": True,
        "factors": [{"key": "diesel", "value": "2.5", "unit": "kg CO2e / liter",
                     "boundary": "own_direct"}],
    }  # fmt: skip
    factors = make(FactorTable(municipality=municipality), said, user=None)
    line = {"what": "Biler", "year": 2025, "amount": "1000", "unit": "liter",
            "factors": factors.pk, "factor": "diesel"}  # fmt: skip
    make(ActivityLine(municipality=municipality), line, user=None)

    (told,) = program(Role.READER, "read").get("/climate/own").json()["items"]

    assert (told["year"], told["boundaries"][0]["standard"]) == (2025, "GHG Protocol scope 1")
    assert told["boundaries"][0]["lines"][0]["tonnes"] == "2.5"
    assert "2,5 kg CO2e / liter" in told["boundaries"][0]["lines"][0]["formula"]
