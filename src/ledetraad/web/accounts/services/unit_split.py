"""Ending a unit that becomes several: one takes over, or each its share, and all are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Unit
from ledetraad.web.people.services.hand_over import Moved
from ledetraad.web.people.services.recorded import UNIT, keep
from ledetraad.web.people.services.unit_change import UnitRefused, end_unit


def end_with_successors(
    unit: Unit,
    on: date,
    receiver: Unit | None,
    others: Sequence[Unit],
    *,
    user: User | None,
    shares: Mapping[int, Unit] = MappingProxyType({}),
) -> Moved:
    """End a unit, and say what became of it.

    Args:
        unit: which.
        on: the last day that it is a unit.
        receiver: the successor that takes over what it answers for; None to leave it with the unit.
        others: the other units that it became a part of; units of the municipality that go on and
            don't stand under it.
        user: who ends it.
        shares: for some of its measures, by their keys, another such unit that takes each over.

    Raises:
        UnitRefused: it can't end so; nothing is stored.
    """
    if unit.begins is not None and on < unit.begins:
        raise UnitRefused(
            N_("The unit would end before it began."),
            where=unit.name,
            remedy=N_("Write a later day."),
        )
    beside = [one for one in dict.fromkeys([*others, *shares.values()]) if one != receiver]
    with transaction.atomic():
        moved = end_unit(unit, on, receiver, user=user, shares=shares)
        if beside:
            unit.successors.add(*beside)
            became = ", ".join(one.name for one in beside)
            keep(unit.municipality, UNIT, unit.pk, unit.name, {"became": [None, became]}, user=user)
    return moved
