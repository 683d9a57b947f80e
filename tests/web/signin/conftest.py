"""A real provider of OpenID Connect on this machine, and a person's way through it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from ledetraad.web.signin.oidc.providers import Provider

ANSWER = "http://testserver/logg-inn/med/entra/svar/"
Told = dict[str, dict[str, Any]]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """Follow nothing by itself."""


@dataclass
class RealProvider:
    """The provider: what it knows of people, and how it lies."""

    address: str

    def tell(self, people: Told | None = None, *, lie: str = "") -> None:
        """Say what it knows of people, and how it lies from now on."""
        said = {"lie": lie} | ({} if people is None else {"people": people})
        asked = urllib.request.Request(f"{self.address}/told", json.dumps(said).encode())
        with urllib.request.urlopen(asked, timeout=10):
            pass

    def sign_in(self, there: str, who: str, *, stop: bool = False) -> str:
        """Sign in there; the address that leads back."""
        browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), _Stay()
        )
        address, sent = there, None
        for _ in range(10):
            try:
                with browser.open(address, sent, timeout=10) as page:
                    assert b"<form" in page.read()
                sent = urlencode({"sub": who} | ({"stop": "1"} if stop else {})).encode()
            except HTTPError as answer:
                assert answer.code in {302, 303}, answer.read()
                onward = answer.headers["Location"]
                address, sent = urllib.parse.urljoin(address, onward), None
                if not address.startswith(self.address):
                    return address
        raise AssertionError(address)


@pytest.fixture(scope="session")
def node() -> str:
    """The program that runs it: ours, or the machine's."""
    ours = Path(sys.executable).with_name("node")
    found = str(ours) if ours.exists() else shutil.which("node")
    assert found, "There is no node: `make install` brings it"
    return found


@pytest.fixture(scope="session")
def running(node: str) -> Iterator[RealProvider]:
    """The provider, started once."""
    script = Path(__file__).with_name("provider.mjs")
    process = subprocess.Popen(
        [node, str(script), ANSWER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    port = process.stdout.readline().strip()
    assert port.isdigit(), "the provider did not start: `make install` brings oidc-provider"
    yield RealProvider(f"http://127.0.0.1:{port}")
    process.terminate()
    process.wait(10)


@pytest.fixture
def entra(running: RealProvider, settings: Settings) -> RealProvider:
    """The provider, known to us as "entra"; it knows nobody and doesn't lie yet."""
    running.tell({})
    settings.OIDC = {
        "entra": Provider(
            key="entra",
            name="Entra ID",
            issuer=running.address,
            client_id="ledetraad",
            secret="en hemmelighet: med + og %",
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


def come_back(client: Client, provider: RealProvider, who: str, onward: str = "") -> Any:
    """Go to the provider, sign in there, and come back: our answer."""
    begun = client.get("/logg-inn/med/entra/", {"next": onward} if onward else {})
    assert begun.status_code == 302, begun.content.decode()
    back = urlsplit(provider.sign_in(begun.headers["Location"], who))
    return client.get(f"{back.path}?{back.query}")


def who_is_in(client: Client) -> int | None:
    """The key of the account that a browser is signed in to."""
    key = client.session.get("_auth_user_id")
    return int(key) if key is not None else None
