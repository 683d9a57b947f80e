"""A municipality with units, and people of every role in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.recording import make

HERE = "/oppfolging/asker-kommune/"


@pytest.fixture
def units(municipality: Municipality) -> dict[str, Unit]:
    """Technical services with roads under it, and schools beside."""
    technical = Unit.objects.create(municipality=municipality, name="Teknisk")
    roads = Unit.objects.create(municipality=municipality, name="Vei", parent=technical)
    school = Unit.objects.create(municipality=municipality, name="Skole")
    return {"technical": technical, "roads": roads, "school": school}


@pytest.fixture
def signed_in(
    client: Client, municipality: Municipality, units: dict[str, Unit]
) -> Callable[..., Client]:
    """Sign in as somebody with a role, in the technical services where it is held in a unit."""

    def sign_in(role: Role, unit: str = "technical") -> Client:
        user, _ = User.objects.get_or_create(username=f"{role.value}-{unit}")
        Membership.objects.get_or_create(
            user=user,
            municipality=municipality,
            role=role,
            unit=units[unit] if role in OF_A_UNIT else None,
        )
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def a_measure(municipality: Municipality) -> Callable[..., Measure]:
    """Make a measure that says so and so."""

    def made(**values: object) -> Measure:
        said = {"name": "Lyssette gangveien", **values}
        return make(Measure(municipality=municipality), said, user=None)

    return made
