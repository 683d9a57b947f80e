"""Whose account it is that a provider tells of: known already, found by address, or made by groups.

An address leads to an account once only; from then on issuer and subject do. No account is made
unless a municipality has said what those of one of the person's groups are.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality
from ledetraad.web.accounts.services.person_describe import name_parts
from ledetraad.web.people.services.recorded import PERSON, keep
from ledetraad.web.signin.events import Event
from ledetraad.web.signin.models import Identity
from ledetraad.web.signin.oidc.providers import Provider
from ledetraad.web.signin.oidc.said import Said
from ledetraad.web.signin.services.groups_apply import apply_groups, group_roles
from ledetraad.web.signin.telling import tell

_LONGEST_SUBJECT = 255
_ASK = N_("Ask an administrator of your municipality, and say which address you sign in with.")


class NotLetIn(LedetraadError):
    """Somebody whom the provider knows, and we don't let in."""


def find_person(provider: Provider, said: Said, *, now: datetime) -> User:
    """The account of somebody whom a provider tells of, with the roles that the groups give.

    Args:
        provider: by which.
        said: what it says.
        now: when.

    Raises:
        NotLetIn: there is no account for them, or it is closed.
    """
    if len(said.subject) > _LONGEST_SUBJECT:
        raise _unknown(provider)
    with transaction.atomic():
        known = Identity.objects.select_related("user").filter(
            issuer=said.issuer, subject=said.subject
        )
        identity = known.first()
        user = identity.user if identity is not None else _first_time(provider, said)
        if not user.is_active:
            raise NotLetIn(N_("Your account is closed."), remedy=_ASK)
        if identity is None:
            identity = _remembered(provider, said, user)
        identity.used_at = now
        identity.save(update_fields=["used_at"])
        if said.groups is not None:
            apply_groups(provider, user, said.groups)
    return user


def connect(provider: Provider, said: Said, user: User, *, now: datetime) -> None:
    """Remember who somebody who is signed in is at a provider.

    Raises:
        NotLetIn: the provider's person is another account's, or the account has another one.
    """
    with transaction.atomic():
        taken = Identity.objects.filter(issuer=said.issuer, subject=said.subject).first()
        if taken is not None and taken.user_id == user.pk:
            return
        held = Identity.objects.filter(issuer=said.issuer, user=user).exists()
        if taken is not None or held or len(said.subject) > _LONGEST_SUBJECT:
            raise NotLetIn(
                N_("This sign-in at %(name)s could not be connected with your account."),
                remedy=N_("It is connected with another one already. Ask an administrator."),
                name=provider.name,
            )
        identity = _remembered(provider, said, user)
        identity.used_at = now
        identity.save(update_fields=["used_at"])


def _first_time(provider: Provider, said: Said) -> User:
    if said.email:
        found = list(User.objects.filter(email__iexact=said.email)[:2])
        if len(found) == 1 and _is_theirs_to_say(provider, found[0]):
            if Identity.objects.filter(issuer=said.issuer, user=found[0]).exists():
                raise _unknown(provider)
            return found[0]
        if found:
            raise _unknown(provider)
    if not group_roles(provider, said.groups or frozenset()):
        raise _unknown(provider)
    first, last = name_parts(said.name)
    made = User(username=_free_name(said), first_name=first, last_name=last, email=said.email)
    made.set_unusable_password()
    made.save()
    return made


def _is_theirs_to_say(provider: Provider, user: User) -> bool:
    """Whether all municipalities in which a person has a role are ones a provider speaks for.

    One municipality's provider must not open the account of somebody in another.
    """
    places = Municipality.objects.filter(membership__user=user).distinct()
    return all(provider.speaks_for(place.slug) for place in places)


def _remembered(provider: Provider, said: Said, user: User) -> Identity:
    """An identity that is new, kept in the history of each municipality that the person is in."""
    called = user.get_full_name() or user.username
    for place in Municipality.objects.filter(membership__user=user).distinct():
        keep(place, PERSON, user.pk, called, {"signs in by": [None, provider.name]}, user=user)
    tell(user, Event.CONNECTED, provider.name)
    return Identity.objects.create(
        user=user, provider=provider.key, issuer=said.issuer, subject=said.subject
    )


def _free_name(said: Said) -> str:
    """A name to sign in with that nobody has: of the address, or of the subject."""
    start = (said.email or f"person-{said.subject}")[:140]
    name, number = start, 1
    while User.objects.filter(username__iexact=name).exists():
        number += 1
        name = f"{start}-{number}"
    return name


def _unknown(provider: Provider) -> NotLetIn:
    return NotLetIn(
        N_("You are signed in at %(name)s, but there is no account for you here."),
        remedy=_ASK,
        name=provider.name,
    )
