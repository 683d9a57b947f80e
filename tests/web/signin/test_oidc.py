"""Signing in by a provider of OpenID Connect: who is let in, and what is believed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Membership, Municipality, SignedIn
from ledetraad.web.accounts.rights import Role
from ledetraad.web.signin.models import Identity
from tests.web.signin.conftest import come_back, who_is_in
from tests.web.signin.people import STEPS
from tests.web.signin.real_provider import RealProvider

LARS = {"lars-1": {"email": "lars@example.org", "email_verified": True, "name": "Lars Lærer"}}


@pytest.fixture
def lars(reader: User) -> User:
    """Somebody whose account has an address."""
    reader.email = "Lars@example.org"
    reader.save()
    return reader


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


def test_the_page_for_signing_in_offers_every_provider_and_keeps_where_one_was_going(
    client: Client, entra: RealProvider
) -> None:
    page = client.get("/logg-inn/?next=/arbeid/ny/").content.decode()

    assert 'href="/logg-inn/med/entra/?next=/arbeid/ny/"' in page
    assert "Entra ID" in page


def test_one_is_sent_there_with_state_nonce_and_a_challenge_each_time_others(
    client: Client, entra: RealProvider
) -> None:
    asked = [
        parse_qs(urlsplit(client.get("/logg-inn/med/entra/").headers["Location"]).query)
        for _ in range(2)
    ]

    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["response_type"] == ["code"]
    assert asked[0]["ui_locales"] == ["nb"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[0][name][0]) >= 32
        assert asked[0][name] != asked[1][name]


def test_an_account_is_found_by_a_verified_address_and_from_then_on_by_the_subject(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS)

    answer = come_back(client, entra, "lars-1", "/arbeid/ny/")

    assert answer.headers["Location"] == "/arbeid/ny/"
    assert who_is_in(client) == lars.pk
    assert SignedIn.objects.get().user == lars

    lars.email = "noe-annet@example.org"
    lars.save()
    again = Client()
    come_back(again, entra, "lars-1")
    assert who_is_in(again) == lars.pk
    assert Identity.objects.count() == 1


def test_the_sessions_key_is_another_one_after_signing_in(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS)
    client.get("/logg-inn/med/entra/")
    before = client.session.session_key

    come_back(client, entra, "lars-1")

    assert client.session.session_key != before


def test_one_is_led_to_no_other_site_afterwards(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS)

    answer = come_back(client, entra, "lars-1", "https://evil.example/")

    assert answer.headers["Location"] == "/arbeid/"


@pytest.mark.parametrize(
    "said",
    [
        {"email": "lars@example.org"},
        {"email": "lars@example.org", "email_verified": False},
        {"email": "lars@example.org", "email_verified": "false"},
        {"email": "ukjent@example.org", "email_verified": True},
        {},
    ],
)
def test_one_for_whom_there_is_no_account_is_told_whom_to_ask(
    client: Client, entra: RealProvider, lars: User, said: dict[str, Any]
) -> None:
    entra.tell({"x": said | {"name": "Xenia"}})

    answer = come_back(client, entra, "x")

    assert answer.status_code == 403
    assert "administrator" in words(answer)
    assert "Xenia" in words(answer)
    other = client.get("/logg-inn/med/entra/?annen=1").headers["Location"]
    assert 'href="/logg-inn/med/entra/?annen=1"' in answer.content.decode()
    assert parse_qs(urlsplit(other).query)["prompt"] == ["login"]
    assert who_is_in(client) is None
    assert User.objects.count() == 1
    assert not Identity.objects.exists()


@pytest.mark.parametrize("said", [{"xms_edov": True}, {"xms_edov": "1"}, {}])
def test_an_address_counts_where_its_domain_is_said_to_be_the_providers_or_it_is_trusted(
    client: Client, entra: RealProvider, as_said: Any, lars: User, said: dict[str, Any]
) -> None:
    as_said(trust_email=not said)
    entra.tell({"x": said | {"email": "lars@example.org"}})

    come_back(client, entra, "x")

    assert who_is_in(client) == lars.pk


def test_an_address_that_two_accounts_have_leads_to_neither(
    client: Client, entra: RealProvider, lars: User, publisher: User
) -> None:
    User.objects.filter(pk=publisher.pk).update(email="lars@example.org")
    entra.tell(LARS)

    assert come_back(client, entra, "lars-1").status_code == 403


def test_an_address_that_has_come_to_somebody_else_does_not_lead_to_the_old_account(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS | {"lars-2": LARS["lars-1"]})
    come_back(Client(), entra, "lars-1")

    assert come_back(client, entra, "lars-2").status_code == 403
    assert who_is_in(client) is None


def test_a_closed_account_is_not_let_in(client: Client, entra: RealProvider, lars: User) -> None:
    entra.tell(LARS)
    come_back(Client(), entra, "lars-1")
    User.objects.filter(pk=lars.pk).update(is_active=False)

    answer = come_back(client, entra, "lars-1")

    assert answer.status_code == 403
    assert "stengt" in words(answer)
    assert who_is_in(client) is None


def test_one_municipalitys_provider_does_not_open_an_account_in_another(
    client: Client, entra: RealProvider, as_said: Any, lars: User
) -> None:
    entra.tell(LARS)
    as_said(places=frozenset({"eksempel-kommune"}))
    assert come_back(client, entra, "lars-1").status_code == 403

    other = Municipality.objects.create(name="Eksempel kommune")
    Membership.objects.create(user=lars, municipality=other, role=Role.READER)
    assert come_back(client, entra, "lars-1").status_code == 403

    as_said(places=frozenset({"eksempel-kommune", "asker-kommune"}))
    come_back(client, entra, "lars-1")
    assert who_is_in(client) == lars.pk


def test_an_account_that_has_come_to_work_in_another_municipality_is_opened_no_more(
    client: Client, entra: RealProvider, as_said: Any, lars: User
) -> None:
    entra.tell(LARS)
    as_said(places=frozenset({"asker-kommune"}))
    come_back(Client(), entra, "lars-1")
    other = Municipality.objects.create(name="Eksempel kommune")
    held = Membership.objects.create(user=lars, municipality=other, role=Role.READER)

    assert come_back(client, entra, "lars-1").status_code == 403
    assert who_is_in(client) is None

    held.delete()
    come_back(client, entra, "lars-1")
    assert who_is_in(client) == lars.pk


def test_an_account_without_a_role_is_not_opened_by_a_provider_of_some_municipalities(
    client: Client, entra: RealProvider, as_said: Any, lars: User
) -> None:
    entra.tell(LARS)
    lars.membership_set.all().delete()
    as_said(places=frozenset({"asker-kommune"}))

    assert come_back(client, entra, "lars-1").status_code == 403


@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ("nonce", "InvalidClaimError"),
        ("no nonce", "MissingClaimError"),
        ("expired", "ExpiredTokenError"),
        ("early", "InvalidClaimError"),
        ("audience", "InvalidClaimError"),
        ("two audiences", "for others"),
        ("issuer", "InvalidClaimError"),
        ("no subject", "MissingClaimError"),
        ("key", "BadSignatureError"),
        ("unsigned", "UnsupportedAlgorithmError"),
        ("our secret", "UnsupportedAlgorithmError"),
        ("nonsense", "no JSON"),
    ],
)
def test_what_can_not_be_trusted_lets_nobody_in_and_is_told_plainly(
    client: Client,
    entra: RealProvider,
    lars: User,
    caplog: pytest.LogCaptureFixture,
    lie: str,
    why: str,
) -> None:
    entra.tell(LARS, lie=lie)

    answer = come_back(client, entra, "lars-1")

    assert answer.status_code == 502
    assert why in caplog.text
    assert 'href="/logg-inn/"' in answer.content.decode()
    assert "Traceback" not in answer.content.decode()
    assert who_is_in(client) is None
    assert not Identity.objects.exists()


def test_what_is_signed_anew_and_is_true_is_believed(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS, lie="truth")

    come_back(client, entra, "lars-1")

    assert who_is_in(client) == lars.pk


def test_a_provider_that_says_nothing_is_given_up(
    client: Client, entra: RealProvider, lars: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledetraad.web.signin.oidc.http._READ", 0.2)
    entra.tell(LARS, lie="silent")

    assert come_back(client, entra, "lars-1").status_code == 502


def test_a_provider_that_is_down_is_told_of(
    client: Client, entra: RealProvider, as_said: Any
) -> None:
    as_said(issuer="http://127.0.0.1:9")

    answer = client.get("/logg-inn/med/entra/")

    assert answer.status_code == 502
    assert 'href="/logg-inn/"' in answer.content.decode()


def test_metadata_of_another_issuer_is_not_taken(client: Client, entra: RealProvider) -> None:
    entra.tell(lie="metadata")

    assert client.get("/logg-inn/med/entra/").status_code == 502


def test_an_answer_is_good_once_and_in_the_browser_that_began_alone(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS)
    there = client.get("/logg-inn/med/entra/").headers["Location"]
    back = urlsplit(entra.sign_in(there, "lars-1"))
    address = f"{back.path}?{back.query}"

    stranger = Client()
    assert stranger.get(address).status_code == 400
    assert who_is_in(stranger) is None

    assert client.get(address).status_code == 302
    client.post("/logg-ut/")
    assert client.get(address).status_code == 400


def test_one_who_stops_there_is_led_back(client: Client, entra: RealProvider) -> None:
    there = client.get("/logg-inn/med/entra/").headers["Location"]
    back = urlsplit(entra.sign_in(there, "", stop=True))

    answer = client.get(f"{back.path}?{back.query}")

    assert answer.status_code == 400
    assert 'href="/logg-inn/"' in answer.content.decode()


@pytest.mark.parametrize(("acr", "status"), [("high", 302), ("low", 502), (None, 502)])
def test_a_sign_in_less_safe_than_asked_for_is_not_taken(
    client: Client, entra: RealProvider, as_said: Any, lars: User, acr: str | None, status: int
) -> None:
    as_said(acr_values=("substantial", "high"))
    entra.tell({"lars-1": LARS["lars-1"] | ({"acr": acr} if acr else {})})

    assert come_back(client, entra, "lars-1").status_code == status


def test_what_the_token_leaves_out_is_asked_for_at_the_user_info(
    client: Client, entra: RealProvider, as_said: Any, lars: User
) -> None:
    as_said(userinfo=True)
    entra.tell(LARS)
    come_back(client, entra, "lars-1")
    assert who_is_in(client) == lars.pk

    entra.tell(LARS, lie="user info")
    assert come_back(Client(), entra, "lars-1").status_code == 502


def test_a_provider_that_is_not_there_has_no_page(client: Client, entra: RealProvider) -> None:
    assert client.get("/logg-inn/med/ukjent/").status_code == 404
    assert client.get("/logg-inn/med/ukjent/svar/").status_code == 404


@pytest.mark.parametrize("lie", ["truth", "long ago"])
def test_one_let_in_unasked_by_the_provider_has_not_signed_in_lately(
    client: Client, entra: RealProvider, lars: User, lie: str
) -> None:
    """A machine that is left open is signed in at the provider, too."""
    entra.tell(LARS, lie=lie)
    come_back(client, entra, "lars-1")

    assert who_is_in(client) == lars.pk
    assert client.get(STEPS).headers["Location"].startswith("/logg-inn/?igjen=1&next=")


def test_one_who_is_signed_in_shows_anew_at_the_provider_who_they_are(
    client: Client, entra: RealProvider, lars: User
) -> None:
    entra.tell(LARS)
    come_back(client, entra, "lars-1")

    there = client.get("/logg-inn/med/entra/", {"next": STEPS}).headers["Location"]
    assert parse_qs(urlsplit(there).query)["max_age"] == ["300"]
    come_back(client, entra, "lars-1", STEPS)

    assert client.get(STEPS).status_code == 200


@pytest.mark.parametrize("lie", ["long ago", "no time"])
def test_a_provider_that_was_asked_and_did_not_ask_is_not_believed(
    client: Client,
    entra: RealProvider,
    lars: User,
    caplog: pytest.LogCaptureFixture,
    lie: str,
) -> None:
    entra.tell(LARS)
    come_back(client, entra, "lars-1")
    entra.tell(LARS, lie=lie)

    assert come_back(client, entra, "lars-1", STEPS).status_code == 502
    assert "auth_time" in caplog.text
    assert client.get(STEPS).status_code == 302
