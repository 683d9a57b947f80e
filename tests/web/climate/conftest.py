"""A municipality with a controller and a reader, and the example's climate accounts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.climate.models import AccountsEdition
from ledetraad.web.climate.services.edition_take import Told, take_edition
from tests.web.followup.reporting.place import Place, signed_in

EXAMPLES = Path(__file__).parents[3] / "examples" / "climate"
OLDER, NEWER = "accounts-edition-2025.csv", "accounts-edition-2026.csv"


@pytest.fixture
def place(municipality: Municipality) -> Place:
    """The municipality, with ways to fill it and to look at its pages."""
    return Place(municipality)


@pytest.fixture
def controller(place: Place) -> Client:
    """A controller's browser, in English."""
    return signed_in(place.person("kari", Role.CONTROLLER))


@pytest.fixture
def looker(place: Place) -> Client:
    """A reader's browser, in English."""
    return signed_in(place.person("lars", Role.READER))


@pytest.fixture
def take(municipality: Municipality) -> Callable[..., AccountsEdition]:
    """Take in one of the example's editions."""

    def taken(file: str = NEWER, published: date = date(2026, 3, 1)) -> AccountsEdition:
        told = Told(name=file[17:21], published=published, source="Eksempel", example=True)
        data = (EXAMPLES / file).read_bytes()
        return take_edition(municipality, data, file, told, user=None)

    return taken
