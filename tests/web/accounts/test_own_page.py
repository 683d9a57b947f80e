"""One's own page: what one is, a new password, and where one is signed in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.browsers import browser_name
from ledetraad.web.accounts.models import SignedIn
from ledetraad.web.accounts.own import OLD_PASSWORD
from ledetraad.web.accounts.services.person_change import set_password
from tests.web.accounts.conftest import FOLK
from tests.web.conftest import PASSWORD

ME = f"{FOLK}meg/"
NEW = "fjorten fine fjellrever"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"
)


def sign_in(agent: str, address: str = "203.0.113.7") -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.post("/logg-inn/", {"name": "lars", "password": PASSWORD})
    return client


def page(client: Client) -> str:
    response = client.get(ME)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_what_one_is(client: Client, reader: User) -> None:
    User.objects.filter(pk=reader.pk).update(email="lars@example.org")
    client.force_login(reader)

    shown = page(client)

    assert "lars@example.org" in shown
    assert "Leser – Asker kommune" in shown


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        (EDGE, "Edge, Windows"),
        ("curl/8.14.1", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, name: str) -> None:
    assert browser_name(agent) == name


def test_every_session_is_shown_with_browser_and_address_and_no_other_persons(
    reader: User, publisher: User
) -> None:
    here = sign_in(FIREFOX)
    sign_in(SAFARI, "2001:db8::7")
    other = Client(headers={"User-Agent": EDGE})
    other.force_login(publisher)

    shown = page(here)

    assert "Firefox, Windows" in shown
    assert "Safari, iPhone" in shown
    assert "2001:db8::7" in shown
    assert "Edge, Windows" not in shown
    assert shown.count(f'action="{ME}logg-ut/') == 1


def test_one_signs_out_all_others(reader: User) -> None:
    here, there, further = sign_in(FIREFOX), sign_in(SAFARI), sign_in(EDGE)

    here.post(f"{ME}logg-ut-andre/")

    assert "Safari" not in page(here)
    for each in (there, further):
        assert each.get(ME).status_code == 302
    assert Session.objects.count() == SignedIn.objects.count() == 1


def test_one_signs_out_one_other_and_nobody_elses(reader: User, publisher: User) -> None:
    here, there = sign_in(FIREFOX), sign_in(SAFARI)
    other = Client()
    other.force_login(publisher)

    for one in SignedIn.objects.exclude(agent=FIREFOX):
        here.post(f"{ME}logg-ut/{one.pk}/")

    assert there.get(ME).status_code == 302
    assert other.get(ME).status_code == 200


def test_a_session_that_has_ended_is_not_shown(reader: User) -> None:
    here = sign_in(FIREFOX)
    sign_in(SAFARI).post("/logg-ut/")
    sign_in(EDGE)
    key = SignedIn.objects.get(agent=EDGE).session_key
    Session.objects.filter(session_key=key).update(expire_date=timezone.now())

    shown = page(here)

    assert "Safari" not in shown
    assert "Edge" not in shown


def test_a_session_begun_with_another_password_is_not_shown(reader: User) -> None:
    sign_in(SAFARI)
    reader.set_password(NEW)
    reader.save()
    client = Client()
    client.force_login(reader)

    assert "Safari" not in page(client)


def test_one_who_signs_in_again_leaves_nothing_of_sessions_that_are_gone(reader: User) -> None:
    sign_in(SAFARI)
    Session.objects.all().delete()

    sign_in(FIREFOX)

    assert [one.agent for one in SignedIn.objects.all()] == [FIREFOX]


def test_a_new_password_keeps_one_signed_in_here_and_nowhere_else(reader: User) -> None:
    here, there = sign_in(FIREFOX), sign_in(SAFARI)

    answer = here.post(f"{ME}passord/", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert answer.headers["Location"] == f"{ME}?lagret=passord"
    assert authenticate(username="lars", password=NEW) == reader
    assert there.get(ME).status_code == 302
    assert "Firefox" in page(here)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ({"old": "feil", "new": NEW, "again": NEW}, "old"),
        ({"old": PASSWORD, "new": "kort", "again": "kort"}, "new"),
        ({"old": PASSWORD, "new": NEW, "again": f"{NEW} "}, "again"),
        ({}, "old"),
    ],
)
def test_a_password_that_will_not_do_is_told_of(
    client: Client, reader: User, said: dict[str, str], at: str
) -> None:
    client.force_login(reader)

    response = client.post(f"{ME}passord/", said)

    assert response.status_code == 422
    assert f'id="{at}-problem"' in response.content.decode()
    assert authenticate(username="lars", password=PASSWORD) == reader


def test_the_old_password_can_not_be_guessed_at_for_long(client: Client, reader: User) -> None:
    client.force_login(reader)
    for _ in range(OLD_PASSWORD.most):
        client.post(f"{ME}passord/", {"old": "feil", "new": NEW, "again": NEW})

    answer = client.post(f"{ME}passord/", {"old": PASSWORD, "new": NEW, "again": NEW})

    assert answer.status_code == 429


def test_a_password_set_from_the_command_line_signs_one_out(reader: User) -> None:
    here = sign_in(FIREFOX)

    set_password("lars", NEW)

    assert here.get(ME).status_code == 302
    assert not SignedIn.objects.exists()


def test_many_sessions_ask_the_database_no_more(
    reader: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    here = sign_in(FIREFOX)
    for count in (2, 10):
        for _ in range(count):
            Client().force_login(reader)
        with django_assert_max_num_queries(10):
            page(here)
