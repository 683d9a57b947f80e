"""What tests of publishing the follow-up look for and at."""

from __future__ import annotations

import re

from django.test import Client

HERE = "/oppfolging/asker-kommune/publisering/"
PLAN = f"{HERE}asker/"
SECRETS = (
    "Hemmelighetsholder",
    "hvorfor-ingen-leser",
    "risiko-ingen-leser",
    "partner-ingen-leser",
    "steg-ingen-leser",
    "ord-ingen-leser",
    "merknad-ingen-leser",
)
"""A person's name, and words of what is never published."""


def page(client: Client, address: str, status: int = 200) -> str:
    """A page with ordinary blanks, in English."""
    client.cookies["django_language"] = "en"
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def posted(client: Client, answer: int = 302, address: str = PLAN, **fields: str) -> str:
    """What is answered to a form."""
    client.cookies["django_language"] = "en"
    response = client.post(address, fields)
    assert response.status_code == answer, response.status_code
    return re.sub(r"\s+", " ", response.content.decode())
