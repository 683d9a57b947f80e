"""What the tests of indicators have in common: examples, and pages as people read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from ledetraad.errors import Phrase
from ledetraad.i18n import catalogue
from ledetraad.publish.followup.spans import span
from ledetraad.web.followup.models import Indicator, Observation

LIST = "/oppfolging/asker-kommune/indikatorer/"
CHANGES = "/oppfolging/asker-kommune/endringer/indikator/"
BAND = {"desired": "≥ 75", "accepted": "70–74", "not_approved": "< 70"}
CYCLING = {
    "name": "Andel som sykler til jobb",
    "measure_unit": "%",
    "baseline_year": 2020,
    "baseline": "50",
    "targets": [{"year": 2032, "value": "74"}],
}

Builder = Callable[..., Indicator]


def observed(of: Indicator, code: str, value: str | None, **fields: Any) -> Observation:
    missing = fields.pop("missing", "" if value is not None else "not_measured")
    return Observation.objects.create(
        indicator=of,
        period=code,
        measured=span(code).last,
        value=value,
        missing=missing,
        by_name="Kari",
        **fields,
    )


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return plain(response.content.decode())


def posted(client: Client, address: str, status: int = 302, **fields: Any) -> str:
    response = client.post(address, fields)
    assert response.status_code == status, plain(response.content.decode())
    return plain(response.content.decode())


def plain(html: str) -> str:
    """A page with ordinary blanks, as people read it."""
    return re.sub(r"\s+", " ", html.replace("\u00a0", " "))


def words(html: str) -> str:
    """Only the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def typed(**fields: str) -> dict[str, str]:
    """A filled form for an indicator."""
    empty = {
        "name": "Andel som sykler til jobb",
        "measure_unit": "%",
        "decimals": "0",
        "direction": "up",
        "frequency": "year",
    }
    return {**empty, **fields}


def in_norwegian(phrase: Phrase) -> str:
    return phrase.said(catalogue("nb").gettext).replace("\u00a0", " ")
