"""A municipality with two units, and people who report in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from tests.web.followup.reporting.place import Place, signed_in


@pytest.fixture
def place(municipality: Municipality) -> Place:
    """The municipality that reports."""
    return Place(municipality)


@pytest.fixture
def school(place: Place) -> Unit:
    """The unit that the reporters work in."""
    return place.unit("Skole")


@pytest.fixture
def roads(place: Place) -> Unit:
    """Another unit."""
    return place.unit("Veg")


@pytest.fixture
def leader(place: Place, school: Unit) -> User:
    """Who leads the schools."""
    return place.person("lise", Role.LEADER, school)


@pytest.fixture
def contributor(place: Place, school: Unit) -> User:
    """Who writes for the schools."""
    return place.person("mona", Role.CONTRIBUTOR, school)


@pytest.fixture
def controller(place: Place) -> User:
    """Who follows up."""
    return place.person("kåre", Role.CONTROLLER)


@pytest.fixture
def mine(leader: User) -> Client:
    """The browser of the one who leads the schools."""
    return signed_in(leader)
