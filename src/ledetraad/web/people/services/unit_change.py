"""Making a unit, giving it another name or another place, and ending it with a successor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Membership, Municipality, Unit
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.models import Change
from ledetraad.web.history.recording import change
from ledetraad.web.people.services.recorded import UNIT, keep
from ledetraad.web.signin.models import GroupRole

_LONGEST_NAME = 120


class UnitRefused(LedetraadError):
    """A unit that can't be so."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What went over to a successor: how many roles, measures and indicators."""

    roles: int
    measures: int
    indicators: int


def add_unit(
    municipality: Municipality, name: str, parent: Unit | None, *, user: User | None
) -> Unit:
    """Make a unit.

    Raises:
        UnitRefused: the name is empty, too long or taken by a unit that has not ended.
    """
    name = _name(municipality, name, None)
    with transaction.atomic():
        unit = Unit.objects.create(municipality=municipality, name=name, parent=parent)
        said = {"name": [None, name], "parent": [None, parent.name if parent else None]}
        keep(municipality, UNIT, unit.pk, name, said, what=Change.What.MADE, user=user)
    return unit


def change_unit(unit: Unit, name: str, parent: Unit | None, *, user: User | None) -> None:
    """Give a unit another name, or put it under another.

    Raises:
        UnitRefused: the name won't do, or the unit would stand under itself.
    """
    name = _name(unit.municipality, name, unit)
    above = parent
    while above is not None:
        if above.pk == unit.pk:
            raise UnitRefused(
                N_("A unit can't stand under itself."),
                where=unit.name,
                remedy=N_("Choose another unit for it to stand under."),
            )
        above = above.parent
    before = {"name": unit.name, "parent": unit.parent.name if unit.parent else None}
    after = {"name": name, "parent": parent.name if parent else None}
    fields = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    if not fields:
        return
    with transaction.atomic():
        unit.name, unit.parent = name, parent
        unit.save(update_fields=["name", "parent"])
        keep(unit.municipality, UNIT, unit.pk, name, fields, user=user)


def end_unit(unit: Unit, on: date, successor: Unit | None, *, user: User | None) -> Moved:
    """End a unit on a day; what it answers for goes over to its successor, if it has one.

    What it has reported stays its own.

    Args:
        unit: which.
        on: the last day that it is a unit.
        successor: the unit that takes over its roles, its units, and its measures and indicators.
        user: who ends it.

    Raises:
        UnitRefused: it has ended, or the successor is itself, stands under it, or has ended.
    """
    if unit.ends is not None:
        raise UnitRefused(
            N_("This unit has ended already."), where=unit.name, remedy=N_("Choose another one.")
        )
    if successor is not None and (successor.ends is not None or _is_under(successor, unit)):
        raise UnitRefused(
            N_("“%(name)s” can't take over from it."),
            where=unit.name,
            remedy=N_("Choose a unit that goes on, and that does not stand under it."),
            name=successor.name,
        )
    with transaction.atomic():
        unit.ends = on
        unit.save(update_fields=["ends"])
        moved = Moved(0, 0, 0)
        if successor is not None:
            unit.successors.add(successor)
            Unit.objects.filter(parent=unit).update(parent=successor)
            moved = _hand_over(unit, successor, user)
        fields = {
            "ends": [None, on.isoformat()],
            "successor": [None, successor.name if successor is not None else None],
        }
        keep(unit.municipality, UNIT, unit.pk, unit.name, fields, user=user)
    return moved


def _hand_over(unit: Unit, successor: Unit, user: User | None) -> Moved:
    roles = 0
    for one in Membership.objects.filter(unit=unit):
        Membership.objects.get_or_create(
            user=one.user,
            municipality=one.municipality,
            role=one.role,
            unit=successor,
            defaults={"given_by": one.given_by},
        )
        one.delete()
        roles += 1
    for given in GroupRole.objects.filter(unit=unit):
        GroupRole.objects.get_or_create(
            municipality=given.municipality,
            provider=given.provider,
            group=given.group,
            role=given.role,
            unit=successor,
            defaults={"name": given.name},
        )
        given.delete()
    reason = f"{unit.name} → {successor.name}"
    measures = list(Measure.objects.filter(unit=unit, deleted_at=None))
    for measure in measures:
        change(measure, {"unit": successor.pk}, user=user, reason=reason)
    indicators = list(Indicator.objects.filter(unit=unit, deleted_at=None))
    for indicator in indicators:
        change(indicator, {"unit": successor.pk}, user=user, reason=reason)
    return Moved(roles, len(measures), len(indicators))


def _is_under(unit: Unit, other: Unit) -> bool:
    """Whether a unit is another, or stands under it."""
    above: Unit | None = unit
    while above is not None:
        if above.pk == other.pk:
            return True
        above = above.parent
    return False


def _name(municipality: Municipality, name: str, unit: Unit | None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UnitRefused(
            N_("This can't be a name."),
            remedy=N_("Write from 1 to %(most)s characters on one line."),
            most=_LONGEST_NAME,
        )
    taken = Unit.objects.filter(municipality=municipality, name__iexact=name, ends=None)
    if unit is not None:
        taken = taken.exclude(pk=unit.pk)
    if taken.exists():
        raise UnitRefused(
            N_("There is a unit of this name already."),
            where=name,
            remedy=N_("Choose another name."),
        )
    return name
