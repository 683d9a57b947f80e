"""Units that come and go, and people with roles; every step is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ledetraad.web.accounts.access import access
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import Action, Role
from ledetraad.web.followup.models import Measure
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import make
from tests.web.followup.conftest import HERE, signed_in, units  # noqa: F401  (fixtures)

SignIn = Callable[..., Client]
FOLK = f"{HERE}folk/"


def body(client: Client) -> str:
    response = client.get(FOLK)
    assert response.status_code == 200
    return response.content.decode()


def test_a_unit_is_made_renamed_and_put_under_another(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
) -> None:
    client = signed_in(Role.CONTROLLER)

    client.post(f"{FOLK}enhet/", {"name": "Park", "parent": str(units["technical"].pk)})
    made = Unit.objects.get(name="Park")
    client.post(
        f"{FOLK}enhet/{made.pk}/", {"name": "Park og idrett", "parent": str(units["school"].pk)}
    )

    made.refresh_from_db()
    assert (made.name, made.parent) == ("Park og idrett", units["school"])
    assert Change.objects.filter(kind="accounts.unit").first().fields == {
        "name": ["Park", "Park og idrett"],
        "parent": ["Teknisk", "Skole"],
    }


@pytest.mark.parametrize("name", ["", "  ", "Skole", "skole", "x" * 121])
def test_a_name_that_will_not_do_is_told_of(
    signed_in: SignIn,  # noqa: F811
    name: str,
) -> None:
    count = Unit.objects.count()

    response = signed_in(Role.CONTROLLER).post(f"{FOLK}enhet/", {"name": name})

    assert response.status_code == 422
    assert Unit.objects.count() == count


def test_a_unit_never_stands_under_itself(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
) -> None:
    response = signed_in(Role.CONTROLLER).post(
        f"{FOLK}enhet/{units['technical'].pk}/",
        {"name": "Teknisk", "parent": str(units["roads"].pk)},
    )

    assert response.status_code == 422
    units["technical"].refresh_from_db()
    assert units["technical"].parent is None


def test_a_unit_that_ends_hands_over_to_its_successor_and_can_still_be_read(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
    municipality: Municipality,
    reader: User,
) -> None:
    Membership.objects.create(
        user=reader, municipality=municipality, role=Role.LEADER, unit=units["roads"]
    )
    measure = make(
        Measure(municipality=municipality),
        {"name": "Asfaltere", "unit": units["roads"].pk},
        user=None,
    )

    client = signed_in(Role.CONTROLLER)
    client.post(
        f"{FOLK}enhet/{units['roads'].pk}/",
        {"op": "end", "on": "31.12.2025", "successor": str(units["school"].pk)},
    )

    units["roads"].refresh_from_db()
    measure.refresh_from_db()
    assert units["roads"].ends == date(2025, 12, 31)
    assert measure.unit == units["school"]
    assert access(reader, municipality).may(Action.EDIT_MEASURE, units["school"])
    shown = body(client)
    assert "ble til Skole" in shown


def test_a_unit_ends_once_and_never_for_one_under_it(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
) -> None:
    client = signed_in(Role.CONTROLLER)
    address = f"{FOLK}enhet/{units['technical'].pk}/"

    for said in (
        {"successor": str(units["roads"].pk), "on": "1.1.26"},
        {"on": ""},
        {"on": "snart"},
    ):
        assert client.post(address, {"op": "end", **said}).status_code == 422
    client.post(address, {"op": "end", "on": "1.1.2026"})
    assert client.post(address, {"op": "end", "on": "1.1.2027"}).status_code == 422

    units["technical"].refresh_from_db()
    assert units["technical"].ends == date(2026, 1, 1)


def test_somebody_new_gets_an_account_and_a_password_that_is_shown_once(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
) -> None:
    client = signed_in(Role.ADMINISTRATOR)

    response = client.post(
        f"{FOLK}ny/",
        {
            "user": "ny",
            "name": "Nina Ny",
            "role": "leader",
            "unit": str(units["roads"].pk),
        },
    )

    made = User.objects.get(username="ny")
    assert (made.first_name, made.last_name) == ("Nina", "Ny")
    password = response.content.decode().split("passordet ")[1].split(".")[0].split()[0]
    assert made.check_password(password)
    assert password not in body(client)


@pytest.mark.parametrize(
    "said",
    [
        {"user": "ny", "name": "Nina", "role": "leader", "unit": ""},
        {"user": "", "name": "Nina", "role": "reader"},
        {"user": "lars", "name": "Lars", "role": "reader"},
        {"user": "ny", "name": "Nina", "role": "sjef"},
    ],
)
def test_an_account_that_cannot_be_is_told_of_and_not_made(
    signed_in: SignIn,  # noqa: F811
    reader: User,
    said: dict[str, str],
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    count = User.objects.count()

    assert client.post(f"{FOLK}ny/", said).status_code == 422
    assert User.objects.count() == count


def test_roles_are_given_and_taken_away(
    signed_in: SignIn,  # noqa: F811
    reader: User,
    municipality: Municipality,
    units: dict[str, Unit],  # noqa: F811
) -> None:
    client = signed_in(Role.ADMINISTRATOR)

    client.post(
        f"{FOLK}{reader.pk}/rolle/", {"role": "contributor", "unit": str(units["roads"].pk)}
    )
    assert access(reader, municipality).may(Action.WRITE_REPORT, units["roads"])

    given = Membership.objects.get(user=reader, role="contributor")
    client.post(f"{FOLK}rolle/{given.pk}/ta/")
    assert not access(reader, municipality).anywhere(Action.WRITE_REPORT)


def test_the_last_administrator_stays(
    signed_in: SignIn,  # noqa: F811
    municipality: Municipality,
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    only = Membership.objects.get(municipality=municipality, role="administrator")

    assert client.post(f"{FOLK}rolle/{only.pk}/ta/").status_code == 422
    assert Membership.objects.filter(pk=only.pk).exists()


@pytest.mark.parametrize(
    ("role", "may_units", "may_people"),
    [
        (Role.READER, False, False),
        (Role.CONTRIBUTOR, False, False),
        (Role.LEADER, False, False),
        (Role.CONTROLLER, True, False),
        (Role.PLANNER, False, False),
        (Role.ADMINISTRATOR, True, True),
    ],
)
def test_each_role_does_what_it_may(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
    reader: User,
    role: Role,
    may_units: bool,
    may_people: bool,
) -> None:
    client = signed_in(role)

    def status(address: str, **said: str) -> int:
        return client.post(f"{FOLK}{address}", said).status_code

    assert status("enhet/", name="Ny") == (302 if may_units else 404)
    rename = status(f"enhet/{units['school'].pk}/", name="Skole og barnehage")
    assert rename == (302 if may_units else 404)
    assert status(f"{reader.pk}/rolle/", role="reader") == (302 if may_people else 404)
    assert status("ny/", user="ny", name="Ny", role="reader") == (200 if may_people else 404)


def test_another_municipalitys_units_and_people_are_not_there(
    client: Client,
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
    stranger: User,
    reader: User,
) -> None:
    client.force_login(stranger)
    assert client.get(FOLK).status_code == 404
    theirs = stranger.membership_set.get().municipality
    Membership.objects.create(user=stranger, municipality=theirs, role=Role.ADMINISTRATOR)
    ours = "/oppfolging/eksempel-kommune/folk/"

    assert client.post(f"{ours}enhet/{units['roads'].pk}/", {"name": "X"}).status_code == 404
    assert client.post(f"{ours}{reader.pk}/rolle/", {"role": "reader"}).status_code == 404
    held = Membership.objects.get(user=reader)
    assert client.post(f"{ours}rolle/{held.pk}/ta/").status_code == 404
    said = {"name": "X", "parent": str(units["roads"].pk)}
    assert client.post(f"{ours}enhet/", said).status_code == 404
