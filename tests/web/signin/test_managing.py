"""What an administrator does with others' ways of signing in, and who may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Membership, Municipality, SignedIn, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.history.models import Change
from ledetraad.web.signin.entering import FRESH
from ledetraad.web.signin.models import CodeApp, GroupRole, Passkey, RecoveryCode
from tests.web.conftest import PASSWORD
from tests.web.signin.conftest import come_back, who_is_in
from tests.web.signin.device import SoftwareDevice
from tests.web.signin.people import STEPS, add_passkey, first_step, set_up_app
from tests.web.signin.real_provider import RealProvider

FOLK = "/oppfolging/asker-kommune/folk/"


@pytest.fixture
def managing(municipality: Municipality) -> Client:
    """An administrator's browser."""
    add_person("anne", PASSWORD, municipality.name, Role.ADMINISTRATOR)
    return first_step("anne")


def test_a_persons_second_steps_are_removed_and_it_stands_in_the_history(
    managing: Client, reader: User
) -> None:
    theirs = first_step("lars")
    set_up_app(theirs)
    add_passkey(theirs, SoftwareDevice())

    managing.post(f"{FOLK}person/{reader.pk}/totrinn/")

    for model in (CodeApp, Passkey, RecoveryCode):
        assert not model.objects.exists()
    assert theirs.get(FOLK).status_code == 302
    assert who_is_in(first_step("lars")) == reader.pk
    kept = Change.objects.get(object_id=reader.pk, fields__has_key="second steps")
    assert (kept.by_name, kept.fields) == ("anne", {"second steps": ["2", "0"]})
    assert "second steps" not in managing.get(FOLK).content.decode().split("<main")[0]


def test_a_person_is_signed_out_everywhere(managing: Client, reader: User) -> None:
    one, another = first_step("lars"), first_step("lars")

    answer = managing.post(f"{FOLK}person/{reader.pk}/logg-ut/")

    assert answer.status_code == 302
    assert [client.get(FOLK).status_code for client in (one, another)] == [302, 302]
    assert not SignedIn.objects.filter(user=reader).exists()
    assert managing.get(FOLK).status_code == 200


def test_one_signs_oneself_out_everywhere(reader: User) -> None:
    here, there = first_step("lars"), first_step("lars")

    here.post(f"{FOLK}meg/logg-ut-alle/")

    assert [client.get(FOLK).status_code for client in (here, there)] == [302, 302]


@pytest.mark.parametrize("what", ["totrinn", "logg-ut"])
def test_one_who_works_in_another_municipality_too_is_left_alone(
    managing: Client, reader: User, what: str
) -> None:
    other = Municipality.objects.create(name="Eksempel kommune")
    Membership.objects.create(user=reader, municipality=other, role=Role.READER)
    add_passkey(first_step("lars"), SoftwareDevice())

    assert managing.post(f"{FOLK}person/{reader.pk}/{what}/").status_code == 422
    assert Passkey.objects.exists()
    assert SignedIn.objects.filter(user=reader).exists()


@pytest.mark.parametrize("role", list(Role))
def test_only_an_administrator_manages_others_ways_of_signing_in(
    municipality: Municipality, reader: User, role: Role
) -> None:
    unit = Unit.objects.create(municipality=municipality, name="Skole")
    add_person("x", PASSWORD, municipality.name, role, unit.name if role in OF_A_UNIT else "")
    group_role = GroupRole.objects.create(
        municipality=municipality, provider="entra", group="alle", role="reader"
    )
    client = first_step("x")

    found = {
        client.post(f"{FOLK}{address}").status_code
        for address in (
            f"person/{reader.pk}/totrinn/",
            f"person/{reader.pk}/logg-ut/",
            "grupper/",
            f"grupper/{group_role.pk}/fjern/",
            "totrinn/",
        )
    }

    assert (404 in found) is (role is not Role.ADMINISTRATOR)
    assert found == {404} or role is Role.ADMINISTRATOR


def test_an_account_is_connected_with_a_provider_and_disconnected_again(
    entra: RealProvider, reader: User
) -> None:
    entra.tell({"l": {}})
    client = first_step("lars")
    page = client.post(f"{STEPS}tilbyder/entra/").content.decode()
    there = page.split('class="ds-button" href="')[1].split('"')[0].replace("&amp;", "&")
    back = entra.sign_in(there, "l").removeprefix("http://testserver")

    assert client.get(back).headers["Location"] == STEPS
    assert who_is_in(client) == reader.pk
    other = Client()
    come_back(other, entra, "l")
    assert who_is_in(other) == reader.pk

    client.post(f"{STEPS}tilknytning/{reader.identities.get().pk}/fjern/")
    assert come_back(Client(), entra, "l").status_code == 403


def test_a_sign_in_that_is_anothers_is_not_connected_and_the_only_way_in_is_kept(
    entra: RealProvider, reader: User, publisher: User
) -> None:
    User.objects.filter(pk=publisher.pk).update(email="kari@example.org")
    entra.tell({"k": {"email": "kari@example.org", "email_verified": True}})
    theirs = Client()
    come_back(theirs, entra, "k")
    client = first_step("lars")
    page = client.post(f"{STEPS}tilbyder/entra/").content.decode()
    there = page.split('class="ds-button" href="')[1].split('"')[0].replace("&amp;", "&")

    assert (
        client.get(entra.sign_in(there, "k").removeprefix("http://testserver")).status_code == 403
    )
    assert not reader.identities.exists()

    publisher.set_unusable_password()
    publisher.save()
    theirs = Client()
    come_back(theirs, entra, "k")
    come_back(theirs, entra, "k")
    answer = theirs.post(f"{STEPS}tilknytning/{publisher.identities.get().pk}/fjern/")
    assert answer.status_code == 422
    assert publisher.identities.exists()


def test_what_was_begun_to_connect_one_account_connects_no_other(
    entra: RealProvider, reader: User, publisher: User
) -> None:
    entra.tell({"l": {}})
    client = first_step("lars")
    page = client.post(f"{STEPS}tilbyder/entra/").content.decode()
    there = page.split('class="ds-button" href="')[1].split('"')[0].replace("&amp;", "&")
    back = entra.sign_in(there, "l").removeprefix("http://testserver")
    client.force_login(publisher)

    assert client.get(back).status_code == 400
    assert not publisher.identities.exists()


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("person/{pk}/totrinn/", "person/{pk}/"),
        ("grupper/", "grupper/"),
        ("grupper/1/fjern/", "grupper/"),
        ("totrinn/", "totrinn/"),
        ("person/{pk}/", "person/{pk}/"),
        ("person/{pk}/apne/", "person/{pk}/"),
        ("{pk}/rolle/", "person/{pk}/"),
    ],
)
def test_one_who_signed_in_long_ago_shows_it_anew_before_managing_others(
    managing: Client, reader: User, address: str, back: str
) -> None:
    session = managing.session
    session["signed-in-at"] -= FRESH + 1
    session.save()

    answer = managing.post(FOLK + address.format(pk=reader.pk))

    onward = urlencode({"igjen": "1", "next": FOLK + back.format(pk=reader.pk)})
    assert answer.headers["Location"] == f"/logg-inn/?{onward}"


def test_the_pages_ask_the_database_no_more_of_many(
    managing: Client,
    municipality: Municipality,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    day = timezone.localdate() + timedelta(days=10)
    managing.post(f"{FOLK}totrinn/", {"roles": ["reader"], "starts": f"{day:%d.%m.%Y}"})
    for count in (2, 12):
        for number in range(count):
            name = f"r-{count}-{number}"
            add_person(name, PASSWORD, municipality.name, Role.READER)
            GroupRole.objects.create(
                municipality=municipality, provider="entra", group=name, role="reader"
            )
        with django_assert_max_num_queries(9):
            managing.get(f"{FOLK}grupper/")
        with django_assert_max_num_queries(9):
            assert managing.get(f"{FOLK}totrinn/").content.count(b"r-12-") in {0, 12}


def test_when_a_session_was_last_used_is_stored_as_it_is_used(reader: User) -> None:
    client, began = first_step("lars"), timezone.now()
    SignedIn.objects.update(used_at=began - timedelta(days=1))

    client.get(f"{FOLK}meg/")
    used = SignedIn.objects.get().used_at
    client.get(f"{FOLK}meg/")

    assert used >= began
    assert SignedIn.objects.get().used_at == used
