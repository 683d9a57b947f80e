"""Two or more units that become one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from ledetraad.i18n import N_
from ledetraad.web.accounts.models import Municipality, Unit
from ledetraad.web.accounts.services.unit_split import end_with_successors
from ledetraad.web.people.services.unit_change import UnitRefused, add_unit

_FEWEST = 2


def merge_units(
    municipality: Municipality,
    units: Sequence[Unit],
    name: str,
    parent: Unit | None,
    on: date,
    *,
    user: User | None,
) -> Unit:
    """End units, and make one that takes over all that they answer for.

    Args:
        municipality: whose they are.
        units: two or more of its units that go on.
        name: what the new one is called.
        parent: the unit that it stands under; not one of them, nor under one of them.
        on: the last day of the old ones; the new one begins on the day after.
        user: who does it.

    Returns:
        The new unit.

    Raises:
        UnitRefused: they are too few, or can't end so, or the name won't do; nothing is stored.
    """
    if len(units) < _FEWEST:
        raise UnitRefused(
            N_("One unit alone can't be merged."), remedy=N_("Choose two units or more.")
        )
    above = parent
    while above is not None:
        if above in units:
            raise UnitRefused(
                N_("The new unit can't stand under one that ends."),
                where=above.name,
                remedy=N_("Choose another unit for it to stand under."),
            )
        above = above.parent
    with transaction.atomic():
        made = add_unit(municipality, name, parent, user=user)
        made.begins = on + timedelta(days=1)
        made.save(update_fields=["begins"])
        for unit in units:
            unit.refresh_from_db()
            end_with_successors(unit, on, made, (), user=user)
    return made
