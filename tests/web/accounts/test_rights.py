"""Who may do what: every role, action and unit, in one's own municipality and in another.

The table is written out here and not derived: it is what the municipality was promised.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from ledetraad.web.accounts.access import access, municipalities
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.accounts.rights import OF_A_UNIT, Action, Role

pytestmark = pytest.mark.django_db

ROLES = ("reader", "contributor", "leader", "controller", "planner", "administrator")
PLACES = ("own", "below", "other", "none")

# Each column is a role, as in ROLES. Four letters say where the role may: in the own Unit, in one
# Below it, in aNother unit, and in what has no unit (Whole). A dot: not there.
TABLE = """
action          reader  contributor  leader  controller  planner  administrator
read            UBNW    UBNW         UBNW    UBNW        UBNW     UBNW
comment         ....    UBNW         UBNW    UBNW        UBNW     UBNW
write-report    ....    UB..         UB..    UBNW        UBNW     UBNW
enter-value     ....    UB..         UB..    UBNW        UBNW     UBNW
submit-report   ....    ....         UB..    UBNW        UBNW     UBNW
edit-measure    ....    ....         UB..    UBNW        UBNW     UBNW
edit-effect     ....    ....         UB..    UBNW        UBNW     UBNW
return-report   ....    ....         ....    UBNW        UBNW     UBNW
edit-indicator  ....    ....         ....    UBNW        UBNW     UBNW
judge           ....    ....         ....    UBNW        UBNW     UBNW
choose-rules    ....    ....         ....    UBNW        UBNW     UBNW
share-view      ....    ....         ....    UBNW        UBNW     UBNW
edit-climate    ....    ....         ....    UBNW        UBNW     UBNW
edit-economy    ....    ....         ....    UBNW        ....     UBNW
manage-periods  ....    ....         ....    UBNW        ....     UBNW
manage-units    ....    ....         ....    UBNW        ....     UBNW
edit-plan       ....    ....         ....    ....        UBNW     UBNW
publish         ....    ....         ....    ....        UBNW     UBNW
run-hearing     ....    ....         ....    ....        UBNW     UBNW
manage-people   ....    ....         ....    ....        ....     UBNW
"""


def promised() -> dict[tuple[str, str], str]:
    """For each action and role, the four letters."""
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    assert tuple(head[1:]) == ROLES
    return {
        (line[0], role): letters
        for line in lines
        for role, letters in zip(ROLES, line[1:], strict=True)
    }


@pytest.fixture
def units(municipality: Municipality) -> dict[str, Unit | None]:
    """The unit that roles are held in, one below it (two steps down), another, and none."""
    own = Unit.objects.create(municipality=municipality, name="Oppvekst")
    between = Unit.objects.create(municipality=municipality, name="Skole", parent=own)
    below = Unit.objects.create(municipality=municipality, name="SFO", parent=between)
    other = Unit.objects.create(municipality=municipality, name="Teknisk")
    return {"own": own, "below": below, "other": other, "none": None}


def member(municipality: Municipality, role: str, unit: Unit | None) -> User:
    user = User.objects.create_user(f"{role}-{municipality.pk}")
    held = unit if Role(role) in OF_A_UNIT else None
    Membership.objects.create(user=user, municipality=municipality, role=role, unit=held)
    return user


def test_the_table_names_every_role_and_every_action() -> None:
    table = promised()

    assert {role for _, role in table} == {role.value for role in Role}
    assert {action for action, _ in table} == {action.value for action in Action}


@pytest.mark.parametrize("role", ROLES)
def test_in_the_own_municipality_a_role_may_what_the_table_says(
    municipality: Municipality, units: dict[str, Unit | None], role: str
) -> None:
    asked = access(member(municipality, role, units["own"]), municipality)

    found = {
        action.value: "".join(
            letter if asked.may(action, units[place]) else "."
            for letter, place in zip("UBNW", PLACES, strict=True)
        )
        for action in Action
    }

    assert found == {action: said for (action, of), said in promised().items() if of == role}


@pytest.mark.parametrize("role", ROLES)
def test_in_another_municipality_no_role_may_anything(
    municipality: Municipality, units: dict[str, Unit | None], role: str
) -> None:
    elsewhere = Municipality.objects.create(name="Eksempel kommune")
    theirs = Unit.objects.create(municipality=elsewhere, name="Oppvekst")
    person = member(elsewhere, role, theirs)

    asked = access(person, municipality)

    assert not [
        (action, place) for action in Action for place in PLACES if asked.may(action, units[place])
    ]
    assert not any(asked.anywhere(action) for action in Action)
    for action in Action:
        assert municipality not in municipalities(person, action)


@pytest.mark.parametrize("role", sorted(OF_A_UNIT))
def test_a_role_in_a_unit_reaches_no_unit_of_another_municipality(
    municipality: Municipality, units: dict[str, Unit | None], role: str
) -> None:
    elsewhere = Municipality.objects.create(name="Eksempel kommune")
    theirs = Unit.objects.create(municipality=elsewhere, name="Oppvekst")

    asked = access(member(municipality, role, units["own"]), municipality)

    assert not asked.may(Action.WRITE_REPORT, theirs)
    assert theirs.pk not in (asked.reach(Action.WRITE_REPORT) or set())


def test_several_roles_reach_as_far_as_all_of_them_together(
    municipality: Municipality, units: dict[str, Unit | None]
) -> None:
    person = member(municipality, "contributor", units["own"])
    Membership.objects.create(
        user=person, municipality=municipality, role="leader", unit=units["other"]
    )

    asked = access(person, municipality)

    assert asked.may(Action.WRITE_REPORT, units["below"])
    assert not asked.may(Action.SUBMIT_REPORT, units["below"])
    assert asked.may(Action.SUBMIT_REPORT, units["other"])


def test_one_who_has_not_signed_in_may_nothing(
    municipality: Municipality, units: dict[str, Unit | None]
) -> None:
    asked = access(AnonymousUser(), municipality)

    assert not any(asked.may(action, unit) for action in Action for unit in units.values())
    assert not any(municipalities(AnonymousUser(), action) for action in Action)
