"""A municipality with units and people, and programs that act for them by tokens."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import make_token
from ledetraad.web.followup.models import Indicator, Measure, ReportingPeriod
from ledetraad.web.history.recording import make

API = "/api/v1"


class Program:
    """Another program, which shows a token."""

    def __init__(self, text: str) -> None:
        self._client = Client(headers={"Authorization": f"Bearer {text}"})

    def get(self, address: str, **headers: str) -> Any:
        return self._client.get(_whole(address), headers=headers or None)

    def head(self, address: str) -> Any:
        return self._client.head(_whole(address))

    def send(self, method: str, address: str, body: Any = None, **headers: str) -> Any:
        """Send JSON; `match` is the header If-Match."""
        if "match" in headers:
            headers["If-Match"] = headers.pop("match")
        return self._client.generic(
            method,
            _whole(address),
            b"" if body is None else json.dumps(body).encode(),
            content_type="application/json",
            headers=headers or None,
        )

    def raw(self, method: str, address: str, data: bytes, kind: str) -> Any:
        return self._client.generic(method, _whole(address), data, content_type=kind)


def _whole(address: str) -> str:
    return address if address.startswith("/api") else f"{API}{address}"


@pytest.fixture
def units(municipality: Municipality) -> dict[str, Unit]:
    """Technical services with roads under it, and schools beside."""
    technical = Unit.objects.create(municipality=municipality, name="Teknisk")
    roads = Unit.objects.create(municipality=municipality, name="Vei", parent=technical)
    school = Unit.objects.create(municipality=municipality, name="Skole")
    return {"technical": technical, "roads": roads, "school": school}


@pytest.fixture
def program(municipality: Municipality, units: dict[str, Unit]) -> Callable[..., Program]:
    """A program for somebody with a role, in the technical services where it is held in one."""

    def made(role: Role = Role.PLANNER, scope: str = "write", *, place: Any = None) -> Program:
        where = place or municipality
        user, _ = User.objects.get_or_create(username=f"{role.value}-{where.pk}")
        unit = units["technical"] if role in OF_A_UNIT else None
        Membership.objects.get_or_create(user=user, municipality=where, role=role, unit=unit)
        token = make_token(
            user,
            where,
            name="Styringspanel",
            scope=ApiToken.Scope(scope),
            days=30,
            now=timezone.now(),
        )
        return Program(token.text)

    return made


@pytest.fixture
def a_measure(municipality: Municipality) -> Callable[..., Measure]:
    """Make a measure that says so and so."""

    def made(**values: object) -> Measure:
        said = {"name": "Lyssette gangveien", **values}
        return make(Measure(municipality=municipality), said, user=None)

    return made


@pytest.fixture
def an_indicator(municipality: Municipality) -> Callable[..., Indicator]:
    """Make an indicator that says so and so."""

    def made(**values: object) -> Indicator:
        said = {"name": "Nye boliger", "desired": "≥ 300", "accepted": "250–299", **values}
        return make(Indicator(municipality=municipality), said, user=None)

    return made


@pytest.fixture
def period(municipality: Municipality) -> ReportingPeriod:
    """A period that is open."""
    said = {
        "name": "1. tertial 2026",
        "kind": "tertial",
        "year": 2026,
        "part": 1,
        "due": "2026-05-15",
        "state": "open",
    }
    return make(ReportingPeriod(municipality=municipality), said, user=None)
