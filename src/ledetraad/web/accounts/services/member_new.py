"""Making an account for somebody new in a municipality, who chooses the password by a link."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.person_add import AccountRefused, refuse_name
from ledetraad.web.accounts.services.person_describe import name_parts
from ledetraad.web.people.services.roles_change import give


def new_member(
    municipality: Municipality,
    *,
    name: str,
    full_name: str,
    email: str,
    role: Role,
    unit: Unit | None,
    user: User | None,
) -> User:
    """Make an account with a role; it can't be signed in to before a password is chosen.

    Args:
        municipality: where.
        name: what the person signs in with, at most 150 characters.
        full_name: what the person is called; may be empty.
        email: where mail goes, an address; may be empty.
        role: what the person is there.
        unit: the unit of a role that is held in one.
        user: who does it.

    Raises:
        AccountRefused: the name won't do or is taken.
        RoleRefused: the role is held in a unit, and there is none.
    """
    refuse_name(name, most=150)
    first, last = name_parts(full_name)
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise AccountRefused(
                N_("There is an account with this name already."),
                where=name,
                remedy=N_("Choose another name."),
            )
        made = User(username=name, first_name=first, last_name=last, email=email)
        made.set_unusable_password()
        made.save()
        give(municipality, made, role, unit, user=user)
    return made
