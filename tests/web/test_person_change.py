"""Another role, and a new password, for someone who has an account."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from ledetraad.web.accounts.models import Membership
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import AccountRefused
from ledetraad.web.accounts.services.person_change import set_password, set_role
from ledetraad.web.history.models import Change
from ledetraad.web.signin.models import Passkey


def roles(user: User) -> dict[str, str]:
    return {one.municipality.name: one.role for one in Membership.objects.filter(user=user)}


def test_a_role_is_changed_and_those_elsewhere_stay(reader: User) -> None:
    before = roles(reader)
    (place,) = before

    set_role("LARS", place, Role.CONTROLLER)
    set_role("lars", "En annen kommune", Role.PLANNER)

    assert roles(reader) == {place: "controller", "En annen kommune": "planner"}


def test_a_role_from_the_command_line_is_kept_in_history_where_it_changes_anything(
    reader: User,
) -> None:
    (place,) = roles(reader)

    set_role("lars", place, Role.LEADER, "Skole")
    set_role("lars", place, Role.LEADER, "Skole")

    kept = Change.objects.get(kind="auth.user", object_id=reader.pk)
    assert kept.fields == {"role": ["reader", "leader, Skole"]}
    assert kept.by is None


def test_a_new_password_takes_the_place_of_the_old(reader: User) -> None:
    set_password("lars", "en ganske ny setning 8")

    assert authenticate(username="lars", password="en ganske ny setning 8") == reader


def test_lost_devices_are_forgotten_with_a_new_password_where_that_is_asked_for(
    reader: User,
) -> None:
    Passkey.objects.create(user=reader, name="mobilen", credential="x", key=b"x")

    set_password("lars", "en ganske ny setning 8")
    assert Passkey.objects.exists()
    set_password("lars", "en ganske ny setning 8", reset_steps=True)

    assert not Passkey.objects.exists()


def test_a_weak_password_or_an_unknown_name_is_refused(reader: User) -> None:
    with pytest.raises(AccountRefused, match="won't do"):
        set_password("lars", "kort")
    with pytest.raises(AccountRefused, match="no account"):
        set_password("ingen", "en ganske ny setning 8")
    with pytest.raises(AccountRefused, match="no account"):
        set_role("ingen", "Eksempel kommune", Role.READER)
