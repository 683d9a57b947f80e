"""A small plan, and two who edit it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.plans.models import WorkingCopy
from ledetraad.web.plans.services.plan_import import Source, take_in_new
from tests.build import a_plan
from tests.web.conftest import PASSWORD

PLAN = """
Satsingsområde: Trygg skolevei
  Hovedmål: Barn ferdes trygt i hele kommunen.
    Delmål [FN-T 11.2]: Alle barn går trygt til skolen.
      Strategi [EK]: Kommunen skal bygge fortau.
      Strategi: Kommunen skal lyse opp gangveiene.
    Delmål: Fartsgrensene blir fulgt.
      Strategi: Kommunen skal måle farten.
Satsingsområde: God mat
  Hovedmål: Maten er sunn for alle.
    Delmål: Alle barn spiser skolemat.
"""


@pytest.fixture
def plan(municipality: Municipality) -> WorkingCopy:
    """A small plan; the element on the outline's line n has the id `line-n`."""
    return take_in_new(
        municipality, a_plan(PLAN), Source("plan.txt", b"x"), user=None, slug="skole"
    )


@pytest.fixture
def kari(client: Client, publisher: User) -> Client:
    """Someone who edits."""
    client.force_login(publisher)
    return client


@pytest.fixture
def ola(municipality: Municipality) -> Client:
    """Someone else who edits."""
    client = Client()
    client.force_login(add_person("ola", PASSWORD, municipality.name, Role.PLANNER))
    return client
