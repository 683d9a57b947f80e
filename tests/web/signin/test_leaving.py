"""Signing out at a provider of OpenID Connect, and being signed out by it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.signin.models import ProviderSession
from tests.web.signin.conftest import come_back, who_is_in
from tests.web.signin.real_provider import RealProvider, new_browser

TOLD = "/logg-inn/med/entra/ut/"
LARS = {"lars-1": {"email": "lars@example.org", "email_verified": True, "name": "Lars Lærer"}}


@pytest.fixture
def lars(reader: User, entra: RealProvider) -> User:
    """Somebody whom the provider knows."""
    reader.email = "lars@example.org"
    reader.save()
    entra.tell(LARS)
    return reader


def way_out(client: Client) -> str:
    """The address at the provider that the page for those who have signed out leads to."""
    page = client.post("/logg-ut/").content.decode()
    found = re.search(r'href="([^"]+)" rel="noreferrer"', page)
    assert found, page
    return unescape(found[1])


def test_one_who_came_by_a_provider_is_signed_out_here_and_led_to_sign_out_there(
    client: Client, entra: RealProvider, lars: User
) -> None:
    browser = new_browser()
    come_back(client, entra, "lars-1", browser=browser)

    there = way_out(client)

    assert who_is_in(client) is None
    assert there.startswith(entra.address)
    assert parse_qs(urlsplit(there).query)["client_id"] == ["ledetraad"]
    assert entra.sign_out(there, browser) == "http://testserver/"


def test_one_who_came_by_a_password_goes_to_the_public_pages(client: Client, lars: User) -> None:
    client.force_login(lars)

    assert client.post("/logg-ut/").headers["Location"] == "/"


def test_who_signs_out_there_is_signed_out_here_but_not_where_they_came_in_otherwise(
    client: Client, entra: RealProvider, lars: User
) -> None:
    browser, other, by_password = new_browser(), Client(), Client()
    come_back(client, entra, "lars-1", browser=browser)
    come_back(other, entra, "lars-1", browser=new_browser())
    by_password.force_login(lars)
    token = client.session["by-provider"]["id_token"]

    entra.sign_out(f"{entra.address}/session/end?id_token_hint={token}", browser)
    told = entra.heard.get(timeout=10)
    answer = Client(enforce_csrf_checks=True).post(
        TOLD, told, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200, answer.content
    assert who_is_in(client) is None
    assert who_is_in(other) == lars.pk
    assert who_is_in(by_password) == lars.pk


def test_a_browser_may_tell_it_by_the_sessions_name(
    client: Client, entra: RealProvider, lars: User
) -> None:
    come_back(client, entra, "lars-1")
    name = ProviderSession.objects.get().session
    assert name

    for wrong in ({"sid": name, "iss": "https://example.org"}, {"iss": entra.address}, {}):
        assert Client().get(TOLD, wrong).status_code == 400
        assert who_is_in(client) == lars.pk
    assert Client().get(TOLD, {"iss": entra.address, "sid": "another"}).status_code == 200
    assert who_is_in(client) == lars.pk

    assert Client().get(TOLD, {"iss": entra.address, "sid": name}).status_code == 200
    assert who_is_in(client) is None


def test_a_token_that_the_provider_has_not_signed_ends_nothing(
    client: Client, entra: RealProvider, lars: User
) -> None:
    come_back(client, entra, "lars-1")
    claims: dict[str, Any] = {
        "iss": entra.address,
        "aud": "ledetraad",
        "iat": 1,
        "jti": "a",
        "sub": "lars-1",
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    }
    ours = jwt.encode({"alg": "RS256", "kid": "first"}, claims, RSAKey.generate_key(2048))

    for token in ("", "x.y.z", ours):
        assert client.post(TOLD, {"logout_token": token}).status_code == 400
    assert who_is_in(client) == lars.pk
    assert SignedIn.objects.count() == 1


def test_an_id_token_is_no_logout_token(client: Client, entra: RealProvider, lars: User) -> None:
    come_back(client, entra, "lars-1")
    there = parse_qs(urlsplit(way_out(client)).query)
    come_back(client, entra, "lars-1")

    answer = client.post(TOLD, {"logout_token": there["id_token_hint"][0]})

    assert answer.status_code == 400
    assert who_is_in(client) == lars.pk


def test_a_provider_that_is_not_known_is_not_found(client: Client, entra: RealProvider) -> None:
    assert client.post("/logg-inn/med/annen/ut/").status_code == 404
