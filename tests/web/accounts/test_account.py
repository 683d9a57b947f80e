"""Accounts of a municipality's people: made, described, closed and opened by its administrators."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.access import access
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Action, Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.api.models import ApiToken
from ledetraad.web.api.services.token_make import make_token
from ledetraad.web.history.models import Change
from ledetraad.web.signin.entering import FRESH
from tests.web.accounts.conftest import FOLK
from tests.web.accounts.test_links import NEW, choose, link_in
from tests.web.api.conftest import Program
from tests.web.conftest import PASSWORD

NINA = {"user": "nina", "name": "Nina Ny", "email": "nina@example.org", "role": "leader"}


def test_somebody_new_chooses_a_password_by_the_link_and_has_the_role(
    client: Client, managing: Client, municipality: Municipality, units: dict[str, Unit]
) -> None:
    sent = NINA | {"unit": str(units["schools"].pk)}
    page = managing.post(f"{FOLK}person/ny/", sent).content.decode()

    made = User.objects.get(username="nina")
    assert (made.get_full_name(), made.email) == ("Nina Ny", "nina@example.org")
    assert not made.has_usable_password()
    assert choose(client, link_in(page)) == 302
    assert authenticate(username="nina", password=NEW) == made
    assert access(made, municipality).may(Action.SUBMIT_REPORT, units["schools"])


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"user": ""}, "user"),
        ({"user": "LARS"}, "user"),
        ({"email": "nina@"}, "email"),
        ({"role": "sjef"}, "role"),
        ({"unit": ""}, "unit"),
        ({"unit": "999999"}, "unit"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    managing: Client, reader: User, units: dict[str, Unit], wrong: dict[str, str], at: str
) -> None:
    sent = NINA | {"unit": str(units["schools"].pk)} | wrong
    response = managing.post(f"{FOLK}person/ny/", sent)

    assert response.status_code == 422
    page = response.content.decode()
    assert f'id="{at}-problem"' in page
    assert 'value="Nina Ny"' in page
    assert not User.objects.filter(username="nina").exists()


def test_no_unit_of_another_municipality_can_be_chosen(
    managing: Client, stranger: User, units: dict[str, Unit]
) -> None:
    theirs = Unit.objects.create(
        municipality=stranger.membership_set.get().municipality, name="Skole"
    )

    sent = NINA | {"unit": str(theirs.pk)}

    assert managing.post(f"{FOLK}person/ny/", sent).status_code == 422


def test_name_and_address_are_changed_and_kept_in_the_history(
    managing: Client, reader: User
) -> None:
    sent = {"name": "Lars Lærer", "email": "lars@example.org"}
    managing.post(f"{FOLK}person/{reader.pk}/", sent)
    wrong = managing.post(f"{FOLK}person/{reader.pk}/", sent | {"email": "lars"})

    reader.refresh_from_db()
    assert (reader.get_full_name(), reader.email) == ("Lars Lærer", "lars@example.org")
    assert wrong.status_code == 422
    assert Change.objects.filter(object_id=reader.pk, kind="auth.user").first().fields == {
        "full name": ["", "Lars Lærer"],
        "e-mail": ["", "lars@example.org"],
    }


def test_a_closed_account_is_signed_out_and_opened_again(managing: Client, reader: User) -> None:
    theirs = Client()
    theirs.force_login(reader)

    managing.post(f"{FOLK}person/{reader.pk}/sperr/")
    assert theirs.get(FOLK).status_code == 302
    assert authenticate(username="lars", password=PASSWORD) is None
    assert managing.post(f"{FOLK}person/{reader.pk}/lenke/").status_code == 422

    managing.post(f"{FOLK}person/{reader.pk}/apne/")
    assert authenticate(username="lars", password=PASSWORD) == reader


def test_one_who_signed_in_long_ago_makes_no_link_and_no_account(
    managing: Client, reader: User
) -> None:
    session = managing.session
    session["signed-in-at"] -= FRESH + 1
    session.save()

    for step in (f"{reader.pk}/lenke/", "ny/"):
        answer = managing.post(f"{FOLK}person/{step}")
        assert answer.headers["Location"].startswith("/logg-inn/?igjen=1&next=")


def test_nobody_makes_a_link_to_their_own_account(managing: Client) -> None:
    own = managing.session["_auth_user_id"]

    answer = managing.post(f"{FOLK}person/{own}/lenke/")

    assert answer.status_code == 422
    assert "nytt-passord" not in answer.content.decode()


def test_the_tokens_of_a_closed_account_stay_void_when_it_is_opened_again(
    managing: Client, reader: User, municipality: Municipality
) -> None:
    made = make_token(
        reader, municipality, name="Panel", scope=ApiToken.Scope.READ, days=30, now=timezone.now()
    )

    managing.post(f"{FOLK}person/{reader.pk}/sperr/")
    managing.post(f"{FOLK}person/{reader.pk}/apne/")

    assert Program(made.text).get("/me").status_code == 401


def test_the_last_administrator_is_not_closed_but_one_of_two_is(
    managing: Client, administrator: User, municipality: Municipality
) -> None:
    address = f"{FOLK}person/{administrator.pk}/sperr/"
    closed = add_person("cato", PASSWORD, municipality.name, Role.ADMINISTRATOR)
    User.objects.filter(pk=closed.pk).update(is_active=False)

    assert managing.post(address).status_code == 422
    administrator.refresh_from_db()
    assert administrator.is_active

    User.objects.filter(pk=closed.pk).update(is_active=True)
    managing.post(address)
    administrator.refresh_from_db()
    assert not administrator.is_active


def test_the_last_administrator_of_one_of_two_municipalities_is_not_closed(
    managing: Client, administrator: User, municipality: Municipality
) -> None:
    other = Municipality.objects.create(name="Eksempel kommune")
    Membership.objects.create(user=administrator, municipality=other, role=Role.ADMINISTRATOR)
    add_person("cato", PASSWORD, municipality.name, Role.ADMINISTRATOR)

    assert managing.post(f"{FOLK}person/{administrator.pk}/sperr/").status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_than_administrators_are_shown_no_accounts(
    client: Client, municipality: Municipality, units: dict[str, Unit], reader: User, role: Role
) -> None:
    client.force_login(add_person("per", PASSWORD, municipality.name, role, "Skole"))

    assert client.get(f"{FOLK}person/ny/").status_code == 404
    for step in ("", "lenke/", "sperr/", "apne/"):
        assert client.post(f"{FOLK}person/{reader.pk}/{step}").status_code == 404


def test_somebody_without_a_role_here_is_not_there(managing: Client, stranger: User) -> None:
    for step in ("", "lenke/", "sperr/", "apne/"):
        assert managing.post(f"{FOLK}person/{stranger.pk}/{step}").status_code == 404


def test_an_account_with_many_roles_asks_the_database_no_more(
    managing: Client,
    reader: User,
    municipality: Municipality,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    for count in (2, 20):
        for number in range(count):
            unit = Unit.objects.create(municipality=municipality, name=f"{count}-{number}")
            Membership.objects.create(
                user=reader, municipality=municipality, role=Role.LEADER, unit=unit
            )
        with django_assert_max_num_queries(12):
            assert managing.get(f"{FOLK}person/{reader.pk}/").status_code == 200


def test_municipalities_whose_names_read_alike_have_each_an_address() -> None:
    one, other, third, nameless = (
        Municipality.objects.create(name=name)
        for name in ("Våler kommune", "Valer kommune", "Vâler kommune", "…")
    )

    assert one.slug == "valer-kommune"
    assert (other.slug, third.slug) == ("valer-kommune-2", "valer-kommune-3")
    assert nameless.slug == "kommune"
    one.name = "Våler i Østfold"
    one.save()
    assert one.slug == "valer-kommune"


@pytest.mark.django_db(transaction=True)
def test_the_addresses_of_today_stay_when_they_are_stored() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("accounts", "0004_ways_of_signing_in")])
    try:
        before = executor.loader.project_state([("accounts", "0004_ways_of_signing_in")]).apps
        old = before.get_model("accounts", "Municipality").objects
        keys = [old.create(name=name).pk for name in ("Våler kommune", "Valer kommune", "…")]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())

    stored = [Municipality.objects.get(pk=key).slug for key in keys]
    assert stored == ["valer-kommune", "valer-kommune-2", f"kommune-{keys[2]}"]
