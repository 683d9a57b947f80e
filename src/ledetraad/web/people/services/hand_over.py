"""What a unit that ends answers for goes over to those that come after it, in few questions.

All of it is kept in the history of what is moved, a row for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from ledetraad.web.accounts.models import Membership, Unit
from ledetraad.web.followup.models import Indicator, Measure
from ledetraad.web.history.editions import touch
from ledetraad.web.history.recording import keep_changes
from ledetraad.web.people.services.recorded import PERSON, UNIT, keep_all
from ledetraad.web.signin.models import GroupRole

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """What went over to a successor: how many roles, measures and indicators."""

    roles: int
    measures: int
    indicators: int


def hand_over(
    unit: Unit, receiver: Unit | None, shares: Mapping[int, Unit], *, user: User | None
) -> Moved:
    """Move what a unit answers for, in the caller's transaction.

    Args:
        unit: the one that ends.
        receiver: who takes over all but what is shared out; None to leave it with the unit.
        shares: for some measures, by their keys, the unit that takes each over.
        user: who does it.
    """
    roles = 0
    if receiver is not None:
        _units(unit, receiver, user)
        roles = _roles(unit, receiver, user)
    measures = _measures(unit, receiver, shares, user)
    return Moved(roles, measures, _indicators(unit, receiver, shares, user))


def _units(unit: Unit, receiver: Unit, user: User | None) -> None:
    under = Unit.objects.filter(parent=unit)
    said: dict[str, list[Any]] = {"parent": [unit.name, receiver.name]}
    moved = [(key, name, said) for key, name in under.values_list("pk", "name")]
    if under.update(parent=receiver):
        touch(unit.municipality_id, Unit._meta.label_lower)
    keep_all(unit.municipality, UNIT, moved, user=user)


def _roles(unit: Unit, receiver: Unit, user: User | None) -> int:
    held = list(Membership.objects.filter(unit=unit).select_related("user"))
    there = set(Membership.objects.filter(unit=receiver).values_list("user_id", "role"))
    double = [one.pk for one in held if (one.user_id, one.role) in there]
    Membership.objects.filter(pk__in=double).delete()
    if Membership.objects.filter(unit=unit).update(unit=receiver):
        touch(unit.municipality_id, Membership._meta.label_lower)
    _given_by_groups(unit, receiver)
    said = {"unit": [unit.name, receiver.name]}
    people = [
        (one.user_id, one.user.get_full_name() or one.user.username, dict(said)) for one in held
    ]
    keep_all(unit.municipality, PERSON, people, user=user)
    return len(held)


def _given_by_groups(unit: Unit, receiver: Unit) -> None:
    """The roles that groups give in the unit, where the receiver has not got them already."""
    columns = ("municipality", "provider", "group", "role")
    there = set(GroupRole.objects.filter(unit=receiver).values_list(*columns))
    given = GroupRole.objects.filter(unit=unit).values_list("pk", *columns)
    double = [key for key, *said in given if tuple(said) in there]
    GroupRole.objects.filter(pk__in=double).delete()
    GroupRole.objects.filter(unit=unit).update(unit=receiver)


def _measures(
    unit: Unit, receiver: Unit | None, shares: Mapping[int, Unit], user: User | None
) -> int:
    found = Measure.objects.select_for_update(of=("self",)).filter(unit=unit, deleted_at=None)
    moved: dict[Unit, list[Measure]] = {}
    for measure in found:
        to = shares.get(measure.pk, receiver)
        if to is not None:
            moved.setdefault(to, []).append(measure)
    for to, measures in moved.items():
        keys = [one.pk for one in measures]
        Measure.objects.filter(pk__in=keys).update(unit=to, version=F("version") + 1)
        for one in measures:
            one.version += 1
        fields = {"unit": [unit.pk, to.pk]}
        reason = f"{unit.name} → {to.name}"
        keep_changes([(one, dict(fields)) for one in measures], user=user, reason=reason)
    return sum(map(len, moved.values()))


def _indicators(
    unit: Unit, receiver: Unit | None, shares: Mapping[int, Unit], user: User | None
) -> int:
    """The indicators, each with its measure where that is shared out."""
    found = Indicator.objects.select_for_update(of=("self",)).filter(unit=unit, deleted_at=None)
    moved: dict[Unit, list[Indicator]] = {}
    for one in found:
        to = shares.get(one.measure_id or 0, receiver)
        if to is not None:
            one.unit, one.version = to, one.version + 1
            one.document = {**one.document, "unit": to.pk}
            moved.setdefault(to, []).append(one)
    for to, those in moved.items():
        Indicator.objects.bulk_update(those, ["unit", "document", "version"], batch_size=_AT_ONCE)
        fields = {"unit": [unit.pk, to.pk]}
        reason = f"{unit.name} → {to.name}"
        keep_changes([(one, dict(fields)) for one in those], user=user, reason=reason)
    return sum(map(len, moved.values()))
