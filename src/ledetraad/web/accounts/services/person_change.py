"""Changing what a person may do, and what a person signs in with."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import (
    AccountRefused,
    give_role,
    refuse_name,
    refuse_weak,
)
from ledetraad.web.accounts.services.sessions_end import end_sessions
from ledetraad.web.people.services.recorded import PERSON, keep
from ledetraad.web.signin.services.step_set import remove_all


def set_role(name: str, municipality: str, role: Role, unit: str = "") -> None:
    """Give a person a role in a municipality, in place of those there before, if any.

    Args:
        name: what the person signs in with.
        municipality: its name; it is made where it is new.
        role: what the person is there; roles in other municipalities stay.
        unit: the name of the unit that the role is held in; it is made where it is new.

    Raises:
        AccountRefused: no account has this name, a name won't do, or the role is one that is held
            in a unit and there is none.
    """
    refuse_name(municipality, most=120)
    with transaction.atomic():
        user = _person(name)
        place, _ = Municipality.objects.get_or_create(name=municipality)
        before = _roles(user, place)
        Membership.objects.filter(user=user, municipality=place).delete()
        give_role(user, place, role, unit)
        after = _roles(user, place)
        if before != after:
            called = user.get_full_name() or user.username
            keep(place, PERSON, user.pk, called, {"role": [before, after]}, user=None)


def _roles(user: User, place: Municipality) -> str | None:
    """What a person is in a municipality, as its history says it; None where nothing."""
    held = Membership.objects.filter(user=user, municipality=place).select_related("unit")
    roles = [
        f"{one.role}, {one.unit.name}" if one.unit else one.role for one in held.order_by("pk")
    ]
    return "; ".join(roles) or None


def set_password(name: str, password: str, *, reset_steps: bool = False) -> None:
    """Give a person a new password; those signed in with the old one are signed out.

    Args:
        name: what the person signs in with.
        password: the new one.
        reset_steps: whether second steps are removed, too, such as where a device is lost.

    Raises:
        AccountRefused: no account has this name, or the password is too weak.
    """
    user = _person(name)
    refuse_weak(password, user)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        if reset_steps:
            remove_all(user)
        end_sessions(user)


def _person(name: str) -> User:
    user = User.objects.filter(username__iexact=name.replace("\0", "")).first()
    if user is None:
        raise AccountRefused(
            N_("There is no account with this name."),
            where=name[:60],
            remedy=N_("See how the name is spelled, or make an account with “ledetraad adduser”."),
        )
    return user
