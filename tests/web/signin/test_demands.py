"""A municipality asks for a second step in some roles: reminded at first, then before all else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import add_person
from ledetraad.web.history.models import Change
from ledetraad.web.signin.models import Passkey, StepDemand
from tests.web.conftest import PASSWORD
from tests.web.signin.device import SoftwareDevice
from tests.web.signin.people import STEPS, add_passkey, first_step, set_up_app

FOLK = "/oppfolging/asker-kommune/folk/"
DEMAND = f"{FOLK}totrinn/"


@pytest.fixture
def administrator(municipality: Municipality) -> User:
    """Who asks for it."""
    return add_person("anne", PASSWORD, municipality.name, Role.ADMINISTRATOR)


@pytest.fixture
def managing(administrator: User) -> Client:
    """The administrator's browser."""
    return first_step("anne")


def ask(municipality: Municipality, *roles: str, days: int = 0) -> None:
    starts = timezone.localdate() + timedelta(days=days)
    StepDemand.objects.create(municipality=municipality, roles=list(roles), starts=starts)


def sign_in(name: str) -> tuple[Client, str]:
    """A browser, and where it was led."""
    client = Client()
    sent = {"name": name, "password": PASSWORD, "next": "/arbeid/ny/"}
    return client, client.post("/logg-inn/", sent).headers["Location"]


def test_one_in_the_role_is_reminded_and_may_go_on_until_the_day(
    administrator: User, municipality: Municipality
) -> None:
    ask(municipality, "administrator", days=5)

    client, led = sign_in("anne")
    page = client.get(led).content.decode()

    assert led.startswith("/logg-inn/totrinn/")
    assert 'href="/arbeid/ny/"' in page
    assert f'href="{STEPS}"' in page
    assert client.get("/arbeid/").status_code == 200


@pytest.mark.parametrize("address", ["/arbeid/", FOLK, f"{FOLK}meg/", "/innlesing/1/"])
def test_from_the_day_on_one_sets_it_up_before_all_else(
    administrator: User, municipality: Municipality, address: str
) -> None:
    ask(municipality, "administrator")
    client, led = sign_in("anne")
    assert 'href="/arbeid/ny/"' not in client.get(led).content.decode()

    assert client.get(address).headers["Location"] == "/logg-inn/totrinn/"
    assert client.post(f"{FOLK}meg/passord/").headers["Location"] == "/logg-inn/totrinn/"
    for open_still in ("/", STEPS, f"{STEPS}app/"):
        assert client.get(open_still).status_code == 200

    set_up_app(client)
    assert client.get("/arbeid/").status_code == 200


def test_other_roles_are_not_asked(
    administrator: User, reader: User, municipality: Municipality
) -> None:
    ask(municipality, "administrator", "planner")

    client, led = sign_in("lars")

    assert led == "/arbeid/ny/"
    assert client.get("/arbeid/").status_code == 200


def test_one_who_has_a_second_step_is_not_led_astray(
    administrator: User, municipality: Municipality
) -> None:
    ask(municipality, "administrator")
    client, _ = sign_in("anne")
    add_passkey(client, SoftwareDevice())

    assert client.get("/logg-inn/totrinn/?next=/arbeid/").headers["Location"] == "/arbeid/"


def test_the_only_second_step_can_not_be_removed_where_it_is_needed(
    administrator: User, municipality: Municipality
) -> None:
    ask(municipality, "administrator")
    client, _ = sign_in("anne")
    add_passkey(client, SoftwareDevice())

    answer = client.post(f"{STEPS}nokkel/{Passkey.objects.get().pk}/fjern/")

    assert answer.status_code == 422
    assert "Asker kommune" in answer.content.decode()
    assert Passkey.objects.exists()


def test_an_administrator_asks_for_it_sees_who_lacks_it_and_asks_no_more(
    managing: Client, reader: User, municipality: Municipality
) -> None:
    day = timezone.localdate() + timedelta(days=10)
    sent = {"roles": ["administrator", "reader"], "starts": f"{day:%d.%m.%Y}"}
    assert managing.post(DEMAND, sent).status_code == 302

    page = managing.get(DEMAND).content.decode()
    assert StepDemand.objects.get().starts == day
    assert f'href="{FOLK}person/{reader.pk}/"' in page
    assert "anne" in page.split('id="lacking"')[1]

    managing.post(DEMAND, {"roles": [], "starts": ""})
    assert not StepDemand.objects.exists()
    kept = Change.objects.filter(kind="signin.stepdemand")
    assert [one.fields["roles"][1] for one in kept] == ["", "administrator, reader"]
    assert managing.get(FOLK).status_code == 200


@pytest.mark.parametrize("starts", ["", "i morgen", "1.1.2999"])
def test_a_day_that_will_not_do_is_told_at_its_field(managing: Client, starts: str) -> None:
    answer = managing.post(DEMAND, {"roles": ["administrator"], "starts": starts})

    assert answer.status_code == 422
    assert 'id="starts-problem"' in answer.content.decode()
    assert not StepDemand.objects.exists()
