"""Saying what those of a group are in a municipality, and saying it no longer."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.recorded import keep
from ledetraad.web.people.services.roles_change import RoleRefused
from ledetraad.web.signin.models import GroupRole
from ledetraad.web.signin.oidc.providers import Provider

GROUP = "signin.grouprole"
_LONGEST_GROUP, _LONGEST_NAME = 200, 120


class GroupRefused(LedetraadError):
    """A group that can't be one."""


def add_group_role(
    municipality: Municipality,
    provider: Provider,
    *,
    group: str,
    name: str,
    role: Role,
    unit: Unit | None,
    user: User | None,
) -> GroupRole:
    """Say what those of a group are; it holds from the next time that each of them signs in.

    Args:
        municipality: where.
        provider: whose group.
        group: as the provider's tokens say it.
        name: what people call it; may be empty.
        role: what those of it are.
        unit: the unit of a role that is held in one.
        user: who says it.

    Raises:
        GroupRefused: the group or its name won't do.
        RoleRefused: the role is held in a unit, and there is none.
    """
    if not group or len(group) > _LONGEST_GROUP or not group.isprintable():
        raise GroupRefused(
            N_("The group is missing, or can't be one."),
            remedy=N_("Write its name or id as the provider says it, on one line."),
        )
    if role in OF_A_UNIT and unit is None:
        raise RoleRefused(
            N_("A contributor and a unit leader work in a unit, and none is chosen."),
            remedy=N_("Choose the unit."),
        )
    held = unit if role in OF_A_UNIT else None
    with transaction.atomic():
        made, new = GroupRole.objects.get_or_create(
            municipality=municipality,
            provider=provider.key,
            group=group,
            role=role.value,
            unit=held,
            defaults={"name": " ".join(name.split())[:_LONGEST_NAME]},
        )
        if new:
            _kept(made, user, Change.What.MADE)
    return made


def remove_group_role(group_role: GroupRole, *, user: User | None) -> None:
    """Say no longer what those of a group are; each of them loses it at the next sign-in."""
    with transaction.atomic():
        _kept(group_role, user, Change.What.DELETED)
        group_role.delete()


def _kept(one: GroupRole, user: User | None, what: Change.What) -> None:
    said = {"role": one.role, "unit": one.unit.name if one.unit is not None else None}
    taken = what == Change.What.DELETED
    keep(
        one.municipality,
        GROUP,
        one.pk,
        one.name or one.group,
        {key: [value, None] if taken else [None, value] for key, value in said.items()},
        what=what,
        user=user,
    )
