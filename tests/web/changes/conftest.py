"""A municipality with people in it who change things."""

from __future__ import annotations

import pytest
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from tests.web.followup.reporting.place import Place, signed_in


class Town(Place):
    """A municipality, and browsers in which its people are signed in."""

    def browser(self, role: Role, unit: str = "Vei") -> Client:
        """Somebody new with a role, in a unit where it is held in one."""
        held = None
        if role in OF_A_UNIT:
            held = self.municipality.unit_set.filter(name=unit).first() or self.unit(unit)
        count = self.municipality.membership_set.count()
        return signed_in(self.person(f"{role.value}{count}", role, held))

    def changes(self, kind: str, key: int, rest: str = "") -> str:
        return self.address(f"endringer/{kind}/{key}/{rest}")


@pytest.fixture
def town(municipality: Municipality) -> Town:
    return Town(municipality)
