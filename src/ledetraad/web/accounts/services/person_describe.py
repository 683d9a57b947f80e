"""Saying what a person is called, and where mail to them goes."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.people.services.recorded import PERSON, keep
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.telling import tell

_LONGEST = 150
_LONGEST_ADDRESS = 254


class AddressRefused(LedetraadError):
    """A text that is no mail address."""


def describe(
    municipality: Municipality, person: User, *, full_name: str, email: str, user: User | None
) -> None:
    """Say what a person is called, and where mail to them goes; what changes is kept.

    Another address is told to the one before it.

    Args:
        municipality: in which it is done.
        person: who.
        full_name: may be empty.
        email: an address; may be empty.
        user: who does it.

    Raises:
        AddressRefused: it is no address.
    """
    refuse_no_address(email)
    before = {"full name": person.get_full_name(), "e-mail": person.email}
    person.first_name, person.last_name = name_parts(full_name)
    person.email = email
    after = {"full name": person.get_full_name(), "e-mail": person.email}
    fields = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if not fields:
        return
    with transaction.atomic():
        person.save(update_fields=["first_name", "last_name", "email"])
        called = person.get_full_name() or person.username
        keep(municipality, PERSON, person.pk, called, dict(fields), user=user)
        if "e-mail" in fields and before["e-mail"]:
            tell(person, Event.ADDRESS, email or "–", to=before["e-mail"])


def name_parts(full_name: str) -> tuple[str, str]:
    """The first name, and all after it; each as long as an account can hold it."""
    first, _, last = " ".join(full_name.split()).partition(" ")
    return first[:_LONGEST], last[:_LONGEST]


def refuse_no_address(email: str) -> None:
    """Do nothing, unless a text is neither empty nor a mail address.

    Raises:
        AddressRefused: it is.
    """
    if not email:
        return
    try:
        if len(email) > _LONGEST_ADDRESS:
            raise ValidationError("")
        validate_email(email)
    except ValidationError:
        raise AddressRefused(
            N_("This is no mail address."), remedy=N_("Write it as name@example.org.")
        ) from None
