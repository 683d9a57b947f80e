"""The page on which a person makes and ends tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.api import pages
from ledetraad.web.api.models import ApiToken
from ledetraad.web.limits import Limit
from ledetraad.web.signin.entering import FRESH
from tests.web.api.conftest import Program
from tests.web.conftest import PASSWORD

PAGE = "/oppfolging/asker-kommune/folk/meg/token/"
FORM = {"name": "Styringspanel", "scope": "read", "days": "30"}
Make = Callable[..., Program]


@pytest.fixture
def browser(client: Client, reader: User) -> Client:
    """The browser of somebody who may read."""
    client.force_login(reader)
    return client


def body(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_a_token_is_made_shown_once_and_good(browser: Client) -> None:
    shown = browser.post(PAGE, FORM).content.decode()

    found = re.search(r'value="(ledetraad_[^"]+)"', shown)
    assert found is not None
    assert Program(found[1]).get("/me").json()["token"]["scope"] == "read"
    assert "Styringspanel" in body(browser)
    assert "ledetraad_" not in body(browser)


def test_one_who_signed_in_long_ago_shows_it_anew_before_a_token_is_made(browser: Client) -> None:
    session = browser.session
    session["signed-in-at"] -= FRESH + 1
    session.save()

    answer = browser.post(PAGE, FORM)

    assert answer.headers["Location"].startswith("/logg-inn/?igjen=1&next=")
    assert not ApiToken.objects.exists()
    assert browser.get(PAGE).status_code == 200


@pytest.mark.parametrize(("ticked", "status"), [("1", 401), ("", 200)])
def test_who_changes_their_password_may_end_their_tokens_with_it(
    browser: Client, ticked: str, status: int
) -> None:
    shown = browser.post(PAGE, FORM).content.decode()
    token = re.search(r'value="(ledetraad_[^"]+)"', shown)
    assert token is not None
    new = "en annen setning om elver"

    browser.post(
        "/oppfolging/asker-kommune/folk/meg/passord/",
        {"old": PASSWORD, "new": new, "again": new, "tokens": ticked},
    )

    assert Program(token[1]).get("/me").status_code == status


def test_it_lasts_for_as_long_as_was_said(browser: Client) -> None:
    browser.post(PAGE, FORM)

    left = ApiToken.objects.get().ends_at - timezone.now()
    assert timedelta(days=29) < left <= timedelta(days=30)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Dette kan ikke være et navn."),
        ({"scope": "alt"}, "Velg hva tokenet skal kunne brukes til."),
        ({"days": ""}, "Antall dager mangler."),
        ({"days": "0"}, "Et token varer fra 1 til 1095 dager."),
        ({"days": "1,5"}, "Dette må være et helt tall."),
    ],
)
def test_what_will_not_do_is_told_and_nothing_is_made(
    browser: Client, wrong: dict[str, str], told: str
) -> None:
    response = browser.post(PAGE, FORM | wrong)

    assert response.status_code == 422
    assert told in response.content.decode()
    assert not ApiToken.objects.exists()


def test_ones_own_token_is_made_void(browser: Client) -> None:
    browser.post(PAGE, FORM)
    token = ApiToken.objects.get()

    browser.post(f"{PAGE}{token.pk}/slutt/")

    token.refresh_from_db()
    assert token.revoked_at is not None
    assert "Styringspanel" not in body(browser)


def test_those_of_others_are_for_who_manages_the_people(
    browser: Client, program: Make, municipality: Municipality
) -> None:
    theirs = program(Role.CONTROLLER)
    token = ApiToken.objects.get()
    assert browser.post(f"{PAGE}{token.pk}/slutt/").status_code == 404
    assert "Styringspanel" not in body(browser)

    browser.force_login(add_person("anne", PASSWORD, municipality.name, Role.ADMINISTRATOR))
    assert "Styringspanel" in body(browser)
    browser.post(f"{PAGE}{token.pk}/slutt/")

    assert theirs.get("/me").status_code == 401


def test_too_many_in_a_while_are_refused(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MADE", Limit("token-made", most=1, seconds=3600))

    assert browser.post(PAGE, FORM).status_code == 200
    assert browser.post(PAGE, FORM).status_code == 422
