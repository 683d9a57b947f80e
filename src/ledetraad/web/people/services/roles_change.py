"""Giving a person of a municipality a role, and taking one away."""

from __future__ import annotations

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.accounts.services.person_add import AccountRefused, refuse_name
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.recorded import PERSON, keep


class RoleRefused(LedetraadError):
    """A role that can't be given or taken away."""


def add_member(
    municipality: Municipality,
    name: str,
    full_name: str,
    role: Role,
    unit: Unit | None,
    *,
    user: User | None,
) -> str:
    """Make an account for somebody new, with a role.

    Args:
        municipality: where.
        name: what the person signs in with.
        full_name: what the person is called.
        role: what the person is.
        unit: the unit of a role that is held in one.
        user: who does it.

    Returns:
        A password to be changed at the first opportunity; it is shown once and kept nowhere.

    Raises:
        AccountRefused: the name won't do or is taken.
        RoleRefused: the role is held in a unit, and there is none.
    """
    refuse_name(name, most=150)
    first, _, last = " ".join(full_name.split())[:150].partition(" ")
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise AccountRefused(
                N_("There is an account with this name already."),
                where=name,
                remedy=N_("Choose another name."),
            )
        made = User.objects.create_user(name, password=password, first_name=first, last_name=last)
        give(municipality, made, role, unit, user=user)
    return password


def give(
    municipality: Municipality, person: User, role: Role, unit: Unit | None, *, user: User | None
) -> None:
    """Give a person a role, beside those that the person has.

    One that the person's groups have given is the person's own from now on.

    Raises:
        RoleRefused: the role is held in a unit, and there is none.
    """
    if role in OF_A_UNIT and unit is None:
        raise RoleRefused(
            N_("A contributor and a unit leader work in a unit, and none is chosen."),
            where=person.get_full_name() or person.username,
            remedy=N_("Choose the unit."),
        )
    held = unit if role in OF_A_UNIT else None
    with transaction.atomic():
        membership, made = Membership.objects.get_or_create(
            municipality=municipality, user=person, role=role.value, unit=held
        )
        if membership.given_by:
            membership.given_by = ""
            membership.save(update_fields=["given_by"])
            made = True
        if made:
            said = {"role": [None, role.value], "unit": [None, held.name if held else None]}
            keep(
                municipality,
                PERSON,
                person.pk,
                person.get_full_name() or person.username,
                said,
                what=Change.What.MADE,
                user=user,
            )


def take(membership: Membership, *, user: User | None) -> None:
    """Take a role away from a person.

    Raises:
        RoleRefused: the person is the municipality's last administrator.
    """
    with transaction.atomic():
        administrators = Membership.objects.select_for_update().filter(
            municipality=membership.municipality,
            role=Role.ADMINISTRATOR.value,
            user__is_active=True,
        )
        if membership.role == Role.ADMINISTRATOR.value and len(administrators) <= 1:
            raise RoleRefused(
                N_("The municipality would have no administrator."),
                where=membership.user.get_full_name() or membership.user.username,
                remedy=N_("Make somebody else an administrator first."),
            )
        unit = membership.unit
        said = {"role": [membership.role, None], "unit": [unit.name if unit else None, None]}
        keep(
            membership.municipality,
            PERSON,
            membership.user.pk,
            membership.user.get_full_name() or membership.user.username,
            said,
            what=Change.What.DELETED,
            user=user,
        )
        membership.delete()
