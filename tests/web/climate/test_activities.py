"""Activities times factors as pages: units checked, sources told, a real ledger reckoned."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.climate.models import AccountsEdition, ActivityLine, FactorTable, Spending
from ledetraad.web.history.recording import make
from tests.economy.randaberg import ACCOUNTS
from tests.web.climate.conftest import EXAMPLES
from tests.web.followup.reporting.place import Place, between, words

DIESEL = {"what": "Diesel", "year": "2025", "amount": "1 000", "unit": "liter"}


@pytest.fixture
def factors(municipality: Municipality) -> FactorTable:
    """Invented factors for diesel, power and money."""
    import json

    said = json.loads((EXAMPLES / "factors.json").read_text(encoding="utf-8"))
    return make(FactorTable(municipality=municipality), said, user=None)


def send(client: Client, place: Place, rest: str, data: bytes, file: str, **said: str) -> Any:
    sent = SimpleUploadedFile(file, data)
    return client.post(place.address(f"klima/aktiviteter/{rest}"), {**said, "file": sent})


def test_an_activity_stands_with_its_formula_and_its_source(
    place: Place, controller: Client, factors: FactorTable
) -> None:
    controller.post(
        place.address("klima/aktiviteter/ny/"), DIESEL | {"factor": f"{factors.pk}:diesel"}
    )

    page = words(controller, place.address("klima/aktiviteter/"))
    assert between(page, "GHG Protocol scope 1", "Diesel", "1\xa0000 liter × 2,5 kg CO2e / liter")
    assert "Oppdiktet for eksempelet" in page
    assert "Example: these figures are invented." in page
    assert ">2.5<" in page


def test_the_accounts_show_the_boundaries_of_the_municipalitys_own_apart(
    place: Place, controller: Client, factors: FactorTable, take: Callable[..., AccountsEdition]
) -> None:
    take()
    form = DIESEL | {"factor": f"{factors.pk}:diesel"}
    controller.post(place.address("klima/aktiviteter/ny/"), form)

    page = words(controller, place.address("klima/regnskap/"))

    assert between(page, "Other boundaries, apart", "GHG Protocol scope 1", ">2.5<")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unit": "kWh"}, "unit"),
        ({"unit": "liter ** 99"}, "unit"),
        ({"amount": "mye"}, "amount"),
        ({"factor": "diesel"}, "factor"),
        ({"year": "20225"}, "year"),
        ({"what": ""}, "what"),
    ],
)
def test_what_does_not_go_together_is_told_at_its_field(
    place: Place, controller: Client, factors: FactorTable, change: dict[str, str], field: str
) -> None:
    form = DIESEL | {"factor": f"{factors.pk}:diesel"} | change

    answer = controller.post(place.address("klima/aktiviteter/ny/"), form)

    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.content.decode()
    assert not ActivityLine.objects.exists()


def test_a_real_ledgers_purchases_are_reckoned_and_what_fits_no_factor_is_told(
    place: Place, controller: Client, municipality: Municipality
) -> None:
    food = {
        "name": "Mat", "source": "Oppdiktet", "year": 2024, "example": True,
        "factors": [{"key": "mat", "value": "0.05", "unit": "kg CO2e / NOK", "code": ["115"]}],
    }  # fmt: skip
    table = make(FactorTable(municipality=municipality), food, user=None)
    said = {"year": "2025", "factors": str(table.pk), "price": "1", "accept": "1"}

    answer = send(controller, place, "innkjop/ny/", ACCOUNTS.read_bytes(), "regnskap.json", **said)

    assert answer.status_code == 302, answer.content.decode()[:3000]
    kept = Spending.objects.get()
    kroner, tonnes = kept.document["rows"]["mat"]
    assert Decimal(kroner) == Decimal("12047493.01")
    assert Decimal(tonnes) == Decimal("12047493.01") * Decimal("0.05") / 1000
    page = words(controller, place.address("klima/aktiviteter/"))
    assert between(page, "GHG Protocol scope 3", "602.4", "that no factor fits are left out")
    assert "regnskap.json" in page


def test_a_ledger_with_faults_is_refused_with_its_rows(
    place: Place, controller: Client, factors: FactorTable
) -> None:
    said = {"year": "2025", "factors": str(factors.pk), "price": "1"}

    answer = send(
        controller,
        place,
        "innkjop/ny/",
        b"Art;Funksjon;Bel\xc3\xb8p\n115;100;mye\n",
        "x.csv",
        **said,
    )

    assert answer.status_code == 422
    assert "nothing was reckoned" in answer.content.decode()
    assert not Spending.objects.exists()


def test_factors_are_taken_in_from_a_table_with_their_source_and_year(
    place: Place, controller: Client
) -> None:
    table = "Nøkkel;Verdi;Enhet;Avgrensning;Art\nmat;0,05;kg CO2e / NOK;own_indirect;115, 116*\n"
    named = {"name": "Mine", "source": "Rapport X", "year": "2024", "example": "1"}

    refused = send(
        controller, place, "faktorer/ny/", table.encode(), "f.csv", **named | {"source": ""}
    )
    wrong = send(
        controller, place, "faktorer/ny/", table.replace("CO2e", "").encode(), "f.csv", **named
    )
    taken = send(controller, place, "faktorer/ny/", table.encode(), "f.csv", **named)

    assert (refused.status_code, wrong.status_code, taken.status_code) == (422, 422, 302)
    kept = FactorTable.objects.get()
    assert kept.factors().factors[0].code == ("115", "116*")
    page = words(controller, taken["Location"])
    assert "Rapport X" in page and "Example" in page


def test_an_activity_is_corrected_deleted_and_restored(
    place: Place, controller: Client, looker: Client, factors: FactorTable
) -> None:
    new = place.address("klima/aktiviteter/ny/")
    form = DIESEL | {"factor": f"{factors.pk}:diesel"}
    controller.post(new, form)
    kept = ActivityLine.objects.get()
    own = place.address(f"klima/aktiviteter/{kept.pk}/")

    assert 'value="1000"' in words(controller, f"{own}rediger/")
    controller.post(f"{own}rediger/", form | {"amount": "2 000", "version": "1"})
    assert ">5<" in words(looker, place.address("klima/aktiviteter/"))
    controller.post(f"{own}slett/")
    assert "Diesel" not in words(looker, place.address("klima/aktiviteter/"))
    controller.post(f"{own}gjenopprett/")
    assert "Diesel" in words(looker, place.address("klima/aktiviteter/"))
    assert looker.post(f"{own}slett/").status_code == 404
