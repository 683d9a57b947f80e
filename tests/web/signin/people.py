"""What a person does to sign in and to set up second steps, for the tests."""

from __future__ import annotations

import re
import time
from typing import Any

from django.test import Client

from ledetraad.web.signin.factors.totp import STEP, code_at
from tests.web.conftest import PASSWORD
from tests.web.signin.device import SoftwareDevice

STEPS = "/oppfolging/asker-kommune/folk/meg/totrinn/"
SECOND = "/logg-inn/andre-steg/"


def first_step(name: str = "lars", onward: str = "", password: str = PASSWORD) -> Client:
    """A browser in which the name and the password have been sent."""
    client = Client()
    client.post("/logg-inn/", {"name": name, "password": password, "next": onward})
    return client


def key_on(page: Any) -> str:
    """The key that a page shows for an app."""
    found = re.search(r'setup__key">([A-Z2-7 ]+)<', page.content.decode())
    assert found is not None
    return found[1].replace(" ", "")


def codes_on(page: Any) -> list[str]:
    """The recovery codes that a page shows."""
    return re.findall(r"<code>([a-z2-9-]{14})</code>", page.content.decode())


def code_now(key: str, *, later: int = 0) -> str:
    """What an app shows, or will."""
    return code_at(key, int(time.time()) // STEP + later)


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Set up an app; its key, and the recovery codes."""
    key = key_on(client.get(f"{STEPS}app/"))
    page = client.post(f"{STEPS}app/", {"code": code_now(key, later=-1)})
    if page.status_code == 422:  # the half minute has just gone over into the next
        page = client.post(f"{STEPS}app/", {"code": code_now(key, later=-1)})
    return key, codes_on(page)


def add_passkey(client: Client, device: SoftwareDevice, name: str = "maskinen") -> Any:
    """Add a passkey: our answer."""
    asked = client.post(f"{STEPS}nokkel/start/").json()
    return client.post(f"{STEPS}nokkel/", {"name": name, "credential": device.make(asked)})
