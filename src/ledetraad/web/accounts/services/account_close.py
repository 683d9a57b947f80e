"""Closing an account, so that nobody signs in with it, and opening it again."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality
from ledetraad.web.accounts.rights import Role
from ledetraad.web.accounts.services.sessions_end import end_sessions
from ledetraad.web.api.services.token_revoke import revoke_all
from ledetraad.web.people.services.recorded import PERSON, keep


class AccountNeeded(LedetraadError):
    """An account that can't be closed."""


def close_account(municipality: Municipality, person: User, *, user: User | None) -> None:
    """Close an account: the person is signed out and can't sign in; what they have done stays.

    Their tokens for other programs are void, and stay so when the account is opened again.

    Raises:
        AccountNeeded: the person is the last administrator of a municipality.
    """
    with transaction.atomic():
        held = list(
            Membership.objects.select_for_update().filter(
                role=Role.ADMINISTRATOR.value, user__is_active=True
            )
        )
        theirs = {one.municipality_id for one in held if one.user_id == person.pk}
        others = {one.municipality_id for one in held if one.user_id != person.pk}
        if theirs - others:
            raise AccountNeeded(
                N_("The municipality would have no administrator."),
                where=person.get_full_name() or person.username,
                remedy=N_("Make somebody else an administrator first."),
            )
        _set_active(municipality, person, user, active=False)
        end_sessions(person)
        revoke_all(person, now=timezone.now())


def open_account(municipality: Municipality, person: User, *, user: User | None) -> None:
    """Let a person sign in again."""
    with transaction.atomic():
        _set_active(municipality, person, user, active=True)


def _set_active(
    municipality: Municipality, person: User, user: User | None, *, active: bool
) -> None:
    if person.is_active == active:
        return
    person.is_active = active
    person.save(update_fields=["is_active"])
    called = person.get_full_name() or person.username
    keep(municipality, PERSON, person.pk, called, {"can sign in": [not active, active]}, user=user)
