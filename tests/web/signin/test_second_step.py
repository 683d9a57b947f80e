"""The second step of signing in: asked for, good once, and not to be guessed at."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.accounts.services.sessions_end import end_sessions
from ledetraad.web.signin.answers import STEPS as LIMIT
from ledetraad.web.signin.entering import FRESH, WITHIN
from ledetraad.web.signin.models import CodeApp, Passkey, RecoveryCode
from tests.web.conftest import PASSWORD
from tests.web.signin.conftest import come_back, who_is_in
from tests.web.signin.device import SoftwareDevice
from tests.web.signin.people import (
    SECOND,
    STEPS,
    add_passkey,
    code_now,
    first_step,
    set_up_app,
)
from tests.web.signin.real_provider import RealProvider

pytestmark = pytest.mark.usefixtures("reader")


def change_session(client: Client, **said: Any) -> None:
    session = client.session
    session.update(said)
    session.save()


def test_one_without_a_second_step_is_in_after_the_password(reader: User) -> None:
    assert who_is_in(first_step()) == reader.pk


def test_an_app_is_set_up_and_asked_for_from_then_on(reader: User) -> None:
    key, codes = set_up_app(first_step())

    client = first_step(onward="/arbeid/ny/")
    assert who_is_in(client) is None
    assert client.get("/arbeid/").status_code == 302
    assert SignedIn.objects.count() == 1
    before = client.session.session_key

    answer = client.post(SECOND, {"code": code_now(key)})

    assert answer.headers["Location"] == "/arbeid/ny/"
    assert who_is_in(client) == reader.pk
    assert client.session.session_key != before
    assert len(set(codes)) == 10


def test_a_key_is_shown_only_until_it_is_in_use_and_is_kept_encrypted() -> None:
    client = first_step()
    key, codes = set_up_app(client)

    assert key not in CodeApp.objects.get().secret
    for page in (client.get(STEPS), client.get(f"{STEPS}app/")):
        assert key not in page.content.decode().replace(" ", "")
        assert not any(code in page.content.decode() for code in codes)
    kept = {one.digest for one in RecoveryCode.objects.all()}
    assert not any(code.replace("-", "") in digest for code in codes for digest in kept)


def test_a_wrong_first_code_sets_nothing_up() -> None:
    client = first_step()
    client.get(f"{STEPS}app/")

    answer = client.post(f"{STEPS}app/", {"code": "000000"})

    assert answer.status_code == 422
    assert 'id="code-problem"' in answer.content.decode()
    assert not CodeApp.objects.exists()


def test_a_code_is_good_once() -> None:
    key, _ = set_up_app(first_step())
    code = code_now(key)
    first_step().post(SECOND, {"code": code})

    client = first_step()

    assert client.post(SECOND, {"code": code}).status_code == 422
    assert who_is_in(client) is None


def test_a_recovery_code_is_good_once_however_it_is_written(reader: User) -> None:
    _, codes = set_up_app(first_step())

    client = first_step()
    client.post(SECOND, {"code": codes[0].upper().replace("-", " ")})
    assert who_is_in(client) == reader.pk
    again = first_step()
    assert again.post(SECOND, {"code": codes[0]}).status_code == 422
    assert RecoveryCode.objects.count() == 9


def test_new_recovery_codes_make_the_old_ones_void() -> None:
    client = first_step()
    _, old = set_up_app(client)

    page = client.post(f"{STEPS}koder/").content.decode()

    assert RecoveryCode.objects.count() == 10
    assert not any(code in page for code in old)
    assert first_step().post(SECOND, {"code": old[0]}).status_code == 422


def test_nobody_elses_recovery_code_is_good(publisher: User) -> None:
    set_up_app(first_step("lars"))
    other = first_step("kari")
    _, theirs = set_up_app(other)

    assert first_step("lars").post(SECOND, {"code": theirs[0]}).status_code == 422


def test_the_second_step_can_not_be_guessed_at_for_long() -> None:
    key, _ = set_up_app(first_step())
    client = first_step()
    for _ in range(LIMIT.most):
        assert client.post(SECOND, {"code": "000000"}).status_code == 422

    assert client.post(SECOND, {"code": code_now(key)}).status_code == 429
    other = first_step()
    assert other.post(SECOND, {"code": code_now(key)}).status_code == 429


def test_the_second_step_alone_lets_nobody_in() -> None:
    key, _ = set_up_app(first_step())
    client = Client()

    answer = client.post(SECOND, {"code": code_now(key)})

    assert answer.headers["Location"] == "/logg-inn/"
    assert client.post(f"{SECOND}nokkel/start/").status_code == 403
    assert who_is_in(client) is None


@pytest.mark.parametrize("what", ["late", "another password", "closed"])
def test_the_first_step_is_forgotten_when_it_holds_no_more(reader: User, what: str) -> None:
    key, _ = set_up_app(first_step())
    client = first_step()
    if what == "late":
        kept = client.session["first-step"]
        change_session(client, **{"first-step": kept | {"at": kept["at"] - WITHIN - 1}})
    elif what == "closed":
        User.objects.filter(pk=reader.pk).update(is_active=False)
    else:
        reader.set_password("fjorten fine fjellrever")
        reader.save()

    answer = client.post(SECOND, {"code": code_now(key)})

    assert answer.headers["Location"] == "/logg-inn/"
    assert who_is_in(client) is None


def test_a_wrong_password_says_the_same_with_and_without_a_second_step(publisher: User) -> None:
    set_up_app(first_step("lars"))

    told = {
        Client()
        .post("/logg-inn/", {"name": name, "password": "feil"})
        .content.decode()
        .split('role="alert"')[1]
        .split("</div>")[0]
        for name in ("lars", "kari", "finnes-ikke")
    }

    assert len(told) == 1


def test_a_passkey_is_the_second_step(reader: User) -> None:
    device = SoftwareDevice(verifies=False)
    page = add_passkey(first_step(), device)
    assert len(page.content.decode().split("<code>")) == 11

    client = first_step()
    assert who_is_in(client) is None
    asked = client.post(f"{SECOND}nokkel/start/").json()
    client.post(f"{SECOND}nokkel/", {"credential": device.show(asked)})

    assert who_is_in(client) == reader.pk


def passwordless(device: SoftwareDevice, client: Client | None = None) -> Client:
    """A browser in which the device's passkey was shown, and nothing else."""
    client = client or Client()
    asked = client.post("/logg-inn/nokkel/start/").json()
    client.post("/logg-inn/nokkel/", {"credential": device.show(asked)})
    return client


def test_a_passkey_alone_is_enough_where_the_device_makes_sure_who_uses_it(reader: User) -> None:
    device = SoftwareDevice()
    add_passkey(first_step(), device)

    assert who_is_in(passwordless(device)) == reader.pk

    device.verifies = False
    assert who_is_in(passwordless(device)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://testserver.example"},
        {"origin": "http://testserver:8000"},
        {"place": "example.org"},
        {"count": -1},
        {"handle": b"somebody else"},
        {"credential": b"unknown"},
    ],
)
def test_a_passkey_that_is_not_ours_lets_nobody_in(wrong: dict[str, Any]) -> None:
    device = SoftwareDevice()
    add_passkey(first_step(), device)
    for name, value in wrong.items():
        setattr(device, name, value)

    assert who_is_in(passwordless(device)) is None


def test_a_passkeys_answer_is_good_once() -> None:
    device = SoftwareDevice(counts=False)
    add_passkey(first_step(), device)
    client = Client()
    sent = {"credential": device.show(client.post("/logg-inn/nokkel/start/").json())}
    client.post("/logg-inn/nokkel/", sent)
    client.post("/logg-ut/")

    assert client.post("/logg-inn/nokkel/", sent).status_code == 422


def test_a_challenge_of_one_kind_is_none_of_another(publisher: User) -> None:
    device = SoftwareDevice()
    add_passkey(first_step("kari"), device)
    set_up_app(first_step("lars"))
    client = first_step("lars")
    asked = client.post("/logg-inn/nokkel/start/").json()

    client.post(f"{SECOND}nokkel/", {"credential": device.show(asked)})

    assert who_is_in(client) is None


def test_the_passkey_of_a_closed_account_lets_nobody_in(reader: User) -> None:
    device = SoftwareDevice()
    add_passkey(first_step(), device)
    User.objects.filter(pk=reader.pk).update(is_active=False)

    assert who_is_in(passwordless(device)) is None


@pytest.mark.parametrize(
    "said", ['{"rawId":"\\ud800"}', "", "null", "[]", '{"rawId": 3}', "[" * 5000, '{"rawId": "x"}']
)
def test_what_is_no_passkeys_answer_is_told_of_without_a_fault(said: str) -> None:
    device = SoftwareDevice()
    client = first_step()
    add_passkey(client, device)

    stranger = Client()
    stranger.post("/logg-inn/nokkel/start/")
    assert stranger.post("/logg-inn/nokkel/", {"credential": said}).status_code == 422
    client.post(f"{STEPS}nokkel/start/")
    assert client.post(f"{STEPS}nokkel/", {"credential": said}).status_code == 422
    assert Passkey.objects.count() == 1


def test_ways_of_signing_in_are_removed_again(reader: User) -> None:
    client, device = first_step(), SoftwareDevice()
    set_up_app(client)
    add_passkey(client, device)

    client.post(f"{STEPS}app/fjern/")
    client.post(f"{STEPS}nokkel/{Passkey.objects.get().pk}/fjern/")

    assert not CodeApp.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert who_is_in(first_step()) == reader.pk


def test_nobody_elses_passkey_can_be_removed(publisher: User) -> None:
    add_passkey(first_step("lars"), SoftwareDevice())

    answer = first_step("kari").post(f"{STEPS}nokkel/{Passkey.objects.get().pk}/fjern/")

    assert answer.status_code == 404
    assert Passkey.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "app/", "app/fjern/", "koder/", "nokkel/start/", "nokkel/", "tilbyder/entra/"]
)
def test_one_who_signed_in_long_ago_shows_once_more_that_it_is_they(
    reader: User, address: str
) -> None:
    client = first_step()
    change_session(client, **{"signed-in-at": client.session["signed-in-at"] - FRESH - 1})
    method = client.get if address in {"", "app/"} else client.post

    asked = method(f"{STEPS}{address}").headers["Location"]

    assert asked.startswith("/logg-inn/?igjen=1&next=")
    assert 'value="lars"' in client.get(asked).content.decode()
    sent = {"name": "lars", "password": PASSWORD, "next": STEPS}
    before = client.session.session_key
    assert client.post("/logg-inn/?igjen=1", sent).headers["Location"] == STEPS
    assert client.session.session_key != before
    assert client.get(STEPS).status_code == 200
    assert SignedIn.objects.filter(user=reader).count() == 1


def test_a_session_that_waits_for_the_second_step_anew_is_signed_in_no_longer_nor_lost_sight_of(
    reader: User,
) -> None:
    key, codes = set_up_app(first_step())
    end_sessions(reader)
    client = first_step()
    client.post(SECOND, {"code": codes[0]})
    change_session(client, **{"signed-in-at": client.session["signed-in-at"] - FRESH - 1})

    client.post("/logg-inn/?igjen=1", {"name": "lars", "password": PASSWORD, "next": STEPS})
    assert who_is_in(client) is None
    assert not SignedIn.objects.filter(user=reader).exists()

    client.post(SECOND, {"code": code_now(key)})
    assert who_is_in(client) == reader.pk
    listed = SignedIn.objects.get(user=reader)
    assert listed.session_key == client.session.session_key
    end_sessions(reader)
    assert client.get(STEPS).status_code == 302
    assert client.get(STEPS).headers["Location"].startswith("/logg-inn/")


def test_a_providers_sign_in_counts_as_both_steps_only_where_it_is_said_to(
    entra: RealProvider, as_said: Any, reader: User
) -> None:
    set_up_app(first_step())
    User.objects.filter(pk=reader.pk).update(email="lars@example.org")
    entra.tell({"l": {"email": "lars@example.org", "email_verified": True}})

    once, twice = Client(), Client()
    answer = come_back(once, entra, "l")
    assert answer.headers["Location"] == SECOND
    assert who_is_in(once) is None

    as_said(two_steps=True)
    come_back(twice, entra, "l")
    assert who_is_in(twice) == reader.pk


def test_every_form_of_signing_in_asks_for_its_secret(reader: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reader)
    addresses = [
        "/logg-inn/",
        "/logg-inn/nokkel/start/",
        "/logg-inn/nokkel/",
        SECOND,
        f"{SECOND}nokkel/start/",
        f"{SECOND}nokkel/",
        *(f"{STEPS}{end}" for end in ("app/", "app/fjern/", "koder/", "nokkel/start/", "nokkel/")),
        f"{STEPS}tilbyder/entra/",
        f"{STEPS}nokkel/1/fjern/",
        f"{STEPS}tilknytning/1/fjern/",
        "/oppfolging/asker-kommune/folk/meg/logg-ut-alle/",
        "/oppfolging/asker-kommune/folk/person/1/totrinn/",
        "/oppfolging/asker-kommune/folk/person/1/logg-ut/",
        "/oppfolging/asker-kommune/folk/grupper/",
        "/oppfolging/asker-kommune/folk/grupper/1/fjern/",
        "/oppfolging/asker-kommune/folk/totrinn/",
    ]

    assert {strict.post(one).status_code for one in addresses} == {403}
