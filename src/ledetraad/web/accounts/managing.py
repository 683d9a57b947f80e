"""Whose account somebody may manage: one's people's, where no other municipality has them too.

Who makes a link to an account could use it. So an administrator of one municipality can't do that
with an account that has a role in another: only there where one administers all of them.
"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import Http404

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.access import Access, Person, municipalities
from ledetraad.web.accounts.models import Membership
from ledetraad.web.accounts.rights import Action


class NotOursAlone(LedetraadError):
    """An account that works in another municipality, too."""


def person_of(allowed: Access, pk: int) -> User:
    """Somebody with a role in the municipality.

    Raises:
        Http404: there is nobody of this number, or they have none there.
    """
    here = Membership.objects.filter(municipality=allowed.municipality, user=pk)
    found = User.objects.filter(pk__in=here.values("user")).first()
    if found is None:
        raise Http404
    return found


def is_ours_alone(person: User, manager: Person) -> bool:
    """Whether somebody manages the people of every municipality that a person works in."""
    managed = municipalities(manager, Action.MANAGE_PEOPLE).values("pk")
    return not Membership.objects.filter(user=person).exclude(municipality__in=managed).exists()


def refuse_shared(person: User, manager: Person) -> None:
    """Do nothing, unless a person works in a municipality that the manager doesn't administer.

    Raises:
        NotOursAlone: they do.
    """
    if not is_ours_alone(person, manager):
        raise NotOursAlone(
            N_("%(name)s works in another municipality, too."),
            remedy=N_("Take the roles here away instead, or ask those who run the application."),
            name=person.get_full_name() or person.username,
        )
