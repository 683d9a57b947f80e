"""Roles by a provider's groups: told apart from those given by hand, and taken away again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.account_close import close_account
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.roles_change import give
from ledetraad.web.people.services.unit_change import end_unit
from ledetraad.web.signin.models import GroupRole
from tests.web.conftest import MORNING, PASSWORD
from tests.web.signin.conftest import come_back, who_is_in
from tests.web.signin.real_provider import RealProvider

FOLK = "/oppfolging/asker-kommune/folk/"
GROUPS = f"{FOLK}grupper/"


@pytest.fixture
def administrator(municipality: Municipality) -> User:
    """Who says what groups are."""
    return add_person("anne", PASSWORD, municipality.name, Role.ADMINISTRATOR)


@pytest.fixture
def managing(administrator: User) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def school(municipality: Municipality) -> Unit:
    """A unit."""
    return Unit.objects.create(municipality=municipality, name="Skole")


def say(managing: Client, group: str, role: str, unit: Unit | None = None) -> Any:
    sent = {"provider": "entra", "group": group, "role": role, "unit": unit.pk if unit else ""}
    return managing.post(GROUPS, sent)


def tell(entra: RealProvider, *groups: str, **more: Any) -> None:
    """What the provider says of Guri."""
    known = {"email": "guri@example.org", "email_verified": True, "name": "Guri Gruppe"}
    entra.tell({"guri": known | {"groups": list(groups)} | more})


def roles(name: str = "guri@example.org") -> set[tuple[str, str, str]]:
    """Role, unit, and who gave it."""
    held = Membership.objects.filter(user__username=name).select_related("unit")
    return {(one.role, one.unit.name if one.unit else "", one.given_by) for one in held}


def test_one_whose_group_has_a_role_gets_an_account_with_it(
    client: Client, managing: Client, entra: RealProvider, school: Unit
) -> None:
    say(managing, "rektorer", "leader", school)
    say(managing, "alle", "reader")
    tell(entra, "rektorer", "alle", "ukjent")

    answer = come_back(client, entra, "guri")

    made = User.objects.get(username="guri@example.org")
    assert answer.status_code == 302
    assert who_is_in(client) == made.pk
    assert (made.get_full_name(), made.email) == ("Guri Gruppe", "guri@example.org")
    assert not made.has_usable_password()
    assert roles() == {("leader", "Skole", "entra"), ("reader", "", "entra")}
    told = Change.objects.filter(object_id=made.pk, kind="auth.user", what="made")
    assert {one.fields["given by"][1] for one in told} == {"Entra ID"}


def test_no_account_is_made_where_no_group_has_a_role(
    client: Client, managing: Client, entra: RealProvider
) -> None:
    say(managing, "rektorer", "reader")
    tell(entra, "Rektorer", "lærere")

    assert come_back(client, entra, "guri").status_code == 403
    assert not User.objects.filter(username="guri@example.org").exists()


def test_a_role_goes_when_the_group_is_gone_and_what_was_given_by_hand_stays(
    managing: Client, entra: RealProvider, municipality: Municipality
) -> None:
    say(managing, "alle", "reader")
    say(managing, "plan", "planner")
    tell(entra, "alle", "plan")
    come_back(Client(), entra, "guri")
    guri = User.objects.get(username="guri@example.org")
    give(municipality, guri, Role.CONTROLLER, None, user=None)
    give(municipality, guri, Role.READER, None, user=None)
    assert ("reader", "", "") in roles()

    tell(entra)
    answer = come_back(Client(), entra, "guri")

    assert answer.status_code == 302
    assert roles() == {("controller", "", ""), ("reader", "", "")}


def test_groups_that_are_too_many_to_be_said_change_nothing(
    managing: Client, entra: RealProvider
) -> None:
    say(managing, "alle", "reader")
    tell(entra, "alle")
    come_back(Client(), entra, "guri")
    tell(entra)
    entra.tell({"guri": {"_claim_names": {"groups": "src1"}}})

    come_back(Client(), entra, "guri")

    assert roles() == {("reader", "", "entra")}


def test_the_last_administrator_stays_one_whatever_the_groups_say(
    managing: Client, entra: RealProvider, administrator: User, municipality: Municipality
) -> None:
    say(managing, "sjefer", "administrator")
    tell(entra, "sjefer")
    come_back(Client(), entra, "guri")
    guri = User.objects.get(username="guri@example.org")
    close_account(municipality, administrator, user=guri)

    tell(entra)
    come_back(Client(), entra, "guri")
    assert roles() == {("administrator", "", "entra")}

    User.objects.filter(pk=administrator.pk).update(is_active=True)
    come_back(Client(), entra, "guri")
    assert roles() == set()


def test_groups_give_no_role_in_a_municipality_that_the_provider_does_not_speak_for(
    client: Client, managing: Client, entra: RealProvider, as_said: Any
) -> None:
    say(managing, "alle", "reader")
    as_said(places=frozenset({"eksempel-kommune"}))
    tell(entra, "alle")

    assert come_back(client, entra, "guri").status_code == 403
    assert say(managing, "andre", "reader").status_code == 422


def test_another_providers_groups_are_others(
    client: Client, entra: RealProvider, municipality: Municipality
) -> None:
    GroupRole.objects.create(
        municipality=municipality, provider="idporten", group="alle", role="reader"
    )
    tell(entra, "alle")

    assert come_back(client, entra, "guri").status_code == 403


def test_when_a_unit_ends_its_groups_follow_to_the_successor(
    managing: Client, entra: RealProvider, municipality: Municipality, school: Unit
) -> None:
    say(managing, "rektorer", "leader", school)
    tell(entra, "rektorer")
    come_back(Client(), entra, "guri")
    new = Unit.objects.create(municipality=municipality, name="Oppvekst")

    end_unit(school, MORNING.date(), new, user=None)
    assert roles() == {("leader", "Oppvekst", "entra")}
    come_back(Client(), entra, "guri")

    assert roles() == {("leader", "Oppvekst", "entra")}


def test_a_role_in_a_unit_that_has_ended_without_a_successor_is_given_no_more(
    client: Client, managing: Client, entra: RealProvider, school: Unit
) -> None:
    say(managing, "rektorer", "leader", school)
    end_unit(school, MORNING.date(), None, user=None)
    tell(entra, "rektorer")

    assert come_back(client, entra, "guri").status_code == 403


def test_the_page_shows_what_groups_are_and_an_administrator_removes_it(
    managing: Client, entra: RealProvider, school: Unit
) -> None:
    say(managing, "rektorer", "leader", school)
    page = managing.get(GROUPS).content.decode()
    assert "rektorer" in page
    assert "Skole" in page

    managing.post(f"{GROUPS}{GroupRole.objects.get().pk}/fjern/")

    assert not GroupRole.objects.exists()
    kept = Change.objects.filter(kind="signin.grouprole").order_by("pk")
    assert [one.what for one in kept] == ["made", "deleted"]


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"group": ""}, "group"),
        ({"group": "x" * 201}, "group"),
        ({"group": "a\nb"}, "group"),
        ({"role": "leader", "unit": ""}, "unit"),
        ({"unit": "987654"}, "unit"),
    ],
)
def test_what_can_not_be_is_told_at_its_field(
    managing: Client, entra: RealProvider, wrong: dict[str, str], at: str
) -> None:
    sent = {"provider": "entra", "group": "alle", "role": "reader", "unit": ""} | wrong

    answer = managing.post(GROUPS, sent)

    assert answer.status_code == 422
    assert f'id="{at}-problem"' in answer.content.decode()
    assert not GroupRole.objects.exists()


def test_who_is_no_administrator_finds_no_page_of_groups(
    client: Client, entra: RealProvider, publisher: User
) -> None:
    client.force_login(publisher)

    assert client.get(GROUPS).status_code == 404
    assert say(client, "alle", "administrator").status_code == 404


def test_roles_by_groups_are_told_apart_on_the_page_of_people(
    managing: Client, entra: RealProvider
) -> None:
    say(managing, "alle", "reader")
    tell(entra, "alle")
    before = managing.get(FOLK).content.decode()
    come_back(Client(), entra, "guri")

    after = managing.get(FOLK).content.decode()

    assert after.count("gjennom gruppe") == before.count("gjennom gruppe") + 1
