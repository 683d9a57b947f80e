"""Anything in a municipality is found by words or a number, and only what is its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.recording import make
from ledetraad.web.plans.models import WorkingCopy
from tests.web.followup.conftest import HERE

SignIn = Callable[..., Client]
Make = Callable[..., Measure]
FIND = f"{HERE}sok/"


def hits(client: Client, words: str) -> str:
    response = client.get(FIND, {"q": words, "bare": "1"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("lyssette elva", "tiltak/1/"),
        ("1", "tiltak/1/"),
        ("andel sykler", "indikatorer/"),
        ("teknisk", "status/enhet/"),
        ("1.1.1", "status/asker/"),
        ("frivilligheten næringslivet", "status/asker/"),
        ("reader", "status/person/"),
        ("rapportering", "rapportering/"),
    ],
)
def test_it_is_found_by_its_words_or_its_number(
    signed_in: SignIn,
    a_measure: Make,
    municipality: Municipality,
    working_copy: WorkingCopy,
    units: dict[str, Unit],
    words: str,
    address: str,
) -> None:
    a_measure(name="Lyssette gangveien langs elva")
    make(Indicator(municipality=municipality), {"name": "Andel som sykler"}, user=None)

    assert f'href="{HERE}{address}' in hits(signed_in(Role.READER), words)


@pytest.mark.parametrize("typed", ["økt åpenhet", "Økt Åpenhet", "ØKT ÅPENHET"])
def test_norwegian_letters_are_found_however_they_are_written(
    signed_in: SignIn, a_measure: Make, municipality: Municipality, typed: str
) -> None:
    a_measure(name="Økt åpenhet i Østenstad")
    make(Indicator(municipality=municipality), {"name": "Åpenhet: økt eller ei"}, user=None)
    Unit.objects.create(municipality=municipality, name="ØKT ÅPENHET")
    client = signed_in(Role.READER)

    shown = hits(client, typed)

    for address in ("tiltak/1/", "indikatorer/", "status/enhet/"):
        assert f'href="{HERE}{address}' in shown
    listed = client.get(f"{HERE}tiltak/", {"ord": typed}).content.decode()
    assert "Østenstad</a>" in listed


def test_nothing_found_is_said_and_nothing_asked_finds_nothing(signed_in: SignIn) -> None:
    client = signed_in(Role.READER)

    assert "Ingenting passer" in hits(client, "zzzz")
    assert "<li>" not in hits(client, "  ")
    assert client.get(FIND, {"q": "a\0" * 90}).status_code == 200


def test_what_others_have_is_not_found(
    client: Client, stranger: User, a_measure: Make, working_copy: WorkingCopy
) -> None:
    a_measure(name="Lyssette gangveien langs elva")
    client.force_login(stranger)

    assert client.get(FIND).status_code == 404
    shown = client.get("/oppfolging/eksempel-kommune/sok/", {"q": "lyssette"}).content.decode()
    assert "gangveien" not in shown


@pytest.mark.parametrize("count", [2, 60])
def test_as_many_questions_are_asked_however_much_there_is(
    signed_in: SignIn, a_measure: Make, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        a_measure(name=f"Tiltak {number}")
    client = signed_in(Role.READER)

    with django_assert_max_num_queries(14):
        client.get(FIND, {"q": "tiltak"})


def test_a_units_page_has_what_it_and_those_under_it_do(
    signed_in: SignIn, a_measure: Make, units: dict[str, Unit]
) -> None:
    a_measure(name="Asfaltere", unit=units["roads"].pk, status="delayed")
    a_measure(name="Male klasserom", unit=units["school"].pk)

    client = signed_in(Role.READER)
    shown = client.get(f"{HERE}status/enhet/{units['technical'].pk}/").content.decode()

    assert "Asfaltere" in shown and "Male klasserom" not in shown
    assert client.get(f"{HERE}status/enhet/999999/").status_code == 404


def test_a_persons_page_has_what_they_answer_for(
    signed_in: SignIn, a_measure: Make, reader: User, stranger: User
) -> None:
    a_measure(name="Asfaltere", person=reader.pk)
    a_measure(name="Male klasserom")

    client = signed_in(Role.READER)
    shown = client.get(f"{HERE}status/person/{reader.pk}/").content.decode()

    assert "Asfaltere" in shown and "Male klasserom" not in shown
    assert client.get(f"{HERE}status/person/{stranger.pk}/").status_code == 404
