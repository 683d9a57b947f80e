"""Units, people and their roles, and how they sign in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.rights import Action
from ledetraad.web.changes.kind import Kind
from ledetraad.web.changes.saying import Way, among, by_ways, day, yes_no
from ledetraad.web.changes.words import Words
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.recorded import PERSON, UNIT
from ledetraad.web.signin.models import GroupRole
from ledetraad.web.signin.services.demand_set import DEMAND
from ledetraad.web.signin.services.group_role_change import GROUP


def _roles(words: Words, value: Any) -> str:
    return words.roles(value)


def _several(words: Words, value: Any) -> str:
    """The roles of a demand: "leader, planner"."""
    return words.roles("; ".join(str(value).split(", ")) if value else None)


_ROLE: Mapping[str, str] = {"role": N_("Role"), "unit": N_("Unit")}
_WAYS: Mapping[str, Way] = {
    "role": _roles,
    "can sign in": yes_no,
    "link": among({"made": N_("a link for a new password was made")}),
    "sessions": among({"ended": N_("was signed out everywhere")}),
}
KINDS = (
    Kind(
        name=UNIT,
        slug="enhet",
        called=N_("unit"),
        plural=N_("Units"),
        things=lambda place: Unit.objects.filter(municipality=place),
        tell=by_ways(
            {
                "name": N_("Name"),
                "parent": N_("Stands under"),
                "begins": N_("First day"),
                "ends": N_("Last day"),
                "successor": N_("Taken over by"),
                "became": N_("Became"),
            },
            {"begins": day, "ends": day},
        ),
        page=lambda thing: f"status/enhet/{thing.pk}/",
        title=str,
    ),
    Kind(
        name=PERSON,
        slug="person",
        called=N_("person"),
        plural=N_("People and their roles"),
        things=lambda place: User.objects.filter(membership__municipality=place).distinct(),
        tell=by_ways(
            {
                **_ROLE,
                "given by": N_("Given by"),
                "full name": N_("Full name"),
                "e-mail": N_("E-mail"),
                "can sign in": N_("Can sign in"),
                "signs in by": N_("Signs in by"),
                "link": N_("Link"),
                "sessions": N_("Sessions"),
                "second steps": N_("Second steps"),
                "token": N_("Token for the API"),
            },
            _WAYS,
        ),
        page=lambda thing: f"folk/person/{thing.pk}/",
        reads=Action.MANAGE_PEOPLE,
        whats={Change.What.MADE: N_("gave a role"), Change.What.DELETED: N_("took a role away")},
        folds=False,
        title=lambda thing: thing.get_full_name() or thing.get_username(),
    ),
    Kind(
        name=GROUP,
        slug="grupperolle",
        called=N_("role by group"),
        plural=N_("Roles by groups"),
        things=lambda place: GroupRole.objects.filter(municipality=place),
        tell=by_ways(_ROLE, _WAYS),
        page=lambda _: "folk/grupper/",
        reads=Action.MANAGE_PEOPLE,
        folds=False,
        title=lambda thing: thing.name or thing.group,
    ),
    Kind(
        name=DEMAND,
        slug="totrinn",
        called=N_("who needs a second step"),
        plural=N_("Who needs a second step"),
        things=lambda place: Municipality.objects.filter(pk=place.pk),
        tell=by_ways(
            {"roles": N_("Roles"), "starts": N_("From")}, {"roles": _several, "starts": day}
        ),
        page=lambda _: "folk/totrinn/",
        reads=Action.MANAGE_PEOPLE,
        title=str,
    ),
)
"""What is done with them is done again on their own pages, and so not undone here."""
