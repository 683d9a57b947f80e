"""A real provider of OpenID Connect on this machine, known to the application."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from urllib.request import OpenerDirector

import pytest
from django.test import Client
from pytest_django import Settings

from ledetraad.web.signin.oidc.providers import Provider
from tests.web.signin.real_provider import CLIENT, SECRET, RealProvider, real_provider

HOME = "http://testserver/"
ANSWER = "http://testserver/logg-inn/med/entra/svar/"


@pytest.fixture(scope="session")
def running() -> Iterator[RealProvider]:
    """The provider, started once."""
    with real_provider(ANSWER, home=HOME) as found:
        yield found


@pytest.fixture
def entra(running: RealProvider, settings: Settings) -> RealProvider:
    """The provider, known to us as "entra"; it knows nobody, and has neither lied nor told yet."""
    running.tell({})
    while not running.heard.empty():
        running.heard.get()
    settings.OIDC = {
        "entra": Provider(
            key="entra",
            name="Entra ID",
            issuer=running.address,
            client_id=CLIENT,
            secret=SECRET,
            scopes=("openid", "profile", "email", "groups"),
        )
    }
    return running


@pytest.fixture
def as_said(entra: RealProvider, settings: Settings) -> Any:
    """Set what the environment would say of the provider."""

    def change(**said: Any) -> None:
        settings.OIDC = {"entra": replace(settings.OIDC["entra"], **said)}

    return change


def come_back(
    client: Client,
    provider: RealProvider,
    who: str,
    onward: str = "",
    *,
    browser: OpenerDirector | None = None,
) -> Any:
    """Go to the provider, sign in there, and come back: our answer."""
    begun = client.get("/logg-inn/med/entra/", {"next": onward} if onward else {})
    assert begun.status_code == 302, begun.content.decode()
    back = urlsplit(provider.sign_in(begun.headers["Location"], who, browser=browser))
    return client.get(f"{back.path}?{back.query}")


def who_is_in(client: Client) -> int | None:
    """The key of the account that a browser is signed in to."""
    key = client.session.get("_auth_user_id")
    return int(key) if key is not None else None
