"""Giving a person an account and a role in a municipality."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality


class AccountRefused(LedetraadError):
    """An account that can't be made."""


def add_person(name: str, password: str, municipality: str, role: Membership.Role) -> User:
    """Make an account with a role; the municipality is made where it is new.

    Args:
        name: what the person signs in with.
        password: at least 12 characters, and not a common one.
        municipality: its name.
        role: what the person may do there.

    Raises:
        AccountRefused: the name is taken, or the password is too weak.
    """
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise AccountRefused(
                N_("There is an account with this name already."),
                where=name,
                remedy=N_("Choose another name."),
            )
        user = User(username=name)
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise AccountRefused(
                N_("The password won't do: %(reason)s"),
                where=name,
                remedy=N_("Choose a longer one that is hard to guess."),
                reason=" ".join(error.messages),
            ) from None
        user.set_password(password)
        user.save()
        place, _ = Municipality.objects.get_or_create(name=municipality)
        Membership.objects.create(user=user, municipality=place, role=role)
    return user
