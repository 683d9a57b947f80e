"""A municipality with people in it, and a plan taken in and published."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.climate.published import PUBLISHED
from ledetraad.web.followup.missing import gather
from ledetraad.web.hearing import shown
from ledetraad.web.hearing.opened import OPENED
from ledetraad.web.hearing.work import counting, listed
from ledetraad.web.history import seldom
from ledetraad.web.plans.models import Publication, WorkingCopy
from ledetraad.web.plans.services.plan_import import import_new
from ledetraad.web.plans.services.plan_publish import publish
from ledetraad.web.public.library import LIBRARY

PASSWORD = "en lang setning om stier"
MORNING = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_remembered(db: None) -> None:
    cache.clear()
    LIBRARY.forget_all()
    OPENED.forget()
    shown.forget_all()
    listed.forget_all()
    counting.forget_all()
    PUBLISHED.forget()
    gather.forget_all()
    seldom.forget_all()


@pytest.fixture
def municipality() -> Municipality:
    """The municipality whose plan it is."""
    return Municipality.objects.create(name="Asker kommune", colour="#00509e")


@pytest.fixture
def publisher(municipality: Municipality) -> User:
    """Someone who may publish."""
    return add_person("kari", PASSWORD, municipality.name, Role.PLANNER)


@pytest.fixture
def reader(municipality: Municipality) -> User:
    """Someone who may only look."""
    return add_person("lars", PASSWORD, municipality.name, Role.READER)


@pytest.fixture
def stranger() -> User:
    """Someone who may publish, but in another municipality."""
    return add_person("nils", PASSWORD, "Eksempel kommune", Role.PLANNER)


@pytest.fixture
def working_copy(municipality: Municipality, example: Path) -> WorkingCopy:
    """The example plan, taken in."""
    taken, _ = import_new(municipality, example.read_bytes(), example.name, user=None, slug="asker")
    return taken


@pytest.fixture
def publication(working_copy: WorkingCopy) -> Publication:
    """The example plan, published once."""
    return publish(working_copy, user=None, now=MORNING)
