"""Units of a municipality, a planner who has signed in, and indicators."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.followup.models import Indicator
from ledetraad.web.history.recording import make
from tests.web.followup.indicators.pages import Builder


@pytest.fixture
def schools(municipality: Municipality) -> Unit:
    """A unit with one under it."""
    unit = Unit.objects.create(municipality=municipality, name="Skole")
    Unit.objects.create(municipality=municipality, name="Borgen skole", parent=unit)
    return unit


@pytest.fixture
def roads(municipality: Municipality) -> Unit:
    """Another unit."""
    return Unit.objects.create(municipality=municipality, name="Vei")


@pytest.fixture
def planner(client: Client, publisher: User) -> Client:
    """A planner's browser."""
    client.force_login(publisher)
    return client


@pytest.fixture
def indicator(municipality: Municipality) -> Builder:
    """Makes an indicator of the municipality."""

    def made(**values: Any) -> Indicator:
        whole = {"name": "Antall boliger", **values}
        return make(Indicator(municipality=municipality), whole, user=None)

    return made
