"""Making a unit, giving it another name or another place, and ending it with a successor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.errors import LedetraadError
from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.history.models import Change
from ledetraad.web.people.services.hand_over import Moved, hand_over
from ledetraad.web.people.services.recorded import UNIT, keep

_LONGEST_NAME = 120


class UnitRefused(LedetraadError):
    """A unit that can't be so."""


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
    with transaction.atomic():
        _alone(unit.municipality)
        unit.refresh_from_db()
        name = _name(unit.municipality, name, unit)
        if parent is not None and _is_under(parent, unit):
            raise UnitRefused(
                N_("A unit can't stand under itself."),
                where=unit.name,
                remedy=N_("Choose another unit for it to stand under."),
            )
        before = {"name": unit.name, "parent": unit.parent.name if unit.parent else None}
        after = {"name": name, "parent": parent.name if parent else None}
        fields = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
        if not fields:
            return
        unit.name, unit.parent = name, parent
        unit.save(update_fields=["name", "parent"])
        keep(unit.municipality, UNIT, unit.pk, name, fields, user=user)


def end_unit(
    unit: Unit,
    on: date,
    successor: Unit | None,
    *,
    user: User | None,
    shares: Mapping[int, Unit] = MappingProxyType({}),
) -> Moved:
    """End a unit on a day; what it answers for goes over to its successor, if it has one.

    What it has reported stays its own.

    Args:
        unit: which.
        on: the last day that it is a unit.
        successor: the unit that takes over its roles, its units, and its measures and indicators.
        user: who ends it.
        shares: for some of its measures, by their keys, another unit that takes each over.

    Raises:
        UnitRefused: it has ended, or a successor is itself, stands under it, or has ended.
    """
    with transaction.atomic():
        _alone(unit.municipality)
        unit.refresh_from_db(fields=["ends"])
        if unit.ends is not None:
            raise UnitRefused(
                N_("This unit has ended already."),
                where=unit.name,
                remedy=N_("Choose another one."),
            )
        for one in {successor, *shares.values()} - {None}:
            if one is not None and (one.ends is not None or _is_under(one, unit)):
                raise UnitRefused(
                    N_("“%(name)s” can't take over from it."),
                    where=unit.name,
                    remedy=N_("Choose a unit that goes on, and that does not stand under it."),
                    name=one.name,
                )
        unit.ends = on
        unit.save(update_fields=["ends"])
        if successor is not None:
            unit.successors.add(successor)
        moved = hand_over(unit, successor, shares, user=user)
        fields = {
            "ends": [None, on.isoformat()],
            "successor": [None, successor.name if successor is not None else None],
        }
        keep(unit.municipality, UNIT, unit.pk, unit.name, fields, user=user)
    return moved


def _alone(municipality: Municipality) -> None:
    """Let nobody else move the municipality's units until the transaction ends."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)


def _is_under(unit: Unit, other: Unit) -> bool:
    """Whether a unit is another, or stands under it, as the database has it now."""
    units = Unit.objects.filter(municipality=unit.municipality_id)
    parents = dict(units.values_list("pk", "parent_id"))
    seen: set[int] = set()
    above: int | None = unit.pk
    while above is not None and above not in seen:
        if above == other.pk:
            return True
        seen.add(above)
        above = parents.get(above)
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
