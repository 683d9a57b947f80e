"""Giving a person the roles that their groups have, and taking away those that groups gave before.

What a person has been given by hand is never touched, and no municipality loses its last
administrator.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.web.accounts.models import Membership
from ledetraad.web.accounts.rights import OF_A_UNIT, Role
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.recorded import PERSON, keep
from ledetraad.web.signin.models import GroupRole
from ledetraad.web.signin.oidc.providers import Provider

_Key = tuple[int, str, int | None]
"""Municipality, role, unit."""


def group_roles(provider: Provider, groups: Iterable[str]) -> list[GroupRole]:
    """What those of some of a provider's groups are, where it speaks for the municipality."""
    found = GroupRole.objects.filter(provider=provider.key, group__in=list(groups))
    return [
        one
        for one in found.select_related("municipality", "unit")
        if provider.speaks_for(one.municipality.slug)
        and not (one.role in OF_A_UNIT and (one.unit is None or one.unit.ends is not None))
    ]


def apply_groups(provider: Provider, user: User, groups: frozenset[str]) -> None:
    """Give a person the roles of their groups, and take away those that groups no longer give.

    Args:
        provider: whose groups.
        user: who.
        groups: all that the provider says the person is in.
    """
    wanted = {
        (one.municipality_id, one.role, one.unit_id): one for one in group_roles(provider, groups)
    }
    with transaction.atomic():
        held = {
            (one.municipality_id, one.role, one.unit_id): one
            for one in Membership.objects.select_related("municipality", "unit").filter(user=user)
        }
        for key, membership in held.items():
            gone = membership.given_by == provider.key and key not in wanted
            if gone and not _is_last(membership):
                _kept(membership, provider, taken=True)
                membership.delete()
        for key, one in wanted.items():
            if key not in held:
                made = Membership.objects.create(
                    user=user,
                    municipality=one.municipality,
                    role=one.role,
                    unit=one.unit,
                    given_by=provider.key,
                )
                _kept(made, provider, taken=False)


def _is_last(membership: Membership) -> bool:
    """Whether a municipality would have no administrator without a role."""
    if membership.role != Role.ADMINISTRATOR.value:
        return False
    others = Membership.objects.select_for_update().filter(
        municipality=membership.municipality,
        role=Role.ADMINISTRATOR.value,
        user__is_active=True,
    )
    return not any(one.user_id != membership.user_id for one in others)


def _kept(membership: Membership, provider: Provider, *, taken: bool) -> None:
    unit = membership.unit.name if membership.unit is not None else None
    said = {"role": membership.role, "unit": unit, "given by": provider.name}
    keep(
        membership.municipality,
        PERSON,
        membership.user.pk,
        membership.user.get_full_name() or membership.user.username,
        {name: [one, None] if taken else [None, one] for name, one in said.items()},
        what=Change.What.DELETED if taken else Change.What.MADE,
        user=None,
    )
