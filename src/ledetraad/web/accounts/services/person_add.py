"""Giving a person an account and a role in a municipality."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ledetraad.errors import LedetraadError, Phrase
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, ROLE_NAMES, Role

_WEAKNESSES = {
    "password_too_short": N_("it has fewer than %(min_length)s characters"),
    "password_too_common": N_("many others use it, too"),
    "password_too_similar": N_("it is much like the name"),
    "password_entirely_numeric": N_("it has digits alone"),
    "password_too_uniform": N_("it has fewer than %(fewest)s different characters"),
}


class AccountRefused(LedetraadError):
    """An account that can't be made."""


def add_person(name: str, password: str, municipality: str, role: Role, unit: str = "") -> User:
    """Make an account with a role; the municipality is made where it is new.

    Args:
        name: what the person signs in with, at most 150 characters.
        password: at least 12 characters, and not a common one.
        municipality: its name, at most 120 characters.
        role: what the person is there.
        unit: the name of the unit that the role is held in; it is made where it is new.

    Raises:
        AccountRefused: a name won't do or is taken, the password is too weak, or the role is one
            that is held in a unit and there is none.
    """
    refuse_name(name, most=150)
    refuse_name(municipality, most=120)
    with transaction.atomic():
        if User.objects.filter(username__iexact=name).exists():
            raise AccountRefused(
                N_("There is an account with this name already."),
                where=name,
                remedy=N_("Choose another name."),
            )
        user = User(username=name)
        refuse_weak(password, user)
        user.set_password(password)
        user.save()
        place, _ = Municipality.objects.get_or_create(name=municipality)
        give_role(user, place, role, unit)
    return user


def give_role(user: User, municipality: Municipality, role: Role, unit: str) -> None:
    """Give a person a role, beside those that the person has.

    Raises:
        AccountRefused: the role is one that is held in a unit, and none is named.
    """
    held = None
    if role in OF_A_UNIT:
        if not unit:
            raise AccountRefused(
                N_("The role “%(role)s” is held in a unit, and none is named."),
                where=user.username,
                remedy=N_("Say which unit the person works in."),
                role=Phrase(ROLE_NAMES[role]),
            )
        refuse_name(unit, most=120)
        held, _ = Unit.objects.get_or_create(municipality=municipality, name=unit)
    Membership.objects.get_or_create(user=user, municipality=municipality, role=role, unit=held)


def refuse_weak(password: str, user: User) -> None:
    """Do nothing, unless the password is too weak.

    Raises:
        AccountRefused: it is.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise AccountRefused(
            N_("The password won't do: %(reason)s."),
            where=user.username,
            remedy=N_("Choose a longer one that is hard to guess."),
            reason=_weakness(error),
        ) from None


def refuse_name(name: str, *, most: int) -> None:
    """Do nothing, unless a name is empty, longer than `most` characters or on several lines.

    Raises:
        AccountRefused: it is.
    """
    if not name.strip() or len(name) > most or not name.isprintable():
        raise AccountRefused(
            N_("This can't be a name."),
            where=name[:60],
            remedy=N_("Write from 1 to %(most)s characters on one line."),
            most=most,
        )


def _weakness(error: ValidationError) -> Phrase:
    """The first thing that is wrong with a password."""
    first = error.error_list[0]
    return Phrase(_WEAKNESSES.get(first.code or "", str(first.message)), **(first.params or {}))
