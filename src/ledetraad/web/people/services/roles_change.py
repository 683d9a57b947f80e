"""Giving a person of a municipality a role, and taking one away."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.recorded import PERSON, keep


class RoleRefused(LedetraadError):
    """A role that can't be given or taken away."""


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
        administrators = Membership.objects.select_for_update(of=("self",)).filter(
            municipality=membership.municipality,
            role=Role.ADMINISTRATOR.value,
            user__is_active=True,
        )
        active = {one.pk for one in administrators}
        if active == {membership.pk}:
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
