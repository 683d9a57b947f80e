"""What a unit answers for: what somebody has to take over when it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ledetraad.followup.status import MeasureStatus
from ledetraad.web.accounts.models import Membership, Unit
from ledetraad.web.followup.models import Indicator, Measure

MOST_NAMED = 20
_ENDED = (MeasureStatus.DONE.value, MeasureStatus.STOPPED.value)


@dataclass(frozen=True, slots=True)
class Named:
    """How many there are of something, and the first of them by name."""

    count: int
    names: list[str]


@dataclass(frozen=True, slots=True)
class AnswersFor:
    """What a unit answers for.

    Args:
        roles: the roles that are held in it.
        units: those that stand directly under it.
        measures: its own that go on.
        indicators: its own.
    """

    roles: list[Membership]
    units: Named
    measures: Named
    indicators: Named


def answers_for(unit: Unit) -> AnswersFor:
    """What a unit answers for, in a number of queries that doesn't grow with it."""
    roles = Membership.objects.filter(unit=unit).select_related("user")
    return AnswersFor(
        roles=list(roles.order_by("user__first_name", "user__last_name", "role")),
        units=_named(Unit.objects.filter(parent=unit, ends=None)),
        measures=_named(going_on(unit)),
        indicators=_named(Indicator.objects.filter(unit=unit, deleted_at=None)),
    )


def going_on(unit: Unit) -> QuerySet[Measure]:
    """A unit's measures that go on."""
    return Measure.objects.filter(unit=unit, deleted_at=None).exclude(status__in=_ENDED)


def can_take_over(units: Iterable[Unit], ending: Unit) -> list[Unit]:
    """The units that go on and don't stand under one that ends, in the order given.

    Args:
        units: all of the municipality's, each after the one that it stands under.
        ending: the one that ends.
    """
    under = {ending.pk}
    found = []
    for unit in units:
        if unit.pk in under or unit.parent_id in under:
            under.add(unit.pk)
        elif unit.ends is None:
            found.append(unit)
    return found


def _named(found: QuerySet[Any]) -> Named:
    names = list(found.values_list("name", flat=True).order_by("name"))
    return Named(len(names), names[:MOST_NAMED])
