"""What changes seldom is kept in memory, and is never older than the last change."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.person import WithMemberships, memberships_of
from ledetraad.web.accounts.rights import Role
from ledetraad.web.followup.indicators.finding import people_by_key, people_of, units_of
from ledetraad.web.history.editions import AskedOnce, edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(municipality: Municipality) -> Unit:
    return Unit.objects.create(municipality=municipality, name="Skole")


@pytest.fixture
def kari(municipality: Municipality) -> User:
    user = User.objects.create_user("kari", first_name="Kari", last_name="Lie")
    Membership.objects.create(user=user, municipality=municipality, role=Role.READER)
    return user


def in_a_request(asked: list[int], *municipalities: Municipality) -> None:
    def view(_: HttpRequest) -> HttpResponse:
        for one in municipalities:
            with CaptureQueriesContext(connection) as queries:
                edition(one.pk, "accounts.unit")
            asked.append(len(queries))
        return HttpResponse()

    AskedOnce(view)(HttpRequest())


def test_units_are_read_once_until_one_is_changed(municipality: Municipality, unit: Unit) -> None:
    units_of(municipality)
    with CaptureQueriesContext(connection) as queries:
        assert [one.name for one in units_of(municipality)] == ["Skole"]
    assert [one["sql"] for one in queries if "accounts_unit" in one["sql"]] == []

    unit.name = "Skole og barnehage"
    unit.save()

    assert [one.name for one in units_of(municipality)] == ["Skole og barnehage"]


def test_a_unit_that_is_deleted_is_gone(municipality: Municipality, unit: Unit) -> None:
    assert len(units_of(municipality)) == 1
    unit.delete()
    assert units_of(municipality) == []


def test_changing_the_list_that_one_got_changes_nobody_elses(
    municipality: Municipality, unit: Unit
) -> None:
    units_of(municipality).clear()
    assert units_of(municipality) == [unit]


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [("last_name", "Moe", ["Kari Moe"]), ("is_active", False, [])],
)
def test_who_is_renamed_or_closed_is_so_at_once(
    municipality: Municipality, kari: User, field: str, value: object, named: list[str]
) -> None:
    assert [one.get_full_name() for one in people_of(municipality)] == ["Kari Lie"]
    setattr(kari, field, value)
    kari.save()
    assert [one.get_full_name() for one in people_of(municipality)] == named


def test_who_has_lost_every_role_is_no_longer_among_the_people_but_keeps_their_name(
    municipality: Municipality, kari: User
) -> None:
    assert people_of(municipality) == [kari]
    Membership.objects.filter(user=kari).delete()
    assert people_of(municipality) == []
    assert people_by_key(municipality.pk, {kari.pk})[kari.pk].get_full_name() == "Kari Lie"


def test_signing_in_alone_makes_nobody_read_the_people_anew(
    municipality: Municipality, kari: User
) -> None:
    before = edition(municipality.pk, "auth.user")
    kari.save(update_fields=["last_login"])
    assert edition(municipality.pk, "auth.user") == before


def test_a_municipality_can_be_deleted_with_its_units(
    municipality: Municipality, unit: Unit, kari: User
) -> None:
    municipality.delete()
    assert not Unit.objects.filter(pk=unit.pk).exists()


def test_a_request_asks_for_a_municipalitys_marks_once(municipality: Municipality) -> None:
    other = Municipality.objects.create(name="Bærum kommune")
    asked: list[int] = []
    in_a_request(asked, municipality, municipality, other)
    in_a_request(asked, municipality)
    assert asked == [1, 0, 1, 1]


def test_a_request_that_changes_something_sees_its_own_change(
    municipality: Municipality, unit: Unit
) -> None:
    seen: list[list[date | None]] = []

    def view(_: HttpRequest) -> HttpResponse:
        seen.append([one.ends for one in units_of(municipality)])
        unit.ends = date(2026, 12, 31)
        unit.save()
        seen.append([one.ends for one in units_of(municipality)])
        return HttpResponse()

    AskedOnce(view)(HttpRequest())

    assert seen == [[None], [date(2026, 12, 31)]]


def test_a_sessions_person_comes_with_what_they_are(
    municipality: Municipality, unit: Unit, kari: User
) -> None:
    Membership.objects.create(user=kari, municipality=municipality, role=Role.LEADER, unit=unit)
    with CaptureQueriesContext(connection) as queries:
        person = WithMemberships().get_user(kari.pk)
        assert person is not None
        roles = {(one.role, one.unit_id) for one in memberships_of(person)}
    assert len(queries) == 1
    assert roles == {(Role.READER.value, None), (Role.LEADER.value, unit.pk)}


def test_a_session_of_a_closed_account_is_nobodys(kari: User) -> None:
    kari.is_active = False
    kari.save()
    assert WithMemberships().get_user(kari.pk) is None


def test_who_has_no_role_can_be_signed_in(db: None) -> None:
    user = User.objects.create_user("ny")
    assert WithMemberships().get_user(user.pk) == user
    assert WithMemberships().get_user(user.pk + 1) is None
