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
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.unit_change import UnitRefused, change_unit, end_unit
from tests.web.followup.conftest import HERE, signed_in, units  # noqa: F401  (fixtures)
from tests.web.followup.reporting.place import Place

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


def test_a_unit_is_changed_on_a_page_of_its_own_and_a_fault_is_told_there(
    signed_in: SignIn,  # noqa: F811
    units: dict[str, Unit],  # noqa: F811
) -> None:
    client = signed_in(Role.CONTROLLER)
    address = f"{FOLK}enhet/{units['roads'].pk}/"

    page = client.get(address).content.decode()
    refused = client.post(address, {"name": "Skole", "parent": ""})

    assert 'value="Vei"' in page
    assert f'<option value="{units["technical"].pk}" selected>' in page
    assert f'<option value="{units["roads"].pk}"' not in page  # not under itself
    assert refused.status_code == 422
    assert 'id="name-problem"' in refused.content.decode()


def test_roles_are_seen_given_and_taken_away_on_the_persons_account(
    signed_in: SignIn,  # noqa: F811
    reader: User,
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    account = f"{FOLK}person/{reader.pk}/"

    given = client.post(f"{FOLK}{reader.pk}/rolle/", {"role": "controller"})
    refused = client.post(f"{FOLK}{reader.pk}/rolle/", {"role": "leader"})  # of which unit?
    assert given.headers["Location"] == account
    assert refused.status_code == 422
    assert client.get(account).content.decode().count("/ta/") == 2

    first, last = Membership.objects.filter(user=reader)
    assert client.post(f"{FOLK}rolle/{first.pk}/ta/").headers["Location"] == account
    assert client.post(f"{FOLK}rolle/{last.pk}/ta/").headers["Location"] == FOLK


def test_the_page_does_not_grow_with_the_units_times_the_people(
    signed_in: SignIn,  # noqa: F811
    municipality: Municipality,
) -> None:
    for number in range(30):
        Unit.objects.create(municipality=municipality, name=f"Enhet {number}")
        user = User.objects.create(username=f"person-{number}")
        Membership.objects.create(user=user, municipality=municipality, role=Role.READER)

    assert body(signed_in(Role.ADMINISTRATOR)).count("<option") < 40


def test_the_last_administrator_stays(
    signed_in: SignIn,  # noqa: F811
    municipality: Municipality,
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    only = Membership.objects.get(municipality=municipality, role="administrator")

    assert client.post(f"{FOLK}rolle/{only.pk}/ta/").status_code == 422
    assert Membership.objects.filter(pk=only.pk).exists()


def test_a_closed_account_may_lose_its_role_beside_the_only_one_who_signs_in(
    signed_in: SignIn,  # noqa: F811
    municipality: Municipality,
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    only = Membership.objects.get(municipality=municipality, role="administrator")
    closed = User.objects.create(username="sluttet", is_active=False)
    theirs = Membership.objects.create(
        user=closed, municipality=municipality, role=Role.ADMINISTRATOR
    )

    assert client.post(f"{FOLK}rolle/{theirs.pk}/ta/").status_code == 302
    assert client.post(f"{FOLK}rolle/{only.pk}/ta/").status_code == 422
    assert list(Membership.objects.filter(role="administrator")) == [only]


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


def test_two_opposite_moves_at_once_make_no_ring(municipality: Municipality) -> None:
    place = Place(municipality)
    roads, school = place.unit("Vei"), place.unit("Skole")
    seen = {one.pk: one for one in Unit.objects.all()}  # as each of two had them before

    change_unit(roads, "Vei", school, user=None)
    with pytest.raises(UnitRefused):
        change_unit(seen[school.pk], "Skole", seen[roads.pk], user=None)

    assert Unit.objects.get(pk=school.pk).parent is None


def test_a_unit_is_not_ended_twice_by_two_at_once(municipality: Municipality) -> None:
    place = Place(municipality)
    roads, school = place.unit("Vei"), place.unit("Skole")
    seen = Unit.objects.get(pk=roads.pk)

    end_unit(roads, date(2026, 6, 1), school, user=None)
    with pytest.raises(UnitRefused):
        end_unit(seen, date(2026, 7, 1), None, user=None)
