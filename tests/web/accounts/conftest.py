"""A municipality with units, and people who manage its people and its units."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from tests.web.conftest import PASSWORD

FOLK = "/oppfolging/asker-kommune/folk/"


@pytest.fixture
def administrator(municipality: Municipality) -> User:
    """Who gives roles."""
    return add_person("anne", PASSWORD, municipality.name, Role.ADMINISTRATOR)


@pytest.fixture
def managing(administrator: User) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def controlling(municipality: Municipality) -> Client:
    """The controller's browser."""
    client = Client()
    client.force_login(add_person("kåre", PASSWORD, municipality.name, Role.CONTROLLER))
    return client


@pytest.fixture
def units(municipality: Municipality) -> dict[str, Unit]:
    """Upbringing with schools and kindergartens under it, and technical services beside."""
    upbringing = Unit.objects.create(municipality=municipality, name="Oppvekst")
    made = {"upbringing": upbringing}
    for key, name in (("schools", "Skole"), ("kindergartens", "Barnehage")):
        made[key] = Unit.objects.create(municipality=municipality, name=name, parent=upbringing)
    made["technical"] = Unit.objects.create(municipality=municipality, name="Teknisk")
    return made
