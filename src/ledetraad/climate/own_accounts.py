"""The municipality's own emissions as accounts, so that a climate budget can begin from them.

Each scope of the GHG Protocol is a sector, and each factor a source within it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from ledetraad.climate.emissions import Edition, Emission
from ledetraad.climate.faults import InvalidClimateBudget
from ledetraad.climate.own import OwnLine
from ledetraad.climate.sectors import OWN_SECTORS, Boundary, Sector
from ledetraad.i18n import N_


def own_accounts(
    lines: Iterable[OwnLine], boundary: Boundary, *, name: str, published: date
) -> Edition:
    """What was done and what was spent in each year, as an edition of accounts.

    Args:
        lines: each of one year.
        boundary: which of the scopes are in it; lines of others are left out.
        name: what the edition is called.
        published: the day that it is made.

    Raises:
        InvalidClimateBudget: it is no boundary of own operations, or nothing is in it.
    """
    wanted = {sector.value: sector for sector in OWN_SECTORS.get(boundary, ())}
    sums: dict[tuple[Sector, str, int], Decimal] = {}
    sets: dict[str, None] = {}
    example = False
    for line in lines:
        sector = wanted.get(line.boundary.value)
        if sector is None:
            continue
        key = sector, line.factor, line.tonnes.years.first
        sums[key] = sums.get(key, Decimal(0)) + line.tonnes.value
        sets[f"{line.factors.name} ({line.factors.year}): {line.factors.source}"] = None
        example = example or line.factors.example
    if not sums:
        raise InvalidClimateBudget(
            N_("No activity and no purchase is within this boundary."),
            remedy=N_("Choose another boundary, or write the activities down first."),
        )
    rows = tuple(Emission(*key[:2], "", key[2], tonnes) for key, tonnes in sorted(sums.items()))
    return Edition(name, published, rows, boundary, source="; ".join(sets), example=example)
