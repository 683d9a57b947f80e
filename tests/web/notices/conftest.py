"""A municipality that reports, and a mail server that takes what is sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from tests.web.followup.reporting.place import Place
from tests.web.notices.server import MailBox, mail_box


@pytest.fixture
def place(municipality: Municipality) -> Place:
    """The municipality that reports."""
    return Place(municipality)


@pytest.fixture
def school(place: Place) -> Unit:
    """The unit that the reporters work in."""
    return place.unit("Skole")


@pytest.fixture
def leader(place: Place, school: Unit) -> User:
    """Who leads the schools, and has a mail address."""
    user = place.person("lise", Role.LEADER, school)
    user.email = "lise@example.org"
    user.save()
    return user


@pytest.fixture
def controller(place: Place) -> User:
    """Who follows up."""
    return place.person("kåre", Role.CONTROLLER)


@pytest.fixture
def box(settings: Settings) -> Iterator[MailBox]:
    """A real mail server on this machine, which the application sends by."""
    with mail_box() as found:
        settings.MAIL = True
        settings.ADDRESS = "https://plan.example.org"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = found.host, found.port
        settings.DEFAULT_FROM_EMAIL = "Ledetråd <ledetrad@example.org>"
        yield found
