"""Changing what a person may do, and what a person signs in with."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.services.person_add import (
    AccountRefused,
    refuse_name,
    refuse_weak,
)


def set_role(name: str, municipality: str, role: Membership.Role) -> None:
    """Give a person a role in a municipality, in place of the one there before, if any.

    Args:
        name: what the person signs in with.
        municipality: its name; it is made where it is new.
        role: what the person may do there; roles in other municipalities stay.

    Raises:
        AccountRefused: no account has this name, or the municipality's name won't do.
    """
    refuse_name(municipality, most=120)
    with transaction.atomic():
        user = _person(name)
        place, _ = Municipality.objects.get_or_create(name=municipality)
        Membership.objects.update_or_create(user=user, municipality=place, defaults={"role": role})


def set_password(name: str, password: str) -> None:
    """Give a person a new password; those signed in with the old one are signed out.

    Raises:
        AccountRefused: no account has this name, or the password is too weak.
    """
    user = _person(name)
    refuse_weak(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])


def _person(name: str) -> User:
    user = User.objects.filter(username__iexact=name.replace("\0", "")).first()
    if user is None:
        raise AccountRefused(
            N_("There is no account with this name."),
            where=name[:60],
            remedy=N_("See how the name is spelled, or make an account with “ledetraad adduser”."),
        )
    return user
