"""A link by which one chooses a password: good once, for three days, for one municipality."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_change import set_role
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import make_token
from ledetraad.web.history.models import Change
from tests.web.accounts.conftest import FOLK
from tests.web.api.conftest import Program
from tests.web.conftest import PASSWORD

NEW = "fjorten fine fjellrever"


def link_in(page: str) -> str:
    found = re.search(r'value="http://testserver(/logg-inn/nytt-passord/[^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def link(managing: Client, reader: User) -> str:
    """A link that the administrator has made for the reader."""
    return link_in(managing.post(f"{FOLK}person/{reader.pk}/lenke/").content.decode())


def choose(client: Client, link: str, new: str = NEW, again: str = NEW) -> int:
    return client.post(link, {"new": new, "again": again}).status_code


def test_a_password_is_chosen_and_one_signs_in_with_it(
    client: Client, link: str, reader: User
) -> None:
    assert "lars" in client.get(link).content.decode()

    response = client.post(link, {"new": NEW, "again": NEW})

    assert response.headers["Location"] == "/logg-inn/?passord=nytt"
    assert authenticate(username="lars", password=NEW) == reader
    assert authenticate(username="lars", password=PASSWORD) is None


def test_its_address_is_told_to_no_other_site_but_the_form_says_where_it_comes_from(
    client: Client, link: str
) -> None:
    policy = client.get(link).headers["Referrer-Policy"]

    assert policy == "same-origin"  # with “no-referrer”, browsers send no origin, and it is refused


def test_it_is_good_once_and_looking_at_it_does_not_use_it(client: Client, link: str) -> None:
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert choose(client, link) == 302

    assert client.get(link).status_code == 404
    assert choose(client, link, "en annen lang setning", "en annen lang setning") == 404


def test_it_is_good_for_three_days(
    client: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_days(days: float) -> int:
        moment = datetime.now() + timedelta(days=days)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _: moment)
        return client.get(link).status_code

    assert in_days(2.9) == 200
    assert in_days(3.1) == 404


@pytest.mark.parametrize(
    ("new", "again"),
    [("kort", "kort"), ("passordpassord", "passordpassordet"), ("qwertyuiop123", "qwertyuiop123")],
)
def test_a_password_that_will_not_do_is_told_of_and_the_link_stays_good(
    client: Client, link: str, new: str, again: str
) -> None:
    assert choose(client, link, new, again) == 422
    assert choose(client, link) == 302


def test_no_other_persons_password_can_be_chosen_by_it(
    client: Client, link: str, administrator: User
) -> None:
    start, _, token, _ = link.rsplit("/", maxsplit=3)
    for uid in ("MQ", "x", "%C3%A6", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"):
        assert choose(client, f"{start}/{uid}/{token}/") == 404
    assert authenticate(username="anne", password=PASSWORD) == administrator


def test_it_is_void_when_the_account_is_closed(
    client: Client, managing: Client, link: str, reader: User
) -> None:
    managing.post(f"{FOLK}person/{reader.pk}/sperr/")

    assert choose(client, link) == 404


def test_it_is_void_when_the_person_gets_a_role_in_another_municipality(
    client: Client, link: str
) -> None:
    set_role("lars", "Eksempel kommune", Role.ADMINISTRATOR)

    assert choose(client, link) == 404


def test_all_who_were_signed_in_with_the_old_password_are_signed_out(
    client: Client, managing: Client, reader: User
) -> None:
    elsewhere = Client()
    elsewhere.force_login(reader)
    link = link_in(managing.post(f"{FOLK}person/{reader.pk}/lenke/").content.decode())

    choose(client, link)

    assert elsewhere.get(FOLK).status_code == 302


def test_tokens_for_other_programs_are_ended_with_it_where_that_is_asked_for(
    client: Client, managing: Client, reader: User, municipality: Municipality
) -> None:
    def made_link() -> str:
        return link_in(managing.post(f"{FOLK}person/{reader.pk}/lenke/").content.decode())

    assert 'name="tokens"' not in client.get(made_link()).content.decode()
    made = make_token(
        reader, municipality, name="Panel", scope=ApiToken.Scope.READ, days=30, now=timezone.now()
    )

    link = made_link()
    assert 'name="tokens"' in client.get(link).content.decode()
    choose(client, link)
    assert Program(made.text).get("/me").status_code == 200

    client.post(made_link(), {"new": f"{NEW} til", "again": f"{NEW} til", "tokens": "1"})
    assert Program(made.text).get("/me").status_code == 401


def test_it_is_void_when_the_person_signs_in_after_all(
    client: Client, link: str, reader: User
) -> None:
    client.force_login(reader)

    assert choose(client, link) == 404


def test_that_a_link_was_made_is_kept_but_not_the_link(
    managing: Client, link: str, reader: User
) -> None:
    kept = Change.objects.filter(kind="auth.user", object_id=reader.pk).first()

    assert kept.by_name == "anne"
    assert link.split("/")[-2] not in str(kept.fields)
    assert link not in managing.get(f"{FOLK}person/{reader.pk}/").content.decode()


def test_who_administers_one_municipality_gets_no_link_to_an_account_of_another(
    managing: Client, reader: User, municipality: Municipality
) -> None:
    other = Municipality.objects.create(name="Eksempel kommune")
    Membership.objects.create(user=reader, municipality=other, role=Role.ADMINISTRATOR)

    for step in ("lenke/", "sperr/", "apne/", ""):
        response = managing.post(f"{FOLK}person/{reader.pk}/{step}", {"email": "a@example.org"})
        assert response.status_code == 422, step
        assert "nytt-passord" not in response.content.decode()

    reader.refresh_from_db()
    assert reader.is_active
    assert reader.email == ""
