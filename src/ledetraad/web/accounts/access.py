"""Who may see and do what: every object is looked up through the person's own municipalities."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.http import Http404

from ledetraad.web.accounts.models import Membership, Municipality

Person = User | AnonymousUser


def roles_from(role: Membership.Role) -> list[str]:
    """A role and those above it."""
    order = list(Membership.Role)
    return [each.value for each in order[order.index(role) :]]


def municipalities(person: Person, role: Membership.Role) -> QuerySet[Municipality]:
    """The municipalities in which a person has at least this role."""
    if not isinstance(person, User):
        return Municipality.objects.none()
    return Municipality.objects.filter(
        membership__user=person, membership__role__in=roles_from(role)
    ).order_by("name")


def require(person: Person, municipality: Municipality, role: Membership.Role) -> None:
    """Go on only where a person has at least this role.

    Raises:
        Http404: the person hasn't; told as if the thing were not there, so as to give nothing away.
    """
    if not municipalities(person, role).filter(pk=municipality.pk).exists():
        raise Http404
