"""Tokens: shown once, good for no more than their person may, and void when they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.cli.app import run
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.api import bearer
from ledetraad.web.api.models import ApiToken
from ledetraad.web.limits import Limit
from tests.web.api.conftest import API, Program

Make = Callable[..., Program]


def test_without_a_token_nothing_is_told(client: Client) -> None:
    response = client.get(f"{API}/measures")

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["type"] == "urn:ledetraad:problem:no-token"


def test_being_signed_in_to_the_pages_is_no_token(client: Client, publisher: User) -> None:
    client.force_login(publisher)

    assert client.get(f"{API}/measures").status_code == 401


@pytest.mark.parametrize("text", ["", "x", "ledetraad_x", "é" * 9, "y" * 100_000])
def test_what_is_no_token_is_refused(text: str) -> None:
    assert Program(text.encode().decode("latin-1")).get("/me").status_code == 401


def test_a_token_says_who_asks_and_what_they_may(program: Make) -> None:
    said = program(Role.LEADER).get("/me").json()

    assert said["municipality"] == "Asker kommune"
    assert said["roles"] == ["leader"]
    assert said["token"]["scope"] == "write"
    rights = {one["action"]: one["units"] for one in said["rights"]}
    assert rights["read"] is None
    assert len(rights["edit-measure"]) == 2
    assert "edit-plan" not in rights


@pytest.mark.parametrize(
    "change",
    [
        lambda: ApiToken.objects.update(revoked_at=timezone.now()),
        lambda: ApiToken.objects.update(ends_at=timezone.now() - timedelta(seconds=1)),
        lambda: User.objects.update(is_active=False),
        lambda: ApiToken.objects.all().delete(),
    ],
)
def test_a_token_that_is_void_or_whose_person_is_gone_opens_nothing(
    program: Make, change: Callable[[], object]
) -> None:
    asking = program()
    assert asking.get("/me").status_code == 200

    change()

    assert asking.get("/me").status_code == 401


def test_a_token_is_worth_nothing_when_its_person_has_no_role_any_more(program: Make) -> None:
    asking = program()
    Membership.objects.all().delete()

    assert asking.get("/measures").status_code == 403


def test_a_token_for_reading_changes_nothing(program: Make) -> None:
    response = program(scope="read").send("POST", "/measures", {"name": "Ny"})

    assert response.status_code == 403
    assert "insufficient_scope" in response["WWW-Authenticate"]


def test_only_a_fingerprint_of_a_token_is_kept(program: Make) -> None:
    program()

    kept = ApiToken.objects.values().get()
    assert not any("ledetraad_" in str(value) for value in kept.values())
    assert len(kept["sha256"]) == 64


def test_when_a_token_was_used_is_kept(program: Make) -> None:
    program().get("/me")

    assert ApiToken.objects.get().last_used_at is not None


def test_too_many_requests_are_told_when_to_come_again(
    program: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bearer, "CALLS", Limit("api", most=2, seconds=60))
    asking = program()

    answers = [asking.get("/me") for _ in range(6)]

    refused = [one for one in answers if one.status_code == 429]
    assert refused
    assert 1 <= int(refused[0]["Retry-After"]) <= 60


def test_guessing_tokens_is_limited_for_each_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bearer, "STRAYS", Limit("api-stray", most=2, seconds=300))

    answers = [Program(f"gjett-{n}").get("/me").status_code for n in range(6)]

    assert 401 in answers
    assert 429 in answers


def test_the_command_line_makes_lists_and_voids_tokens(
    publisher: User, municipality: Municipality, capfd: pytest.CaptureFixture[str]
) -> None:
    place = ("--municipality", municipality.name)
    assert run(["token", "kari", *place, "--scope", "read", "--for", "Styringspanel"]) == 0
    text = capfd.readouterr().out.strip()
    assert Program(text).get("/me").json()["name"] == "kari"

    assert run(["tokens", "kari"]) == 0
    assert "Styringspanel" in capfd.readouterr().out
    assert run(["revoketoken", str(ApiToken.objects.get().pk)]) == 0

    assert Program(text).get("/me").status_code == 401


@pytest.mark.parametrize(
    "arguments",
    [
        ["token", "ingen", "--municipality", "Asker kommune"],
        ["token", "kari", "--municipality", "Ingensteds"],
        ["token", "kari", "--municipality", "Eksempel kommune"],
        ["token", "kari", "--municipality", "Asker kommune", "--days", "0"],
        ["token", "kari", "--municipality", "Asker kommune", "--for", ""],
        ["revoketoken", "99"],
    ],
)
def test_a_token_that_cannot_be_made_is_told_of(
    publisher: User, stranger: User, arguments: list[str]
) -> None:
    assert run(arguments) == 2
    assert not ApiToken.objects.exists()
