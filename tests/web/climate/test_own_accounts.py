"""What the municipality does and buys itself, as the accounts of a climate budget of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.models import (
    AccountsEdition,
    ActivityLine,
    Budget,
    ClimatePart,
    Decision,
    FactorTable,
    Spending,
)
from ledetraad.web.economy import books
from ledetraad.web.economy.models import LedgerFile
from ledetraad.web.history.recording import change, make
from tests.economy.randaberg import ACCOUNTS
from tests.web.climate.conftest import EXAMPLES
from tests.web.economy.desk import Desk
from tests.web.followup.reporting.place import Place, between, words

NEW = "klima/aktiviteter/regnskap/"
FOOD = {
    "name": "Mat", "source": "Oppdiktet", "year": 2024, "example": True,
    "factors": [{"key": "mat", "value": "0.05", "unit": "kg CO2e / NOK", "code": ["115"]}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGERS = tmp_path / "ledgers"
    books.forget_all()


@pytest.fixture
def factors(municipality: Municipality) -> FactorTable:
    said = json.loads((EXAMPLES / "factors.json").read_text(encoding="utf-8"))
    return make(FactorTable(municipality=municipality), said, user=None)


@pytest.fixture
def diesel(factors: FactorTable) -> list[ActivityLine]:
    """A hundred tonnes in 2020, and eighty in 2025; and some power bought."""
    amounts = [("diesel", "liter", 2020, 40_000), ("diesel", "liter", 2025, 32_000)]
    return [
        _activity(factors, factor=key, unit=unit, year=of, amount=str(amount))
        for key, unit, of, amount in [*amounts, ("strøm", "GWh", 2025, 1)]
    ]


def _activity(factors: FactorTable, **said: Any) -> ActivityLine:
    values = {"what": said["factor"], "factors": factors.pk, "source": "Måler", **said}
    return make(ActivityLine(municipality=factors.municipality), values, user=None)


def test_activities_become_accounts_that_lead_back_to_each_formula(
    place: Place, controller: Client, looker: Client, diesel: list[ActivityLine]
) -> None:
    form = {"name": "Egen drift 2026", "boundary": "own_operations"}

    answer = controller.post(place.address(NEW), form)

    kept = AccountsEdition.objects.get()
    assert answer["Location"] == place.address(f"klima/regnskap/{kept.pk}/")
    edition = kept.edition()
    assert {(row.sector, row.source, row.year): row.tonnes for row in edition.rows if
            row.sector == "own_direct"} == {("own_direct", "diesel", 2020): 100,
                                            ("own_direct", "diesel", 2025): 80}  # fmt: skip
    assert kept.example and "Oppdiktet for eksempelet" in kept.source
    page = words(looker, answer["Location"])
    assert between(page, "Own operations, direct", "GHG Protocol scope 1", ">100<")
    assert "GHG Protocol scope 1 and 2" in page
    assert "Road traffic" not in page
    figure = words(looker, f"{answer['Location']}tall/?ar=2025&sektor=own_direct&kilde=diesel")
    assert "klima/aktiviteter/?ar=2025" in figure


def test_a_budget_of_own_operations_counts_their_measures_and_no_others(
    place: Place,
    controller: Client,
    municipality: Municipality,
    diesel: list[ActivityLine],
) -> None:
    controller.post(place.address(NEW), {"name": "Egen", "boundary": "own_direct"})
    target = {"year": 2030, "cut": "50", "reference": 2020, "boundary": "own_direct"}
    make(Decision(municipality=municipality), target, user=None)
    edition = AccountsEdition.objects.get()
    values = {"name": "Egen drift", "first": 2027, "last": 2030, "edition": edition.pk,
              "boundary": "own_direct"}  # fmt: skip
    kept = make(Budget(municipality=municipality), values, user=None)
    for name, sector, source in (("Elbiler", "own_direct", "diesel"), ("Sykkelvei", "road", "")):
        said = {"sector": sector, "source": source, "method": "x",
                "effects": {of: {"tonnes": "12"} for of in range(2027, 2031)}}  # fmt: skip
        new = ClimatePart(municipality=municipality, measure=place.measure(name))
        make(new, said, user=None)

    page = words(controller, place.address(f"klima/budsjett/{kept.pk}/"))

    assert "In 2030, 18 tonnes are still to be closed" in page, "80 − 12 − 50"
    assert "Elbiler" in page
    assert "Sykkelvei" not in page
    assert "can't be counted" not in page.replace("&#39;", "'")


def test_a_correction_is_a_new_edition_and_what_it_revised_stands_apart(
    place: Place, controller: Client, diesel: list[ActivityLine]
) -> None:
    form = {"name": "Første", "boundary": "own_direct"}
    controller.post(place.address(NEW), form)
    again = controller.post(place.address(NEW), form | {"name": "Andre"})
    change(diesel[1], {"amount": "36000"}, user=None)
    answer = controller.post(place.address(NEW), form | {"name": "Andre"})

    assert again.status_code == 422 and "Nothing has changed" in again.content.decode()
    page = words(controller, answer["Location"])
    assert between(page, "From edition Første to edition Andre", "80 (2025)", ">10<", ">0<", "90")


def test_what_is_not_there_makes_no_accounts(
    place: Place, controller: Client, looker: Client, diesel: list[ActivityLine]
) -> None:
    nothing = controller.post(place.address(NEW), {"name": "X", "boundary": "own_indirect"})
    nameless = controller.post(place.address(NEW), {"name": "", "boundary": "area_direct"})

    assert (nothing.status_code, nameless.status_code) == (422, 422)
    assert "within this boundary" in nothing.content.decode()
    assert 'id="boundary-problem"' in nameless.content.decode()
    assert looker.get(place.address(NEW)).status_code == 404
    assert not AccountsEdition.objects.exists()


def test_a_target_names_only_what_its_boundary_has(place: Place, controller: Client) -> None:
    form = {"year": "2030", "cut": "50", "reference": "2020", "boundary": "own_direct",
            "sector": "road"}  # fmt: skip

    answer = controller.post(place.address("klima/mal/ny/"), form)

    assert answer.status_code == 422
    assert not Decision.objects.exists()


def test_the_real_ledger_that_the_economy_has_is_reckoned_from_without_being_sent_again(
    place: Place, controller: Client, municipality: Municipality
) -> None:
    Desk(municipality).send_real(ACCOUNTS)
    file = LedgerFile.objects.get()
    table = make(FactorTable(municipality=municipality), FOOD, user=None)
    ledger = file.parts.get()
    new = place.address("klima/aktiviteter/innkjop/ny/")
    form = {"ledger": str(ledger.pk), "factors": str(table.pk), "price": "1"}

    assert f'value="{ledger.pk}"' in words(controller, new)
    answer = controller.post(new, form)
    other = controller.post(new, form | {"ledger": "0"})

    assert (answer.status_code, other.status_code) == (302, 422)
    kept = Spending.objects.get()
    assert kept.document["rows"]["mat"][0] == "12047493.01"
    assert kept.document["sha256"] == file.digest
    page = words(controller, place.address("klima/aktiviteter/?ar=2025"))
    assert f"okonomi/filer/{file.pk}/" in page
    controller.post(place.address(NEW), {"name": "Innkjøp", "boundary": "own_indirect"})
    assert "fit no factor" in AccountsEdition.objects.get().note
