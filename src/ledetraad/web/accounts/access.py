"""Who may see and do what: every object is looked up through the person's own memberships."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.http import Http404

from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.person import memberships_in, memberships_of
from ledetraad.web.accounts.rights import RIGHTS, Action, Reach, Role
from ledetraad.web.history.seldom import kept

Person = User | AnonymousUser


@dataclass(frozen=True)
class Access:
    """What a person may do in one municipality, asked of the database once.

    Args:
        memberships: the person's own in the municipality.
        municipality: which.
    """

    memberships: tuple[Membership, ...]
    municipality: Municipality

    def may(self, action: Action, unit: Unit | int | None = None) -> bool:
        """Whether the person may do something, in a unit where one is concerned.

        A right that reaches one's own units alone is not enough for what no unit has.
        """
        reached = self.reach(action)
        if reached is None:
            return True
        key = unit.pk if isinstance(unit, Unit) else unit
        return key is not None and key in reached

    def reach(self, action: Action) -> frozenset[int] | None:
        """The units in which the person may do something; None for the whole municipality."""
        reached: set[int] = set()
        for membership in self.memberships:
            reach = RIGHTS[Role(membership.role)].get(action)
            if reach is Reach.MUNICIPALITY:
                return None
            if reach is Reach.OWN_UNITS and membership.unit_id is not None:
                reached |= self._below(membership.unit_id)
        return frozenset(reached)

    def anywhere(self, action: Action) -> bool:
        """Whether the person may do something in one unit at the least."""
        held = ((RIGHTS[Role(one.role)].get(action), one.unit_id) for one in self.memberships)
        return any(
            reach is Reach.MUNICIPALITY or (reach is Reach.OWN_UNITS and unit is not None)
            for reach, unit in held
        )

    def require(self, action: Action, unit: Unit | int | None = None) -> None:
        """Go on only where the person may.

        Raises:
            Http404: not; told as if the thing were not there, so as to give nothing away.
        """
        if not self.may(action, unit):
            raise Http404

    @cached_property
    def _children(self) -> dict[int | None, list[int]]:
        def read() -> dict[int | None, list[int]]:
            children: dict[int | None, list[int]] = {}
            units = Unit.objects.filter(municipality=self.municipality)
            for key, parent in units.values_list("pk", "parent_id"):
                children.setdefault(parent, []).append(key)
            return children

        return kept(self.municipality.pk, "units below", (Unit,), read)

    def _below(self, unit: int) -> set[int]:
        """A unit and all that stand under it."""
        found: set[int] = set()
        waiting = [unit]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting.extend(self._children.get(key, ()))
        return found


def access(person: Person, municipality: Municipality) -> Access:
    """What a person may do in a municipality."""
    if not isinstance(person, User):
        return Access((), municipality)
    return Access(memberships_in(person, municipality), municipality)


def accesses(person: Person) -> list[Access]:
    """What a person may do in each municipality that they have a role in, by name."""
    if not isinstance(person, User):
        return []
    return [
        Access(tuple(memberships), municipality)
        for municipality, memberships in groupby(
            memberships_of(person), key=lambda one: one.municipality
        )
    ]


def municipalities(person: Person, action: Action) -> QuerySet[Municipality]:
    """The municipalities in which a person may do something, in one unit at the least."""
    if not isinstance(person, User):
        return Municipality.objects.none()
    roles = [role.value for role in Role if action in RIGHTS[role]]
    return (
        Municipality.objects.filter(membership__user=person, membership__role__in=roles)
        .distinct()
        .order_by("name")
    )


def require(person: Person, municipality: Municipality, action: Action) -> Access:
    """Go on only where a person may do something in the whole of a municipality.

    Raises:
        Http404: not; told as if the thing were not there, so as to give nothing away.
    """
    found = access(person, municipality)
    found.require(action)
    return found
